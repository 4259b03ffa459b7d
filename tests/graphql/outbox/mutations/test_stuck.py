"""The stuck list and the backlog, and decisions about what is stuck."""

import datetime

import pytest
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.outbox.actions import deliver, publish
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import Delivery, DeliveryState, SkippedDelivery
from saleor_crm_plugin.outbox.policies import MAX_TRIES
from tests.fixtures.api import assert_closed
from tests.fixtures.fact import LampLit

STUCK = """
query Stuck($first: Int, $after: String) {
  crmStuckDeliveries(first: $first, after: $after) {
    edges { node { id handler factCode factKey tries lastError } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
BACKLOG = """
{ crmBacklog { marks marksGivenUp deliveries deliveriesStuck oldestMarkAt } }
"""
RETRY = """
mutation Retry($ids: [ID!]!) { crmStuckRetry(ids: $ids) { count errors { field code } } }
"""
SKIP = """
mutation Skip($ids: [ID!]!, $reason: String!) {
  crmStuckSkip(ids: $ids, reason: $reason) { count errors { field code } }
}
"""


@pytest.fixture
def stuck_ids(db, listener, make_fact):
    """Three facts that were tried as often as allowed."""
    keys = ["a", "b", "c"]
    listener.failing_keys = set(keys)
    now = clock.now()
    with subscribed_temporarily({LampLit: [listener.record]}):
        publish([make_fact(key, profile_id=lane) for lane, key in enumerate(keys, 1)])
        for day in range(1, MAX_TRIES + 1):
            deliver(now=now + datetime.timedelta(days=day))
        yield [
            str(one)
            for one in Delivery.objects.order_by("id").values_list("pk", flat=True)
        ]


@pytest.fixture
def staff(staff_api):
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def test_the_stuck_list_comes_oldest_first_page_by_page(stuck_ids, staff):
    first = staff.ask(STUCK, first=2)["crmStuckDeliveries"]
    second = staff.ask(STUCK, first=2, after=first["pageInfo"]["endCursor"])

    nodes = [
        edge["node"]
        for page in (first, second["crmStuckDeliveries"])
        for edge in page["edges"]
    ]
    assert [node["id"] for node in nodes] == stuck_ids
    assert [node["factKey"] for node in nodes] == ["a", "b", "c"]
    assert {node["handler"] for node in nodes} == {"fixtures.record"}
    assert {node["tries"] for node in nodes} == {MAX_TRIES}
    assert (
        first["pageInfo"]["hasNextPage"],
        second["crmStuckDeliveries"]["pageInfo"]["hasNextPage"],
    ) == (True, False)


def test_the_backlog_counts_what_waits(stuck_ids, staff):
    assert staff.ask(BACKLOG)["crmBacklog"] == {
        "marks": 0,
        "marksGivenUp": 0,
        "deliveries": 0,
        "deliveriesStuck": 3,
        "oldestMarkAt": None,
    }


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_what_is_retried_waits_again(who, stuck_ids, request):
    client = request.getfixturevalue(who)(PluginsPermissions.MANAGE_PLUGINS)

    assert client.done(RETRY, ids=stuck_ids[:2]) == {"count": 2}

    states = dict(Delivery.objects.values_list("pk", "state"))
    assert [states[int(one)] for one in stuck_ids] == [
        DeliveryState.PENDING,
        DeliveryState.PENDING,
        DeliveryState.STUCK,
    ]


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_what_is_skipped_is_kept_with_the_reason(who, stuck_ids, request):
    client = request.getfixturevalue(who)(PluginsPermissions.MANAGE_PLUGINS)

    assert client.done(SKIP, ids=stuck_ids, reason="A test lamp.") == {"count": 3}

    assert Delivery.objects.count() == 0
    assert set(SkippedDelivery.objects.values_list("fact_key", "reason")) == {
        (key, "A test lamp.") for key in "abc"
    }


def test_nobody_else_may(stuck_ids, outsiders):
    assert_closed(outsiders, STUCK, first=5)
    assert_closed(outsiders, BACKLOG)
    assert_closed(outsiders, RETRY, ids=stuck_ids)
    assert_closed(outsiders, SKIP, ids=stuck_ids, reason="Mine.")


def test_bad_input_is_named_and_changes_nothing(stuck_ids, staff):
    assert staff.refused(RETRY, ids=["1", "x"]) == [("ids", "INVALID")]
    assert staff.refused(RETRY, ids=[str(10**30)]) == [("ids", "INVALID")]
    assert staff.refused(SKIP, ids=["-1"], reason="x") == [("ids", "INVALID")]
    assert staff.refused(SKIP, ids=stuck_ids, reason=" ") == [("reason", "REQUIRED")]
    assert staff.refused(SKIP, ids=["0"], reason="x") == []
