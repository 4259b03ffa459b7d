"""Points for signing up, once per profile."""

import datetime

import pytest

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions.sign_up import settle_customers
from saleor_crm_plugin.observation.events import (
    CustomerEmailVerified,
    CustomerRegistered,
)
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.club import STARTS_AT
from tests.fixtures.person import account_claim
from tests.shop.rows import make_staff

NOW = STARTS_AT + datetime.timedelta(days=5)


@pytest.fixture
def hear(make_club, profile):
    def make(settings, **changes):
        club = make_club({"sign_up": settings}, **changes)

        def act(fact_type, *, profile_id=profile.pk, occurred_at=NOW):
            fact = fact_type(
                key=f"{fact_type.code}:{profile_id}",
                occurred_at=occurred_at,
                origin=Origin.LIVE,
                profile_id=profile_id,
                user_id=7,
            )
            with fixed_at(NOW):
                settle_customers([fact, fact])
            return balances(club.book_id, [profile_id])[profile_id]

        return act

    return make


def test_an_account_earns_once(hear):
    act = hear({"points": 25})
    assert act(CustomerRegistered) == Balance(available=25)
    assert act(CustomerRegistered) == Balance(available=25)
    [fact] = FactRow.objects.filter(code="loyalty.points_accrued")
    assert (fact.payload["rule"], fact.payload["points"]) == ("sign_up", 25)


def test_a_rule_may_wait_for_a_proven_email(hear):
    act = hear({"points": 25, "needs_verified_email": True})
    assert act(CustomerRegistered) == Balance()
    assert act(CustomerEmailVerified) == Balance(available=25)


def test_a_proof_adds_nothing_where_none_is_needed(hear):
    act = hear({"points": 25})
    assert act(CustomerEmailVerified) == Balance()


def test_accounts_from_before_the_program_earn_nothing(hear):
    act = hear({"points": 25})
    before = STARTS_AT - datetime.timedelta(seconds=1)
    assert act(CustomerRegistered, occurred_at=before) == Balance()


def test_a_resting_program_gives_nothing(hear):
    assert hear({"points": 25}, is_active=False)(CustomerRegistered) == Balance()


def test_staff_get_nothing(hear, make_profile):
    staff = make_staff()
    found = make_profile(account_claim(staff.pk, staff.email))
    assert hear({"points": 25})(CustomerRegistered, profile_id=found.pk) == Balance()


def test_points_for_signing_up_end_as_others_do(hear):
    act = hear({"points": 25}, expiry_unit="months", expiry_length=1)
    act(CustomerRegistered)
    fact = FactRow.objects.get(code="loyalty.points_accrued")
    assert fact.payload["expires_at"] == "2026-02-07T00:00:00Z"
