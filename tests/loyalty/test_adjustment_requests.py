"""Adjustments that need a second person: asked for by one, decided by another, once."""

import datetime
import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.ledger.models import Remark
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions import adjustment_requests
from saleor_crm_plugin.loyalty.actions.adjust import PointsAdjustment, adjust_points
from saleor_crm_plugin.loyalty.actions.adjustment_requests import (
    approve_adjustment,
    decline_adjustment,
    request_adjustment,
)
from saleor_crm_plugin.loyalty.error_codes import LoyaltyErrorCode as Code
from saleor_crm_plugin.loyalty.models import (
    AdjustmentDecision,
    AdjustmentRequest,
    AdjustmentWords,
)
from saleor_crm_plugin.loyalty.queries import RequestState, state_of
from saleor_crm_plugin.loyalty.queries import adjustment_requests as requests
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.club import STARTS_AT
from tests.fixtures.unchanged import nothing_changes

NOW = STARTS_AT + datetime.timedelta(days=1)
DAY = datetime.timedelta(days=1)
ASKER, SECOND, THIRD = "user:5", "user:6", "user:8"
PATIENCE_SECONDS = 30


@pytest.fixture
def limited(make_club):
    return make_club(adjustment_limit=100, request_days=3)


@pytest.fixture
def ask(limited, profile):
    def act(points=500, **changes):
        asked = PointsAdjustment(
            **{
                "program_id": limited.pk,
                "profile_id": profile.pk,
                "points": points,
                "reason": "The parcel was lost.",
                "author": ASKER,
                "key": "ticket-7",
            }
            | changes
        )
        return request_adjustment(asked, now=NOW)

    return act


@pytest.fixture
def balance(limited, profile):
    return lambda: balances(limited.book_id, [profile.pk])[profile.pk]


def _refusal(act):
    with nothing_changes(), pytest.raises(CrmError) as refused:
        act()
    return refused.value.code, refused.value.field


def _states(now):
    return {
        state: [row.pk for row in requests(now=now, state=state)]
        for state in RequestState
        if requests(now=now, state=state).exists()
    }


def test_asking_moves_nothing(ask, balance):
    row = ask()

    assert balance() == Balance()
    assert not FactRow.objects.exists()
    assert (row.requested_at, row.expires_at) == (NOW, NOW + 3 * DAY)
    assert _states(NOW) == {RequestState.OPEN: [row.pk]}


def test_a_second_person_approves_and_the_points_move(ask, balance):
    row = ask()

    approve_adjustment(row.pk, author=SECOND, now=NOW + DAY)

    assert balance() == Balance(available=500)
    assert Remark.objects.get().author == f"{ASKER}, {SECOND}"
    [fact] = FactRow.objects.filter(code="loyalty.points_adjusted")
    assert (fact.payload["points"], fact.occurred_at) == (500, NOW + DAY)
    assert _states(NOW) == {RequestState.APPROVED: [row.pk]}


def test_a_second_person_declines_and_nothing_moves(ask, balance):
    row = ask()

    decline_adjustment(row.pk, reason="It arrived.", author=SECOND, now=NOW)

    assert balance() == Balance()
    assert AdjustmentWords.objects.get().declined_because == "It arrived."
    assert _states(NOW) == {RequestState.DECLINED: [row.pk]}


def test_asking_twice_with_one_key_is_one_request(ask):
    row = ask()

    assert ask() == row
    assert AdjustmentRequest.objects.count() == 1
    assert _refusal(lambda: ask(501)) == ("idempotency_mismatch", "key")
    assert _refusal(lambda: ask(author=SECOND)) == ("idempotency_mismatch", "key")


def test_a_decision_repeated_by_the_same_person_is_done_once(ask, balance):
    row = ask()
    approve_adjustment(row.pk, author=SECOND, now=NOW)

    approve_adjustment(row.pk, author=SECOND, now=NOW + 9 * DAY)

    assert balance() == Balance(available=500)
    assert AdjustmentDecision.objects.get().decided_at == NOW


def test_what_is_decided_stays(ask):
    row = ask()
    approve_adjustment(row.pk, author=SECOND, now=NOW)

    for act in (
        lambda: approve_adjustment(row.pk, author=THIRD, now=NOW),
        lambda: decline_adjustment(row.pk, reason="No.", author=SECOND, now=NOW),
    ):
        assert _refusal(act) == (Code.ALREADY_DECIDED, "id")


@pytest.mark.parametrize("author", [ASKER, "app:2", "anonymous", ""])
def test_neither_the_author_nor_an_app_decides(ask, author):
    row = ask()

    for act in (
        lambda: approve_adjustment(row.pk, author=author, now=NOW),
        lambda: decline_adjustment(row.pk, reason="No.", author=author, now=NOW),
    ):
        assert _refusal(act) == (Code.NEEDS_SECOND_PERSON, "id")


def test_nobody_decides_about_points_of_their_own(ask):
    row = ask()

    # The profile is that of account 7.
    assert _refusal(lambda: approve_adjustment(row.pk, author="user:7", now=NOW)) == (
        Code.NEEDS_SECOND_PERSON,
        "id",
    )


