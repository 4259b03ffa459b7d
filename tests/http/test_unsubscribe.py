"""The way out: by page and by one click, for the right person, as far as asked, and no further."""

import re
import uuid
from urllib.parse import quote

import pytest
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.consent.links import (
    LinkedPerson,
    preferences_url,
    unsubscribe_url,
)
from saleor_crm_plugin.consent.models import ConsentEvent, ConsentEvidence, Suppression
from saleor_crm_plugin.consent.policies import ConsentStatus, SuppressionReason
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from saleor_crm_plugin.saleor_adapter.signing import sign

from ..fixtures.consent import record_one
from ..fixtures.unchanged import nothing_changes
from ..fixtures.web import path_of

ONE_CLICK = "List-Unsubscribe=One-Click"


def way_out(profile, *, list_code="news"):
    return path_of(unsubscribe_url(LinkedPerson(profile.public_id, "email", list_code)))


def marketing(profile, list_code=""):
    found = consent_of(
        [profile.pk], channel="email", purpose="marketing", list_code=list_code
    )
    return found[profile.pk]


@pytest.fixture
def reader(profile):
    """Somebody who gets our news, and everything else."""
    record_one(profile.pk, "yes")
    return profile


@pytest.fixture
def switched_off(db):
    PluginConfiguration.objects.create(
        identifier="saleor.crm", active=False, configuration=[]
    )


def test_looking_changes_nothing(web, reader):
    with nothing_changes():
        response = web.get(way_out(reader))

    assert response.status_code == 200
    assert b'value="list"' in response.content


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it-CH, en;q=0.5", "Che cosa non vuoi più ricevere?"),
        ("zh-Hans-CN", "您不想再收到哪些内容？"),
        ("fr, de;q=0.9, zh;q=0.1", "您不想再收到哪些内容？"),
        ("fr", "What do you no longer want to get?"),
        ("", "What do you no longer want to get?"),
        ("*;q=x,,;" * 100, "What do you no longer want to get?"),
    ],
)
def test_the_page_speaks_the_readers_language(web, reader, language, words):
    response = web.get(way_out(reader), **{"Accept-Language": language})

    assert words in response.content.decode()


def test_the_page_shows_nothing_about_the_person(web, reader):
    pages = [
        web.get(way_out(reader)),
        web.send(way_out(reader), {"scope": "list"}),
    ]

    for page in pages:
        # a link's own token may spell anything
        text = re.sub(r'href="[^"]*"', "", page.content.decode()).lower()
        assert "ada" not in text
        assert "example.com" not in text
        assert "news" not in text.replace("all news and offers", "")


def test_one_click_leaves_the_list_that_the_message_belonged_to(web, reader):
    response = web.post(way_out(reader), ONE_CLICK, **{"User-Agent": "Mail 1"})

    assert (response.status_code, response.content) == (200, b"OK\n")
    assert marketing(reader, "news") == ConsentStatus.WITHDRAWN
    assert marketing(reader, "birthday") == ConsentStatus.GRANTED
    event = ConsentEvent.objects.latest("id")
    assert event.source == Source.ONE_CLICK
    assert ConsentEvidence.objects.get(event=event).user_agent == "Mail 1"


def test_one_click_may_come_as_a_form_of_parts(web, reader):
    body = (
        '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
        "One-Click\r\n--b--\r\n"
    )

    response = web.post(
        way_out(reader), body, content_type="multipart/form-data; boundary=b"
    )

    assert response.status_code == 200
    assert marketing(reader, "news") == ConsentStatus.WITHDRAWN


def test_one_click_without_a_list_leaves_the_channel(web, reader):
    web.post(way_out(reader, list_code=""), ONE_CLICK)

    assert marketing(reader) == ConsentStatus.WITHDRAWN
    assert Suppression.objects.values_list(
        "channel", "address_hash", "reason"
    ).get() == (
        "email",
        email_hash("ada@example.com"),
        SuppressionReason.OPT_OUT,
    )


@pytest.mark.parametrize(
    ("scope", "news", "all_mail", "profiling"),
    [
        ("list", "withdrawn", "granted", "granted"),
        ("channel", "withdrawn", "withdrawn", "granted"),
        ("everything", "withdrawn", "withdrawn", "withdrawn"),
    ],
)
def test_the_page_leaves_as_far_as_asked(web, reader, scope, news, all_mail, profiling):
    # given
    record_one(reader.pk, "profiling", channel="any", purpose="profiling")

    # when
    response = web.send(way_out(reader), {"scope": scope})

    # then
    assert response.status_code == 200
    assert marketing(reader, "news") == news
    assert marketing(reader) == all_mail
    found = consent_of([reader.pk], channel="any", purpose="profiling")
    assert found[reader.pk] == profiling


