"""Which profile a claim means, and that it is made once."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.models import (
    Identifier,
    IdentifierValue,
    Profile,
    ProfileKind,
    Trust,
)

from ...fixtures.aside import wait_until_blocked
from ...fixtures.person import SEEN_AT, account_claim, guest_claim

LATER = SEEN_AT + datetime.timedelta(days=10)


def live_emails(profile_id):
    return set(
        Identifier.objects.filter(
            profile_id=profile_id, type="email", ended_at=None
        ).values_list("plain__value", "trust")
    )


def test_no_claims_need_no_statement(db, django_assert_num_queries):
    # when / then
    with django_assert_num_queries(0):
        assert resolve_profiles([]) == []


def test_claims_are_answered_in_their_order(db):
    # given
    claims = [
        guest_claim("b@example.com"),
        account_claim(5, "a@example.com"),
        guest_claim(""),
        guest_claim(" B@Example.com "),
        account_claim(6),
    ]

    # when
    guest, account, nobody, same_guest, other = resolve_profiles(claims)

    # then
    assert nobody is None
    assert guest == same_guest
    assert len({guest, account, other}) == 3
    kinds = dict(Profile.objects.values_list("id", "kind"))
    assert kinds == {
        guest: ProfileKind.GUEST,
        account: ProfileKind.ACCOUNT,
        other: ProfileKind.ACCOUNT,
    }
    assert live_emails(guest) == {("b@example.com", Trust.GUEST)}
    assert live_emails(account) == {("a@example.com", Trust.CLAIMED)}


def test_known_people_cost_one_statement(db, django_assert_num_queries):
    # given
    claims = [account_claim(n, f"{n}@example.com") for n in range(50)]
    claims += [guest_claim(f"guest{n}@example.com") for n in range(50)]
    first = resolve_profiles(claims)

    # when
    with django_assert_num_queries(1):
        second = resolve_profiles(claims)

    # then
    assert second == first
    assert Profile.objects.count() == 100


def test_a_thousand_new_people_cost_at_most_six_statements(db):
    # given
    claims = [
        account_claim(n, f"{n}@example.com", email_is_verified=n % 2 == 0)
        for n in range(500)
    ] + [guest_claim(f"{n}@example.com") for n in range(500)]

    # when
    with CaptureQueriesContext(connection) as queries:
        resolved = resolve_profiles(claims)

    # then
    assert len(queries) == 6
    assert None not in resolved
    # The verified half of the guests' e-mails lead to the accounts.
    assert resolved[500::2] == resolved[0:500:2]
    assert Profile.objects.count() == 750


def test_unverified_email_of_account_attracts_no_guest_order(make_profile):
    # given
    account = make_profile(account_claim(5, "ada@example.com"))

    # when
    guest = make_profile(guest_claim("ada@example.com"))

    # then
    assert guest != account
    assert live_emails(account.id) == {("ada@example.com", Trust.CLAIMED)}
    assert live_emails(guest.id) == {("ada@example.com", Trust.GUEST)}


def test_guest_order_follows_verified_email(profile, make_profile):
    # when
    resolved = make_profile(guest_claim("ada@example.com"))

    # then
    assert resolved == profile


def test_verification_draws_later_claims_away_from_the_guest(make_profile):
    # given
    guest = make_profile(guest_claim("ada@example.com"))
    account = make_profile(account_claim(5, "ada@example.com"))
    assert make_profile(guest_claim("ada@example.com")) == guest

    # when
    make_profile(account_claim(5, "ada@example.com", email_is_verified=True))

    # then
    assert make_profile(guest_claim("ada@example.com")) == account
    assert live_emails(account.id) == {("ada@example.com", Trust.VERIFIED)}
    assert live_emails(guest.id) == {("ada@example.com", Trust.GUEST)}


def test_order_of_account_stays_with_it_whatever_email_it_carries(
    profile, make_profile
):
    # when
    resolved = make_profile(guest_claim("friend@example.com", user_id=7))

    # then
    assert resolved == profile
    assert live_emails(profile.id) == {("ada@example.com", Trust.VERIFIED)}
    assert Profile.objects.count() == 1


def test_changed_email_ends_the_former_one(profile, make_profile):
    # when
    make_profile(account_claim(7, "new@example.com", seen_at=LATER))

    # then
    assert live_emails(profile.id) == {("new@example.com", Trust.CLAIMED)}
    former = Identifier.objects.get(profile=profile, trust=Trust.VERIFIED, type="email")
    assert former.ended_at == LATER
    assert not IdentifierValue.objects.filter(value="ada@example.com").exists()


def test_former_email_leads_to_the_account_for_the_time_before_only(
    profile, make_profile
):
    # given
    make_profile(account_claim(7, "new@example.com", seen_at=LATER))

    # when
    before = make_profile(guest_claim("ada@example.com", seen_at=SEEN_AT))
    after = make_profile(guest_claim("ada@example.com", seen_at=LATER))

    # then
    assert before == profile
    assert after.kind == ProfileKind.GUEST
    assert make_profile(guest_claim("ada@example.com", seen_at=SEEN_AT)) == profile


def test_latest_proof_of_an_email_counts(profile, make_profile):
    # when
    successor = make_profile(
        account_claim(8, "ada@example.com", email_is_verified=True, seen_at=LATER)
    )

    # then
    assert live_emails(profile.id) == set()
    assert live_emails(successor.id) == {("ada@example.com", Trust.VERIFIED)}
    assert make_profile(guest_claim("ada@example.com", seen_at=LATER)) == successor
    assert make_profile(guest_claim("ada@example.com", seen_at=SEEN_AT)) == profile


def test_proof_is_not_lost_when_the_flag_is(profile, make_profile):
    # when
    make_profile(account_claim(7, "ada@example.com", seen_at=LATER))

    # then
    assert live_emails(profile.id) == {("ada@example.com", Trust.VERIFIED)}


def test_no_plain_address_outside_the_side_table(profile, make_profile):
    # given
    make_profile(guest_claim("guest@example.com"))

    # when
    rows = Identifier.objects.values_list("value_hash", "source")

    # then
    assert not [row for row in rows if "@" in "".join(row)]
    assert Identifier.objects.get(type="user").value_hash == "7"


def in_own_connection(claims):
    try:
        with transaction.atomic():
            return resolve_profiles(claims)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_connections_that_meet_the_same_people_agree():
    # given
    claims = [guest_claim(f"{n}@example.com") for n in range(200)]
    claims += [account_claim(n, f"account{n}@example.com") for n in range(200)]
    reversed_claims = claims[::-1]

    # when
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(in_own_connection, claims)
        other = pool.submit(in_own_connection, reversed_claims)
        resolved = one.result(), other.result()[::-1]

    # then
    assert resolved[0] == resolved[1]
    assert Profile.objects.count() == 400
    assert Identifier.objects.filter(type="email").count() == 400


@pytest.mark.django_db(transaction=True)
def test_waits_for_the_transaction_that_creates_the_same_guest():
    # given a transaction that has created the guest and not yet committed
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = resolve_profiles([guest_claim("ada@example.com")])
            other = pool.submit(in_own_connection, [guest_claim("ada@example.com")])
            wait_until_blocked(other)
            assert not other.done()

        # when it commits
        second = other.result()

    # then
    assert second == first
    assert Profile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_takes_over_when_the_other_transaction_gives_up():
    # given
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            resolve_profiles([replace(guest_claim("ada@example.com"), seen_at=LATER)])
            other = pool.submit(in_own_connection, [guest_claim("ada@example.com")])
            wait_until_blocked(other)
            transaction.set_rollback(True)

        # when
        [resolved] = other.result()

    # then
    assert list(Profile.objects.values_list("id", flat=True)) == [resolved]
