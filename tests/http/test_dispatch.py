"""What the table demands is held to before a view sees a request."""

import datetime
import io

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from saleor.core.jwt import create_access_token
from saleor.permission.enums import AccountPermissions, OrderPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.http.dispatch import HEADERS, answer
from saleor_crm_plugin.http.route import Authentication, Rate, Route
from saleor_crm_plugin.saleor_adapter.signing import sign

from ..shop.rows import make_app, make_site_settings, make_staff, make_user

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
GENEROUS = Rate(1000)


class Recorder:
    """A view that keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, asked):
        self.asked.append(asked)
        return HttpResponse("seen")


@pytest.fixture
def view():
    cache.clear()
    return Recorder()


def row(view, **changes):
    values = {
        "pattern": "things/<token>",
        "view": view,
        "methods": ("GET", "POST"),
        "rate": GENEROUS,
        "authentication": Authentication.PUBLIC,
        "body_limit": 10,
    }
    return Route(**values | changes)


def send(route, path="/things/1", method="GET", is_active=True, **options):
    request = RequestFactory().generic(
        method, f"/plugins/saleor.crm{path}".replace("\r", "%0D"), **options
    )
    return answer(request, path, is_active=is_active, routes=[route])


def test_a_view_is_given_parts_query_form_and_language(view):
    response = send(
        row(view, body_limit=100),
        method="POST",
        data="a=1&b=%C3%A8",
        content_type="application/x-www-form-urlencoded; charset=utf-8",
        headers={"Accept-Language": "it-IT,it;q=0.9", "User-Agent": "x" * 500},
    )

    assert response.status_code == 200
    (asked,) = view.asked
    assert asked.parameters == {"token": "1"}
    assert asked.form.dict() == {"a": "1", "b": "è"}
    assert asked.language == "it"
    assert asked.user_agent == "x" * 400
    assert asked.ip == "127.0.0.1"


def test_other_content_is_no_form(view):
    send(row(view), method="POST", data="a=1", content_type="text/plain")

    assert view.asked[0].form.dict() == {}
    assert view.asked[0].body == b"a=1"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "/things",
        "/things/",
        "/things/1/",
        "/things/1/2",
        "//things/1",
        "/things/..",
        "/things/a b",
        "/things/a%",
        "/things/1\r\nSet-Cookie: a=b",
        "/things/1\n",
        "/things/é",
        "/things/" + "a" * 1025,
        "/THINGS/1",
        "/other/1",
    ],
)
def test_paths_of_no_row_are_not_found(view, path):
    response = send(row(view), path=path)

    # two dots are a part like any other: nothing here is a file
    expected = 200 if path == "/things/.." else 404
    assert response.status_code == expected


def test_while_the_plugin_is_off_only_ways_out_are_found(view):
    off = send(row(view), is_active=False)
    way_out = send(row(view, works_while_off=True), is_active=False)

    assert (off.status_code, way_out.status_code) == (404, 200)
    assert len(view.asked) == 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X"])
def test_other_methods_are_refused(view, method):
    response = send(row(view), method=method)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, POST, HEAD"
    assert view.asked == []


def test_looking_at_the_head_is_looking(view):
    assert send(row(view), method="HEAD").status_code == 200
    assert view.asked[0].method == "GET"
    assert send(row(view, methods=("POST",)), method="HEAD").status_code == 405


@pytest.mark.parametrize(("size", "status"), [(0, 200), (10, 200), (11, 413)])
def test_bodies_have_a_limit(view, size, status):
    response = send(
        row(view), method="POST", data=b"x" * size, content_type="text/plain"
    )

    assert response.status_code == status
    assert len(view.asked) == (status == 200)


def test_a_body_that_is_longer_than_announced_is_refused(view):
    request = RequestFactory().generic("POST", "/plugins/saleor.crm/things/1")
    request.META["CONTENT_LENGTH"] = ""
    request._stream = io.BytesIO(b"x" * 11)

    response = answer(request, "/things/1", is_active=True, routes=[row(view)])

    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "ten", "1e3"])
def test_a_length_that_is_none_is_refused(view, length):
    request = RequestFactory().generic("POST", "/plugins/saleor.crm/things/1")
    request.META["CONTENT_LENGTH"] = length

    response = answer(request, "/things/1", is_active=True, routes=[row(view)])

    assert response.status_code == 413


def test_a_client_may_come_so_often_in_a_time(view):
    route = row(view, rate=Rate(2, datetime.timedelta(seconds=60)))
    with clock.fixed_at(NOON + datetime.timedelta(seconds=15)):
        statuses = [send(route).status_code for _ in range(3)]
        refused = send(route)
        other_client = send(route, REMOTE_ADDR="192.0.2.2")
        other_row = send(row(view, pattern="things/<other>"))
    with clock.fixed_at(NOON + datetime.timedelta(seconds=60)):
        later = send(route)

    assert statuses == [200, 200, 429]
    assert refused.headers["Retry-After"] == "45"
    assert other_client.status_code == 200
    assert other_row.status_code == 200
    assert later.status_code == 200


def test_without_a_cache_everybody_may_come(view, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.dummy.DummyCache",
        }
    }

    statuses = [send(row(view, rate=Rate(1))).status_code for _ in range(3)]

    assert statuses == [200, 200, 200]


def test_a_signed_token_opens_its_own_route_alone(view):
    route = row(
        view, authentication=Authentication.SIGNED_TOKEN, token_purpose="things"
    )

    good = send(route, path=f"/things/{sign('things', [1, 'a'])}")
    other = send(route, path=f"/things/{sign('others', [1, 'a'])}")
    none = send(route, path="/things/1")

    assert (good.status_code, other.status_code, none.status_code) == (200, 404, 404)
    assert view.asked[0].signed == (1, "a")
    assert len(view.asked) == 1
    assert b"This link does not work" in other.content


def test_staff_routes_are_for_staff_with_the_permission(view, db):
    make_site_settings()
    route = row(
        view,
        authentication=Authentication.STAFF,
        permission=AccountPermissions.MANAGE_USERS.value,
    )
    with_it = make_staff(AccountPermissions.MANAGE_USERS, email="with@example.com")
    without = make_staff(OrderPermissions.MANAGE_ORDERS, email="without@example.com")
    tokens = {
        "nobody": "",
        "garbage": "x",
        "customer": create_access_token(make_user("owner@example.com")),
        "app": make_app(AccountPermissions.MANAGE_USERS).auth_token,
        "without": create_access_token(without),
        "with": create_access_token(with_it),
    }

    statuses = {
        who: send(route, headers={"Authorization": f"Bearer {token}"}).status_code
        for who, token in tokens.items()
    }

    assert statuses == {
        "nobody": 401,
        "garbage": 401,
        "customer": 403,
        "app": 403,
        "without": 403,
        "with": 200,
    }
    assert view.asked[0].requester.user_id == with_it.pk


def test_app_routes_are_for_apps(view, db):
    make_site_settings()
    route = row(view, authentication=Authentication.APP)
    app = make_app()
    staff = make_staff(AccountPermissions.MANAGE_USERS)

    by_app = send(route, headers={"Authorization": f"Bearer {app.auth_token}"})
    by_staff = send(
        route, headers={"Authorization": f"Bearer {create_access_token(staff)}"}
    )

    assert (by_app.status_code, by_staff.status_code) == (200, 403)
    assert view.asked[0].requester.app_id == app.pk


@pytest.mark.parametrize("path", ["/things/1", "/nothing"])
def test_every_answer_keeps_its_address_to_itself(view, path):
    response = send(row(view), path=path)

    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_a_view_may_say_otherwise(view):
    def cached(asked):
        return HttpResponse("seen", headers={"Cache-Control": "max-age=60"})

    response = send(row(cached))

    assert response.headers["Cache-Control"] == "max-age=60"
