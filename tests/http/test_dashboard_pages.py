"""The pages in the Dashboard as browsers fetch them: what is kept, framed, and never found."""

import gzip
import re

import pytest
from saleor.core.db.connection import allow_writer

from saleor_crm_plugin.dashboard import built
from saleor_crm_plugin.saleor_adapter.plugin_state import (
    DASHBOARD_ORIGINS,
    keep_settings,
)

SCRIPT = b"export const answer = 42;\n" * 100
INDEX = b'<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__">'
NAME = "dashboard/assets/main-a1b2.js"
FETCHED = {"widgetTarget": {"method": "GET"}}
WIDGETS = {
    "CUSTOMER_DETAILS_WIDGETS": FETCHED,
    "ORDER_DETAILS_WIDGETS": FETCHED,
    "DRAFT_ORDER_DETAILS_WIDGETS": FETCHED,
    "HOMEPAGE_WIDGETS": {"homeWidgetTarget": {"method": "GET", "fullscreen": False}},
}


@pytest.fixture
def pages(tmp_path, monkeypatch, web):
    """A browser at a shop whose copy of the package holds built pages."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(INDEX)
    (tmp_path / "assets" / "main-a1b2.js").write_bytes(SCRIPT)
    (tmp_path / "favicon.svg").write_text("<svg/>")
    for function in (built.built_file, built.are_built):
        monkeypatch.setattr(function, "__defaults__", (tmp_path,), raising=True)
    return web


def framed_by(response):
    policy = response.headers["Content-Security-Policy"]
    return re.search(r"frame-ancestors ([^;]*)", policy)[1].split()


@pytest.mark.parametrize(
    "path",
    ["dashboard", "dashboard/", "dashboard/segments/Q3J0=/edit", "dashboard/客户/a b"],
)
def test_every_page_is_the_one_html_file_which_nobody_keeps(pages, path):
    response = pages.get(path)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_each_answer_has_a_nonce_of_its_own_in_page_and_policy(pages):
    nonces = []
    for _ in range(2):
        response = pages.get("dashboard/")
        [nonce] = re.findall(rb'nonce="([\w-]+)"', response.content)
        policy = response.headers["Content-Security-Policy"]
        assert f"style-src 'self' 'nonce-{nonce.decode()}'" in policy
        assert "script-src 'self';" in policy
        nonces.append(nonce)

    assert nonces[0] != nonces[1]


def test_the_shop_itself_and_the_merchants_dashboards_may_frame_a_page(pages):
    with allow_writer():
        assert framed_by(pages.get("dashboard/")) == ["'self'"]
        keep_settings({DASHBOARD_ORIGINS: "https://a.example nonsense; http://b:9000"})

        response = pages.get("dashboard/")

    assert framed_by(response) == ["'self'", "https://a.example", "http://b:9000"]
    assert "X-Frame-Options" not in response.headers


def test_a_letter_is_looked_at_where_nothing_of_it_can_run(pages):
    with allow_writer():
        keep_settings({DASHBOARD_ORIGINS: "https://a.example"})

        response = pages.get("dashboard/letter")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<body></body>" in response.content
    assert "X-Frame-Options" not in response.headers
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; "
        "base-uri 'none'; form-action 'none'; sandbox allow-same-origin; "
        "frame-ancestors 'self' https://a.example"
    )


def test_a_hashed_file_is_kept_for_a_year_and_asked_for_by_its_tag(pages):
    first = pages.get(NAME)
    again = pages.get(NAME, **{"If-None-Match": f"W/{first.headers['ETag']}"})
    other = pages.get(NAME, **{"If-None-Match": '"other"'})

    assert (first.status_code, first.content) == (200, SCRIPT)
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert first.headers["Content-Length"] == str(len(SCRIPT))
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_a_file_without_a_hash_is_asked_for_each_time(pages):
    response = pages.get("dashboard/favicon.svg")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, no-cache"


def test_a_file_is_pressed_for_who_can_read_that(pages):
    response = pages.get(NAME, **{"Accept-Encoding": "br, gzip"})

    assert gzip.decompress(response.content) == SCRIPT
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Length"] == str(len(response.content))


def test_looking_without_reading_tells_the_same(pages):
    response = pages.call("HEAD", NAME)

    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(SCRIPT))


@pytest.mark.parametrize(
    "path",
    [
        "dashboard/assets/gone-9z8y.js",
        "dashboard/assets/",
        "dashboard/assets/../../built.py",
        "dashboard/assets/..%2f..%2fmounts.py",
        "dashboard/missing.css",
    ],
)
def test_a_missing_file_is_not_a_page(pages, path):
    response = pages.get(path)

    assert response.status_code == 404
    assert response.content == b"Not Found\n"


@pytest.mark.parametrize(
    "path",
    ["dashboard/../../../etc/passwd", "dashboard/%2e%2e/%2e%2e/etc/passwd"],
)
def test_a_way_out_of_the_folder_leads_to_no_file(pages, path):
    response = pages.get(path)

    assert response.status_code in (200, 404)
    assert b"root:" not in response.content


def test_nothing_is_sent_to_a_page(pages):
    assert pages.post("dashboard/segments", "a=1").status_code == 405


def test_a_copy_without_pages_says_so_in_the_readers_language(
    tmp_path, monkeypatch, web
):
    monkeypatch.setattr(built.built_file, "__defaults__", (tmp_path,))

    english = web.get("dashboard/segments")
    chinese = web.get("dashboard/segments", **{"Accept-Language": "zh-CN"})

    assert english.status_code == 503
    assert b"The pages of the CRM are missing" in english.content
    assert "缺少 CRM 页面" in chinese.content.decode()
    assert framed_by(english) == ["'self'"]
    assert web.get("dashboard/assets/a.js").status_code == 404


def test_the_manifest_names_only_what_core_takes_and_where_it_is(web, settings):
    manifest = web.get("manifest").json()

    url = manifest["appUrl"]
    assert url.endswith("/plugins/saleor.crm/dashboard")
    assert manifest["id"] == "saleor.crm"
    assert manifest["tokenTargetUrl"].endswith("/plugins/saleor.crm/manifest/token")
    granted = set(manifest["permissions"])
    for one in manifest["extensions"]:
        assert set(one["permissions"]) <= granted
        is_page = one["target"] == "APP_PAGE"
        assert one["url"].startswith("/" if is_page else f"{url}/")
    options = {one["mount"]: one.get("options") for one in manifest["extensions"]}
    # Saleors before 3.23 know some of these places only, or none.
    assert {mount: told for mount, told in options.items() if told} == {
        mount: told for mount, told in WIDGETS.items() if mount in options
    }


def test_the_token_that_core_sends_is_taken_and_forgotten(web):
    response = web.post(
        "manifest/token", '{"auth_token": "secret"}', content_type="application/json"
    )

    assert (response.status_code, response.content) == (204, b"")
