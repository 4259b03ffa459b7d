"""Why somebody is in a segment or not, in words and as plain values."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.tasks import keep_current
from tests.fixtures.api import global_id
from tests.fixtures.people_at_random import NOW

GUESTS = {"field": "profile.kind", "operator": "is", "value": "guest"}
EXPLAIN = """query($profile: ID!, $rule: JSON, $segment: ID) {
    crmSegmentExplain(profile: $profile, rule: $rule, segment: $segment) {
        path depth kind asked known isMet segmentName rule knownValue } }"""


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def guests(db):
    """The segment of guests, filled with one."""
    person = Profile.objects.create(kind="guest")
    row = create_segment("Guests", kind="rule", rule=GUESTS, author="user:1", now=NOW)
    with clock.fixed_at(NOW):
        keep_current()
    row.refresh_from_db()
    row.people = [person.pk]
    return row


def profile_id(row_id):
    return global_id("CrmProfile", row_id)


def test_every_condition_is_explained_in_plain_words(staff, guests):
    # given
    rule = {
        "all": [
            {"not": {"field": "place.city", "operator": "is", "value": "Milano"}},
            {
                "field": "orders.spent",
                "operator": "at_least",
                "value": "10.50",
                "of": {"currency": "EUR"},
                "within_days": 90,
            },
            {"segment": guests.pk},
        ]
    }

    # when
    parts = staff.ask(EXPLAIN, profile=profile_id(guests.people[0]), rule=rule)

    # then
    told = [
        (one["depth"], one["kind"], one["asked"], one["known"], one["isMet"])
        for one in parts["crmSegmentExplain"]
    ]
    assert told == [
        (0, "all", "All of these", "", False),
        (1, "not", "Not this", "", True),
        (2, "condition", "City is milano", "nothing is known", False),
        (
            1,
            "condition",
            "Spent (currency EUR) in the last 90 days is at least 10.5",
            "0",
            False,
        ),
        (1, "segment", "Is in the segment Guests", "", True),
        (2, "condition", "Kind of customer is Guest", "Guest", True),
    ]


def test_a_client_with_words_of_its_own_gets_what_they_are_about(staff, guests):
    # given
    spent = {
        "field": "orders.spent",
        "operator": "at_least",
        "value": "10.50",
        "of": {"currency": "EUR"},
        "within_days": 90,
    }
    known = {"field": "place.city", "operator": "known"}
    rule = {"all": [spent, known, {"segment": guests.pk}]}

    # when
    parts = staff.ask(EXPLAIN, profile=profile_id(guests.people[0]), rule=rule)

    # then
    assert [
        (one["rule"], one["knownValue"], one["segmentName"])
        for one in parts["crmSegmentExplain"]
    ] == [
        (None, None, ""),
        (spent, 0, ""),
        ({**known, "of": {}}, None, ""),
        (None, None, "Guests"),
        ({**GUESTS, "of": {}}, "guest", ""),
    ]


def test_nobody_is_explained_to_nobody(staff, guests):
    assert staff.ask(EXPLAIN, profile=profile_id(404404), rule=GUESTS) == {
        "crmSegmentExplain": None
    }
