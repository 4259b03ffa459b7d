"""Links of messages lead where they lead, and tell that they were followed."""

import uuid

import pytest

from saleor_crm_plugin.messaging.touch_models import Touch
from saleor_crm_plugin.templates.actions.links import store_links
from saleor_crm_plugin.templates.tracked_links import link_url, open_url

from ..fixtures.web import path_of

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
GOAL = "https://shop.example/new?a=1&b=2"


@pytest.fixture
def link(db):
    message = uuid.uuid4()
    return message, path_of(link_url(message, store_links([GOAL])[GOAL]))


def touches():
    return list(Touch.objects.values_list("message", "kind", "count", "is_machine"))


def test_a_link_leads_on_and_is_noted(web, link):
    message, path = link
    response = web.get(path, **BROWSER)
    web.get(path, **BROWSER)
    assert (response.status_code, response.headers["Location"]) == (302, GOAL)
    assert touches() == [(message, "click", 2, False)]


def test_the_picture_is_shown_and_noted(web):
    message = uuid.uuid4()
    response = web.get(path_of(open_url(message)))
    assert (response.status_code, response.headers["Content-Type"]) == (
        200,
        "image/gif",
    )
    assert response.content.startswith(b"GIF89a")
    assert touches() == [(message, "open", 1, True)]


def test_nobody_makes_our_address_lead_elsewhere(web, link):
    message, path = link
    gone = path_of(link_url(message, 10**9))
    for wrong in (path[:-1], f"{path}x", "l/https:~~evil.example", gone):
        response = web.get(wrong, **BROWSER)
        assert response.status_code == 404
        assert "Location" not in response.headers
    assert web.call("POST", path).status_code == 405
    assert touches() == []


def test_a_picture_is_no_link(web, link):
    token = path_of(open_url(uuid.uuid4())).split("/", 1)[1]
    assert web.get(f"l/{token}").status_code == 404
    assert touches() == []
