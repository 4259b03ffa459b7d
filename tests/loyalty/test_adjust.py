"""Corrections by hand: a reason, an author, and a second person for large ones."""

import datetime

import pytest

from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.ledger.models import Remark, Transaction
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions.adjust import PointsAdjustment, adjust_points
from saleor_crm_plugin.loyalty.error_codes import LoyaltyErrorCode
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.club import AUTHOR, STARTS_AT

NOW = STARTS_AT + datetime.timedelta(days=1)


@pytest.fixture
def adjust(make_club, profile):
    club = make_club(adjustment_limit=100)

    def act(points, **changes):
        asked = PointsAdjustment(
            **{
                "program_id": club.pk,
                "profile_id": profile.pk,
                "points": points,
                "reason": "goodwill",
                "author": AUTHOR,
                "key": f"key-{points}",
            }
            | changes
        )
        return adjust_points(asked, now=NOW)

    act.balance = lambda: balances(club.book_id, [profile.pk])[profile.pk]
    return act


def test_points_are_given_and_taken_with_a_reason(adjust):
    adjust(60)
    adjust(-20)
    assert adjust.balance() == Balance(available=40)
    assert [row.reason for row in Remark.objects.all()] == ["goodwill", "goodwill"]
    facts = FactRow.objects.filter(code="loyalty.points_adjusted").order_by("id")
    assert [fact.payload["points"] for fact in facts] == [60, -20]


def test_a_repeated_request_is_done_once(adjust):
    adjust(60)
    assert not adjust(60).is_new
    assert adjust.balance() == Balance(available=60)
    assert FactRow.objects.filter(code="loyalty.points_adjusted").count() == 1


@pytest.mark.parametrize(
    ("points", "changes", "code", "field"),
    [
        (0, {}, LoyaltyErrorCode.ZERO_POINTS, "points"),
        (5, {"reason": " "}, LoyaltyErrorCode.REQUIRED, "reason"),
        (5, {"author": ""}, LoyaltyErrorCode.REQUIRED, "author"),
        (5, {"key": ""}, LoyaltyErrorCode.REQUIRED, "key"),
        (5, {"program_id": 0}, LoyaltyErrorCode.NOT_FOUND, "program"),
        (5, {"profile_id": 0}, LoyaltyErrorCode.NOT_FOUND, "profile"),
        (-1, {}, LoyaltyErrorCode.INSUFFICIENT_POINTS, "points"),
        (10**10, {"approved_by": "user:2"}, LoyaltyErrorCode.INVALID, "points"),
        (101, {}, LoyaltyErrorCode.NEEDS_SECOND_PERSON, "approvedBy"),
        (-101, {}, LoyaltyErrorCode.NEEDS_SECOND_PERSON, "approvedBy"),
        (
            101,
            {"approved_by": AUTHOR},
            LoyaltyErrorCode.NEEDS_SECOND_PERSON,
            "approvedBy",
        ),
        # The profile is that of account 7.
        (5, {"author": "user:7"}, LoyaltyErrorCode.NEEDS_SECOND_PERSON, "approvedBy"),
    ],
)
def test_bad_requests_are_refused_and_change_nothing(
    adjust, points, changes, code, field
):
    with pytest.raises(CrmError) as refused:
        adjust(points, **changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert adjust.balance() == Balance()
    assert not Transaction.objects.exists()
    assert not FactRow.objects.exists()


def test_a_second_person_opens_the_limit(adjust):
    adjust(101, approved_by="user:2")
    assert adjust.balance() == Balance(available=101)
    assert Remark.objects.get().author == "user:1, user:2"
