"""Reviews and referrals are recorded by staff and apps, once each, and make a partner."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions, OrderPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.insight.actions.assess import assess_profiles
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.insight.models import CustomerDay, CustomerRollup
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.timeline.models import TimelineEntry
from tests.fixtures.api import assert_closed, global_id

RECORD = """
mutation Record($profile: ID!, $kind: CrmEngagementKindEnum!, $key: String,
                $occurredAt: DateTime) {
  crmEngagementRecord(profile: $profile, kind: $kind, key: $key, occurredAt: $occurredAt) {
    isNew errors { field code }
  }
}
"""
DAY = datetime.timedelta(days=1)


def entries():
    types = ("engagement.review_written", "engagement.friend_referred")
    found = TimelineEntry.objects.filter(entry_type__in=types).order_by("id")
    return list(found.values_list("profile_id", "entry_type"))


def test_who_brings_friends_is_a_partner(member, staff_api, app_api):
    # given a customer with orders on five days, whom nothing tells from other regulars
    now, person = clock.now(), global_id("CrmProfile", member)
    first = now - 41 * DAY
    CustomerRollup.objects.create(
        profile_id=member, orders=5, items=5, first_order_at=first, last_order_at=now
    )
    CustomerDay.objects.bulk_create(
        [
            CustomerDay(
                profile_id=member,
                day=(first + 10 * number * DAY).date(),
                channel_id=1,
                currency="EUR",
                orders=1,
            )
            for number in range(5)
        ]
    )
    assess_profiles([member], now=now)
    insight = CustomerInsight.objects.get(profile_id=member)
    assert insight.relationship_type == "regular"

    # when
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    app = app_api(AccountPermissions.MANAGE_USERS)
    known = {"profile": person, "key": "r-1", "occurredAt": (now - DAY).isoformat()}
    told = [
        staff.done(RECORD, kind="REFERRAL", **known),
        app.done(RECORD, kind="REFERRAL", **known),
        app.done(RECORD, kind="REVIEW", **known),
    ]
    deliver(now=now)
    assess_profiles([member], now=now)

    # then the second call changed nothing
    assert [one["isNew"] for one in told] == [True, False, True]
    assert entries() == [
        (member, "engagement.friend_referred"),
        (member, "engagement.review_written"),
    ]
    insight.refresh_from_db()
    assert insight.relationship_type == "partner"
    signals = {one["code"]: one["value"] for one in insight.relationship_signals}
    assert (signals["referrals"], signals["reviews"]) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"key": "no spaces"}, ("key", "INVALID")),
        ({"key": ""}, ("key", "INVALID")),
        ({"occurredAt": "2999-01-01T00:00:00Z"}, ("occurredAt", "INVALID")),
        ({"occurredAt": "2001-01-01T00:00:00Z"}, ("occurredAt", "INVALID")),
        ({"profile": global_id("CrmProfile", 10**9)}, ("profile", "NOT_FOUND")),
    ],
)
def test_what_cannot_be_is_refused(member, staff_api, changes, error):
    asked = {"profile": global_id("CrmProfile", member), "kind": "REVIEW", "key": "1"}
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    assert staff.refused(RECORD, **asked | changes) == [error]
    deliver(now=clock.now())
    assert entries() == []


def test_nobody_else_records(
    member, anonymous_api, customer_api, other_customer_api, staff_api
):
    outsiders = [
        anonymous_api,
        customer_api,
        other_customer_api,
        staff_api(OrderPermissions.MANAGE_ORDERS),
    ]
    asked = {"profile": global_id("CrmProfile", member), "kind": "REVIEW"}
    assert_closed(outsiders, RECORD, **asked)