def test_the_answer_leads_to_the_preferences(web, reader):
    response = web.send(way_out(reader), {"scope": "channel"})

    target = response.content.decode().split('href="')[1].split('"')[0]
    assert web.get(path_of(target)).status_code == 200


@pytest.mark.parametrize("scope", ["all", "", "LIST", quote("list\r\nX: y")])
def test_an_unknown_scope_changes_nothing(web, reader, scope):
    with nothing_changes():
        response = web.send(way_out(reader), {"scope": scope})

    assert response.status_code == 400


def test_nobody_leaves_for_somebody_else(web, reader, guest_profile):
    # given
    record_one(guest_profile.pk, "guest")

    # when
    web.post(way_out(reader), ONE_CLICK)

    # then
    assert marketing(guest_profile, "news") == ConsentStatus.GRANTED


def tampered(path):
    kind, token = path.split("/")
    payload, signature = token.split(":")
    other = sign("unsubscribe", [str(uuid.uuid4()), "email", ""])
    return [
        f"{kind}/{payload[:-1]}{'A' if payload[-1] != 'A' else 'B'}:{signature}",
        f"{kind}/{payload}:{signature[:-2]}AA",
        f"{kind}/{other.split(':')[0]}:{signature}",
        f"{kind}/{payload}",
        f"{kind}/{payload}:",
        f"{kind}/:{signature}",
        f"{kind}/{token}:{signature}",
        f"{kind}/{token}%0d%0aSet-Cookie:%20a=b",
    ]


@pytest.mark.parametrize("which", range(8))
def test_a_link_that_was_tampered_with_does_nothing(web, reader, which):
    with nothing_changes():
        response = web.post(tampered(way_out(reader))[which], ONE_CLICK)

    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers


def test_a_link_for_the_preferences_is_no_way_out(web, reader):
    person = LinkedPerson(reader.public_id, "email", "news")
    token = path_of(preferences_url(person)).partition("/")[2]

    with nothing_changes():
        response = web.post(f"unsubscribe/{token}", ONE_CLICK)

    assert response.status_code == 404


def test_a_link_that_is_used_over_and_over_leaves_one_act(web, reader):
    web.post(way_out(reader), ONE_CLICK)

    with nothing_changes():
        statuses = [web.post(way_out(reader), ONE_CLICK).status_code for _ in range(5)]

    assert statuses == [200] * 5


def test_an_old_link_still_leads_out_after_a_later_grant(web, reader):
    # given
    old = way_out(reader)
    web.post(old, ONE_CLICK)
    record_one(
        reader.pk, "back", list_code="news", occurred_at=clock.now(), source="account"
    )
    assert marketing(reader, "news") == ConsentStatus.GRANTED

    # when
    web.post(old, ONE_CLICK)

    # then
    assert marketing(reader, "news") == ConsentStatus.WITHDRAWN


def test_the_link_of_an_erased_person_is_answered_and_does_nothing(web, reader):
    erase_profile(reader.pk, now=clock.now(), author="user:1")

    with nothing_changes():
        response = web.post(way_out(reader), ONE_CLICK)

    assert response.status_code == 200


def test_the_link_of_nobody_is_answered_and_does_nothing(web, reader):
    nobody = LinkedPerson(uuid.uuid4(), "email", "news")

    with nothing_changes():
        response = web.post(path_of(unsubscribe_url(nobody)), ONE_CLICK)

    assert response.status_code == 200


def test_a_body_of_any_size_is_not_read(web, reader):
    with nothing_changes():
        response = web.post(way_out(reader), ONE_CLICK + "&x=" + "x" * 5000)

    assert response.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_change_nothing(web, reader, method):
    with nothing_changes():
        response = web.call(method, way_out(reader))

    assert response.status_code == 405


def test_ways_out_work_while_the_plugin_is_off(web, reader, switched_off):
    person = LinkedPerson(reader.public_id, "email", "news")

    looked = web.get(way_out(reader))
    chosen = web.send(path_of(preferences_url(person)), {"profiling": "no"})
    left = web.post(way_out(reader), ONE_CLICK)

    assert [one.status_code for one in (looked, chosen, left)] == [200] * 3
    assert marketing(reader, "news") == ConsentStatus.WITHDRAWN


def test_everything_else_is_not_found_while_the_plugin_is_off(web, switched_off):
    assert web.get(f"confirm/{sign('confirm', [1])}").status_code == 404
    assert web.get("anything").status_code == 404


def test_the_page_loads_nothing_and_runs_nothing(web, reader):
    response = web.get(way_out(reader))

    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"
    assert b"<script" not in response.content
    assert not response.cookies
