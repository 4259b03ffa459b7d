"""Addresses that are not written to, one row per reason in force."""

import pytest
from django.db import IntegrityError

from saleor_crm_plugin.consent.actions.suppress import (
    SuppressedAddress,
    lift,
    suppress,
)
from saleor_crm_plugin.consent.errors import (
    AuthorRequired,
    InvalidCode,
    SuppressionNotFound,
)
from saleor_crm_plugin.consent.models import LiftReason, Suppression
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.consent.queries import suppressed, suppressions_of
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash

from ..fixtures.consent import ASKED_AT, HOUR
from ..fixtures.unchanged import nothing_changes


def address(known_as, reason=SuppressionReason.HARD_BOUNCE, **changes):
    values = {"channel": "email", "address_hash": known_as, "reason": reason}
    return SuppressedAddress(**values | changes)


def test_a_bounced_address_gets_nothing_and_the_person_is_told_of(profile):
    # when
    added = suppress([address("a" * 64, profile_id=profile.pk)], now=ASKED_AT)

    # then
    assert added == 1
    for purpose in ("marketing", "transactional"):
        assert suppressed("email", ["a" * 64, "b" * 64], purpose=purpose) == {
            "a" * 64: SuppressionReason.HARD_BOUNCE
        }
    assert suppressed("sms", ["a" * 64]) == {}
    fact = FactRow.objects.get()
    assert (fact.profile_id, fact.payload) == (
        profile.pk,
        {"channel": "email", "reason": "hard_bounce"},
    )


def test_who_opted_out_still_hears_of_orders(db):
    suppress([address("a" * 64, SuppressionReason.OPT_OUT)], now=ASKED_AT)

    assert suppressed("email", ["a" * 64], purpose="transactional") == {}
    assert suppressed("email", ["a" * 64]) == {"a" * 64: SuppressionReason.OPT_OUT}


def test_the_strongest_of_several_reasons_is_given(db):
    rows = [
        address("a" * 64, SuppressionReason.OPT_OUT),
        address("a" * 64, SuppressionReason.COMPLAINT),
    ]
    suppress(rows, now=ASKED_AT)

    assert suppressed("email", ["a" * 64]) == {"a" * 64: SuppressionReason.COMPLAINT}


def test_suppressing_again_changes_nothing(db):
    suppress([address("a" * 64)], now=ASKED_AT)

    with nothing_changes():
        again = suppress([address("a" * 64), address("a" * 64)], now=ASKED_AT + HOUR)

    assert again == 0


def test_one_bad_address_refuses_the_batch(db):
    for bad in (address(""), address("b" * 64, channel="E-Mail")):
        with nothing_changes(), pytest.raises(InvalidCode):
            suppress([address("a" * 64), bad], now=ASKED_AT)


def test_nothing_is_suppressed_without_a_statement(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert suppress([], now=ASKED_AT) == 0


def test_what_is_lifted_stops_nothing_and_can_come_again(db):
    # given
    suppress([address("a" * 64)], now=ASKED_AT)
    first = Suppression.objects.get()

    # when
    lift(
        first.pk, author="user:5", reason=LiftReason.ADDRESS_WORKS, now=ASKED_AT + HOUR
    )

    # then
    assert suppressed("email", ["a" * 64]) == {}
    codes = FactRow.objects.order_by("id").values_list("code", flat=True)
    assert list(codes) == ["consent.address_suppressed", "consent.suppression_lifted"]
    assert suppress([address("a" * 64)], now=ASKED_AT + 2 * HOUR) == 1
    assert Suppression.objects.count() == 2


def test_lifting_needs_an_author_and_a_suppression_in_force(db):
    suppress([address("a" * 64)], now=ASKED_AT)
    row = Suppression.objects.get()
    values = {"reason": LiftReason.MISTAKE, "now": ASKED_AT + HOUR}

    with nothing_changes(), pytest.raises(AuthorRequired):
        lift(row.pk, author="", **values)
    with nothing_changes(), pytest.raises(SuppressionNotFound):
        lift(row.pk + 1, author="user:5", **values)
    lift(row.pk, author="user:5", **values)
    with nothing_changes(), pytest.raises(SuppressionNotFound):
        lift(row.pk, author="user:5", **values)


@pytest.mark.parametrize(
    "changes",
    [
        {"address_hash": ""},
        {"reason": "boredom"},
        {"ended_by": "user:5"},
        {"ended_at": ASKED_AT},
    ],
)
def test_the_database_refuses_what_makes_no_sense(db, changes):
    values = {
        "channel": "email",
        "address_hash": "a" * 64,
        "reason": "manual",
        "since": ASKED_AT,
    }

    with pytest.raises(IntegrityError):
        Suppression.objects.create(**values | changes)


def test_people_are_shown_what_stops_their_addresses(profile, guest_profile):
    suppress([address(email_hash("ada@example.com"))], now=ASKED_AT)
    suppress([address(email_hash("guest@example.com"), channel="sms")], now=ASKED_AT)

    found = suppressions_of([profile.pk, guest_profile.pk])

    assert [row.reason for row in found[profile.pk]] == ["hard_bounce"]
    # an e-mail is no address for SMS
    assert found[guest_profile.pk] == []
