"""Staff see whether the world can tell letters of the shop from forged ones."""

import pytest
from saleor.permission.enums import PluginsPermissions

CHECKS = """query($selector: String) { crmSenderChecks(dkimSelector: $selector) {
    domain check status remedy } }"""
WARNED = """mutation { crmSendingGoLive {
    settings { mode } warnings { check remedy } errors { field code } } }"""


@pytest.fixture
def manager(staff_api):
    """Return a client of a member of staff who may manage plugins."""
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


@pytest.fixture
def records(monkeypatch):
    """Answer for the DNS: a sender with SPF alone."""
    known = {"shop.example.com": ["v=spf1 -all"]}
    for module in ("queries", "mutations.switch"):
        monkeypatch.setattr(
            f"saleor_crm_plugin.graphql.messaging.{module}.dns_lookup",
            lambda: lambda name: known.get(name, []),
        )
    return known


def test_senders_domains_are_checked(manager, sending, records):
    shown = manager.ask(CHECKS, selector="own")["crmSenderChecks"]

    assert [(one["check"], one["status"]) for one in shown] == [
        ("SPF", "GREEN"),
        ("DKIM", "RED"),
        ("DMARC", "RED"),
    ]
    assert {one["domain"] for one in shown} == {"shop.example.com"}
    assert "own._domainkey" in shown[1]["remedy"]


def test_a_selector_that_is_no_name_is_refused(manager, sending, records):
    assert manager.refusal(CHECKS, selector="a b") == "GraphQLError"


def test_going_live_warns_and_is_not_held_back(manager, sending, records):
    answer = manager.done(WARNED)

    assert answer["settings"] == {"mode": "LIVE"}
    assert [one["check"] for one in answer["warnings"]] == ["DMARC"]
