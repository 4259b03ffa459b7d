"""Whom other rules would concern: the orders of the last days, reckoned twice."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.loyalty import effects
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.effects import effect_of_rules
from saleor_crm_plugin.loyalty.errors import InvalidRuleSettings, UnknownRule
from saleor_crm_plugin.loyalty.models import ProgramRule
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.loyalty.policies.effect import Both, Effect
from saleor_crm_plugin.tiers.models import BookExclusion, Tier, TierStanding
from tests.fixtures.person import account_claim
from tests.loyalty.orders import PAID_AT, PLACED_AT, make_order

NOW = PAID_AT + datetime.timedelta(days=3)
TWO_PER_EURO = {
    "per_amount_spent": {"by_currency": {"EUR": {"amount": "1", "points": 2}}}
}


def _order(number, **changes):
    order_id = f"b5d5e5a0-0000-4000-8000-{number:012d}"
    return make_order(**{"id": order_id, "channel": "shop"} | changes)


def _effect(program, drafts, days=30):
    return effect_of_rules(program, drafts, days=days, now=NOW)


@pytest.fixture
def member(club, profile, tell_orders):
    """Somebody who has earned with an order of 60 euros."""
    order = _order(1)
    tell_orders(order, profile_id=profile.pk)
    settle({order.id: Cause(PAID_AT, Origin.LIVE)}, now=NOW)
    return profile


def test_orders_that_stand_are_reckoned_by_both(club, member, tell_orders):
    tell_orders(
        _order(2, refunded=Decimal(20)),
        _order(3, is_canceled=True),
        _order(4, channel="elsewhere"),
        _order(5, placed_at=PLACED_AT - datetime.timedelta(days=31)),
        _order(6, paid="0"),
        profile_id=member.pk,
    )
    before = list(ProgramRule.objects.values())

    found = _effect(club, TWO_PER_EURO)

    assert (found.members, found.looked_at) == (1, 1)
    assert found.effect == Effect(
        orders=2,
        customers=1,
        gaining=1,
        losing=0,
        points=Both(100, 200),
        by_currency={"EUR": Both(100, 200)},
    )
    assert list(ProgramRule.objects.values()) == before


def test_only_the_last_days_count(club, member):
    assert _effect(club, TWO_PER_EURO, days=1).effect.orders == 0


def test_the_tier_of_now_multiplies(club, member, make_ladder):
    ladder = make_ladder(club.book_id)
    gold = Tier.objects.get(ladder=ladder, code="gold")
    TierStanding.objects.create(ladder=ladder, profile=member, tier=gold)

    assert _effect(club, TWO_PER_EURO).effect.points == Both(120, 240)


def test_first_orders_gain_what_is_for_them(make_club, profile, tell_orders):
    club = make_club({"first_order": {"by_currency": {"EUR": {"points": 5}}}})
    first, second = _order(1), _order(2, placed_at=PLACED_AT + datetime.timedelta(1))
    tell_orders(first, second, profile_id=profile.pk)
    cause = Cause(PAID_AT, Origin.LIVE)
    settle({first.id: cause, second.id: cause}, now=NOW)

    found = _effect(club, {"first_order": {"by_currency": {"EUR": {"points": 50}}}})

    assert found.effect.points == Both(5, 50)


def test_a_currency_that_a_rule_leaves_out_loses(club, member):
    dollars = {"per_amount_spent": {"by_currency": {"USD": {"amount": 1, "points": 9}}}}

    effect = _effect(club, dollars).effect

    assert (effect.losing, effect.points) == (1, Both(60, 0))


def test_the_excluded_are_left_out(club, member):
    BookExclusion.objects.create(
        book_id=club.book_id,
        profile=member,
        kind="by_staff",
        reason="Reseller.",
        author="user:1",
        excluded_at=NOW,
    )

    assert _effect(club, TWO_PER_EURO).effect.customers == 0


def test_of_many_members_a_part_is_looked_at(
    club, member, make_profile, tell_orders, monkeypatch
):
    other = make_profile(account_claim(8))
    order = _order(2)
    tell_orders(order, profile_id=other.pk)
    settle({order.id: Cause(PAID_AT, Origin.LIVE)}, now=NOW)
    monkeypatch.setattr(effects, "MOST_MEMBERS", 1)

    found = _effect(club, TWO_PER_EURO)

    assert (found.members, found.looked_at, found.effect.customers) == (2, 1, 1)


def test_the_number_of_queries_does_not_grow(
    club, member, tell_orders, django_assert_num_queries
):
    tell_orders(
        *(_order(number) for number in range(2, 12)),
        profile_id=member.pk,
    )
    with django_assert_num_queries(10):
        assert _effect(club, TWO_PER_EURO).effect.orders == 11


def test_wrong_drafts_are_refused(club, member):
    with pytest.raises(UnknownRule):
        _effect(club, {"per_step": {}})
    with pytest.raises(InvalidRuleSettings):
        _effect(club, {"per_amount_spent": {"by_currency": {}, "pints": 1}})