def test_points_for_oneself_are_given_by_a_second_person(ask, balance):
    row = ask(5, author="user:7")

    approve_adjustment(row.pk, author=SECOND, now=NOW)

    assert balance() == Balance(available=5)


def test_it_ends_after_the_programs_days(ask, balance):
    row = ask()
    end = NOW + 3 * DAY

    assert state_of(row, now=end - datetime.timedelta(seconds=1)) == RequestState.OPEN
    assert _states(end) == {RequestState.EXPIRED: [row.pk]}
    assert _refusal(lambda: approve_adjustment(row.pk, author=SECOND, now=end)) == (
        Code.EXPIRED,
        "id",
    )
    assert balance() == Balance()


def test_points_that_are_not_there_leave_the_request_open(ask):
    row = ask(-500)

    assert _refusal(lambda: approve_adjustment(row.pk, author=SECOND, now=NOW)) == (
        Code.INSUFFICIENT_POINTS,
        "points",
    )
    assert _states(NOW) == {RequestState.OPEN: [row.pk]}


def test_the_key_of_a_request_is_that_of_its_adjustment(ask, limited, profile, balance):
    row = ask(60)
    approve_adjustment(row.pk, author=SECOND, now=NOW)
    again = PointsAdjustment(
        program_id=limited.pk,
        profile_id=profile.pk,
        points=60,
        reason="The parcel was lost.",
        author=ASKER,
        key="ticket-7",
    )

    assert not adjust_points(again, now=NOW).is_new
    assert balance() == Balance(available=60)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"points": 0}, Code.ZERO_POINTS, "points"),
        ({"points": 10**10}, Code.INVALID, "points"),
        ({"reason": " "}, Code.REQUIRED, "reason"),
        ({"reason": "x" * 501}, Code.INVALID, "reason"),
        ({"author": ""}, Code.REQUIRED, "author"),
        ({"key": ""}, Code.REQUIRED, "key"),
        ({"key": "x" * 101}, Code.INVALID, "key"),
        ({"program_id": 0}, Code.NOT_FOUND, "program"),
        ({"profile_id": 0}, Code.NOT_FOUND, "profile"),
    ],
)
def test_bad_requests_are_refused_and_change_nothing(ask, changes, code, field):
    assert _refusal(lambda: ask(**changes)) == (code, field)


def test_bad_decisions_are_refused_and_change_nothing(ask):
    row = ask()

    def decline(request_id, reason):
        return decline_adjustment(request_id, reason=reason, author=SECOND, now=NOW)

    assert _refusal(lambda: decline(row.pk, " ")) == (Code.REQUIRED, "reason")
    assert _refusal(lambda: decline(row.pk, "x" * 501)) == (Code.INVALID, "reason")
    assert _refusal(lambda: decline(0, "No.")) == (Code.NOT_FOUND, "id")


def test_all_is_in_the_audit_without_the_words(ask):
    row = ask()
    approve_adjustment(row.pk, author=SECOND, now=NOW)

    changes = SettingsChange.objects.filter(subject="adjustment_request")
    told = [(one.subject_id, one.author, one.after) for one in changes.order_by("id")]
    asked = {
        "program": row.program_id,
        "profile": row.profile_id,
        "points": 500,
        "expires_at": "2026-01-05T00:00:00Z",
    }
    assert told == [
        (row.pk, ASKER, asked),
        (row.pk, SECOND, {"is_approved": True}),
    ]


def test_erasing_takes_the_words_and_nothing_is_given_to_the_erased(ask, profile):
    row = ask()
    erase_profile(profile.pk, now=NOW, author="user:1")

    assert not AdjustmentWords.objects.exists()
    assert _refusal(lambda: approve_adjustment(row.pk, author=SECOND, now=NOW)) == (
        Code.ERASED,
        "profile",
    )
    assert _refusal(lambda: ask(key="another")) == (Code.ERASED, "profile")
    decline_adjustment(row.pk, reason="They are gone.", author=SECOND, now=NOW)
    assert not AdjustmentWords.objects.exists()


def test_the_database_refuses_to_rewrite_and_to_decide_for_oneself(ask):
    row = ask()
    decided = {"is_approved": True, "decided_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        AdjustmentDecision.objects.create(
            request=row, asked_by=ASKER, decided_by=ASKER, **decided
        )
    AdjustmentDecision.objects.create(
        request=row, asked_by=ASKER, decided_by=SECOND, **decided
    )
    for table in (AdjustmentRequest, AdjustmentDecision):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_counts(ask, balance, monkeypatch):
    # given somebody who declines while another one approves
    row = ask()
    refused = []

    def decline():
        try:
            decline_adjustment(row.pk, reason="No.", author=THIRD, now=NOW)
        except CrmError as error:
            refused.append(error.code)
        finally:
            connection.close()

    rival = threading.Thread(target=decline)
    plain = adjustment_requests.adjust_points

    def started(*args, **kwargs):
        rival.start()
        return plain(*args, **kwargs)

    monkeypatch.setattr(adjustment_requests, "adjust_points", started)

    # when
    approve_adjustment(row.pk, author=SECOND, now=NOW)
    rival.join(PATIENCE_SECONDS)

    # then
    assert refused == [Code.ALREADY_DECIDED]
    assert balance() == Balance(available=500)
    assert AdjustmentDecision.objects.get().decided_by == SECOND
