"""A customer accepts terms, leaves, and comes back."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core import clock
from tests.fixtures.api import global_id
from tests.fixtures.member import give_points
from tests.fixtures.program import make_program
from tests.fixtures.unchanged import nothing_changes

SHOWN = """
fragment Shown on CrmLoyalty { balance leftAt pointsEndAt acceptedTerms }
"""
JOIN = (
    """
mutation Join($program: ID!, $terms: String) {
  crmLoyaltyJoin(program: $program, termsVersion: $terms) {
    loyalty { ...Shown } errors { field code message }
  }
}
"""
    + SHOWN
)
LEAVE = (
    """
mutation Leave($program: ID!) {
  crmLoyaltyLeave(program: $program) {
    loyalty { ...Shown } errors { field code message }
  }
}
"""
    + SHOWN
)
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
TAKES_PART = {
    "balance": 40,
    "leftAt": None,
    "pointsEndAt": None,
    "acceptedTerms": "v1",
}


@pytest.fixture
def program(channel):
    return make_program(channel, terms_version="v1", leaver_keep_days=2)


@pytest.fixture
def place(program):
    return {"program": global_id("CrmProgram", program.pk)}


def test_a_customer_joins_leaves_and_comes_back(place, program, member, customer_api):
    give_points(program, member, 40, key="gift")

    joined = customer_api.done(JOIN, **place, terms="v1")["loyalty"]
    with clock.fixed_at(NOON):
        left = customer_api.done(LEAVE, **place)["loyalty"]
    back = customer_api.done(JOIN, **place, terms="v1")["loyalty"]

    assert joined == back == TAKES_PART
    assert left == TAKES_PART | {
        "leftAt": NOON.isoformat(),
        "pointsEndAt": (NOON + datetime.timedelta(days=2)).isoformat(),
    }


def test_somebody_whom_the_crm_does_not_know_yet_can_join(place, other_customer_api):
    joined = other_customer_api.done(JOIN, **place, terms="v1")["loyalty"]

    assert joined == TAKES_PART | {"balance": 0}


def test_nobody_but_a_signed_in_person_may(place, anonymous_api, app_api):
    app = app_api(AccountPermissions.MANAGE_USERS)
    with nothing_changes():
        for client in (anonymous_api, app):
            assert client.refusal(JOIN, **place, terms="v1") == "PermissionDenied"
            assert client.refusal(LEAVE, **place) == "PermissionDenied"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"terms": "v0"}, "termsVersion", "TERMS_CHANGED"),
        ({"terms": None}, "termsVersion", "TERMS_CHANGED"),
        ({"program": "nonsense"}, "program", "INVALID"),
        ({"program": global_id("CrmProgram", 10**9)}, "program", "NOT_FOUND"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    changes, field, code, place, member, customer_api
):
    asked = place | {"terms": "v1"} | changes

    assert customer_api.refused(JOIN, **asked) == [(field, code)]
