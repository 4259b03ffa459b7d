"""Other systems are entered by those who manage plugins, and the secret is shown once."""

import pytest
from saleor.permission.enums import DiscountPermissions, PluginsPermissions

from saleor_crm_plugin.journeys.webhook_models import WebhookEndpoint
from tests.fixtures.api import assert_closed
from tests.fixtures.journey import make_journey

ALL = "{ crmWebhookEndpoints { code url secretHint } }"
SAVE = """
mutation Save($code: String!, $url: String!, $renew: Boolean) {
  crmWebhookEndpointSave(code: $code, url: $url, renewSecret: $renew) {
    endpoint { code url secretHint } secret errors { field code message }
  }
}
"""
DELETE = """
mutation Delete($code: String!) {
  crmWebhookEndpointDelete(code: $code) { errors { field code message } }
}
"""
GIVEN = {"code": "crm", "url": "https://hooks.example.com/crm"}


@pytest.fixture
def keeper(staff_api):
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def test_an_endpoint_is_entered_changed_and_listed(keeper):
    made = keeper.done(SAVE, **GIVEN)
    changed = keeper.done(SAVE, **GIVEN | {"url": "https://other.example.com/"})

    assert made["secret"].startswith("whsec_")
    assert changed["secret"] is None
    assert keeper.ask(ALL)["crmWebhookEndpoints"] == [
        {
            "code": "crm",
            "url": "https://other.example.com/",
            "secretHint": made["secret"][-4:],
        }
    ]


def test_an_address_that_is_not_encrypted_is_refused(keeper):
    answer = keeper.ask(SAVE, **GIVEN | {"url": "http://hooks.example.com"})

    [error] = answer["crmWebhookEndpointSave"]["errors"]
    assert (error["field"], error["code"]) == ("url", "INVALID")
    assert not WebhookEndpoint.objects.exists()


def test_an_endpoint_is_deleted_unless_a_journey_calls_it(keeper):
    # given
    keeper.done(SAVE, **GIVEN)
    steps = {
        "tell": {"kind": "webhook", "endpoint": "crm", "next": "end"},
        "end": {"kind": "exit"},
    }
    make_journey("partners", start="tell", steps=steps)
    keeper.done(SAVE, **GIVEN | {"code": "old"})

    # when, then
    [error] = keeper.ask(DELETE, code="crm")["crmWebhookEndpointDelete"]["errors"]
    assert (error["field"], error["code"]) == ("code", "IN_USE")
    assert "partners" in error["message"]
    keeper.done(DELETE, code="old")
    [error] = keeper.ask(DELETE, code="old")["crmWebhookEndpointDelete"]["errors"]
    assert (error["field"], error["code"]) == ("code", "NOT_FOUND")
    assert [one["code"] for one in keeper.ask(ALL)["crmWebhookEndpoints"]] == ["crm"]


def test_nobody_else_may_enter_or_see_them(db, outsiders, staff_api):
    everybody = [*outsiders, staff_api(DiscountPermissions.MANAGE_DISCOUNTS)]
    assert_closed(everybody, ALL)
    assert_closed(everybody, SAVE, **GIVEN)
    assert_closed(everybody, DELETE, code="crm")
    assert not WebhookEndpoint.objects.exists()
