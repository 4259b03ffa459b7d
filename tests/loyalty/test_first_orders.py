"""First-order points belong to the order that was placed first, in whatever order it is told."""

import datetime
import random
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.models import Lot
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.models import FirstOrder
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.loyalty.policies.targets import FIRST_ORDER_PART
from saleor_crm_plugin.loyalty.sources import order_of
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile, include_profile
from tests.loyalty.orders import PAID_AT, make_order
from tests.shop.rows import make_channel

NOW = PAID_AT + datetime.timedelta(hours=1)
CAUSE = Cause(PAID_AT, Origin.LIVE)
FIRST = {"first_order": {"by_currency": {"EUR": {"points": 50}}}}


def _order(number, **changes):
    """Return an order; a lower number was placed earlier."""
    return make_order(
        **{
            "channel": "shop",
            "id": f"b5d5e5a0-0000-4000-8000-{100 - number:012d}",
            "placed_at": PAID_AT - datetime.timedelta(days=50 - number),
        }
        | changes
    )


@pytest.fixture
def first_club(make_club):
    return make_club(FIRST)


@pytest.fixture
def hear(tell_orders, profile, first_club):
    """Tell of orders, settle them, and handle all that follows."""

    def act(*orders, owner=profile):
        tell_orders(*orders, profile_id=owner.pk)
        settle(dict.fromkeys((order.id for order in orders), CAUSE), now=NOW)
        with clock.fixed_at(NOW):
            deliver(now=NOW)

    return act


def _bonuses(profile):
    """Return the points that stand by order, of this profile's first-order lots."""
    lots = Lot.objects.filter(part=FIRST_ORDER_PART, account__profile_id=profile.pk)
    stand = {order_of(lot.source): lot.granted - lot.clawed_back for lot in lots}
    return {order_id: points for order_id, points in stand.items() if points}


@pytest.mark.parametrize("told", permutations((1, 2, 3)))
def test_the_order_placed_first_has_the_points(hear, profile, first_club, told):
    for number in told:
        hear(_order(number))

    assert _bonuses(profile) == {_order(1).id: 50}
    assert str(FirstOrder.objects.get().order_id) == _order(1).id
    assert balances(first_club.book_id, [profile.pk])[profile.pk] == Balance(pending=50)
    assert verify(first_club.book_id) == []


def test_an_earlier_order_that_is_paid_later_takes_them_over(hear, profile):
    unpaid = _order(1, paid=0, paid_at=None)
    hear(unpaid)
    hear(_order(2))
    assert _bonuses(profile) == {_order(2).id: 50}

    hear(_order(1))

    assert _bonuses(profile) == {_order(1).id: 50}


def test_nobody_holds_them_twice_before_the_next_delivery(
    hear, tell_orders, profile, first_club
):
    hear(_order(2))
    tell_orders(_order(1), profile_id=profile.pk)

    settle({_order(1).id: CAUSE}, now=NOW)
    settle({_order(1).id: CAUSE}, now=NOW)

    assert _bonuses(profile) == {_order(2).id: 50}


def test_both_in_one_batch_change_at_once(hear, tell_orders, profile):
    hear(_order(2))
    tell_orders(_order(1), profile_id=profile.pk)

    settle(dict.fromkeys((_order(1).id, _order(2).id), CAUSE), now=NOW)

    assert _bonuses(profile) == {_order(1).id: 50}


def test_a_first_order_undone_passes_nothing_on(hear, profile):
    hear(_order(2))
    hear(_order(1))
    hear(_order(1, refunded=Decimal(60)))
    hear(_order(2), _order(3))

    assert _bonuses(profile) == {}


def test_when_the_first_goes_to_another_owner_the_next_one_has_them(
    hear, profile, guest_profile, first_club
):
    hear(_order(1), _order(2))
    assert _bonuses(profile) == {_order(1).id: 50}

    hear(_order(1), owner=guest_profile)

    assert _bonuses(profile) == {_order(2).id: 50}
    assert _bonuses(guest_profile) == {_order(1).id: 50}

    hear(_order(1))

    assert _bonuses(profile) == {_order(1).id: 50}
    assert _bonuses(guest_profile) == {}
    assert verify(first_club.book_id) == []


@pytest.mark.parametrize(
    "outside",
    [
        {"channel": "elsewhere"},
        {"currency": "PLN"},
        {"placed_at": datetime.datetime(2025, 12, 31, 23, tzinfo=datetime.UTC)},
    ],
)
@pytest.mark.parametrize("is_told_first", [True, False])
def test_an_earlier_order_outside_the_program_changes_nothing(
    hear, profile, first_club, outside, is_told_first
):
    stranger = _order(1, **outside)
    for order in (stranger, _order(2)) if is_told_first else (_order(2), stranger):
        hear(order)

    assert _bonuses(profile) == {_order(2).id: 50}
    assert str(FirstOrder.objects.get().order_id) == _order(2).id


def test_an_order_of_an_excluded_time_takes_nothing_from_the_next(
    hear, profile, first_club
):
    author = {"reason": "tester", "author": "user:1", "now": NOW}
    exclude_profile(first_club.book_id, profile.pk, **author)
    hear(_order(1))
    include_profile(first_club.book_id, profile.pk, **author)
    hear(_order(2))

    assert _bonuses(profile) == {_order(2).id: 50}


def test_each_program_has_its_own_first_order(hear, make_club, profile, first_club):
    make_channel("outlet", currency_code="EUR")
    make_club(FIRST, code="outlet", channels=("outlet",))

    hear(_order(1), _order(2, channel="outlet"))

    assert _bonuses(profile) == {_order(1).id: 50, _order(2).id: 50}


@pytest.mark.parametrize("seed", range(12))
def test_any_telling_ends_the_same(hear, profile, first_club, seed):
    # given orders of which some are paid late, heard of in batches of any size and order
    chance = random.Random(seed)
    orders = [_order(number) for number in range(1, chance.randint(3, 6))]
    late = set(chance.sample(orders, k=chance.randint(0, len(orders))))
    tellings = orders * 2
    chance.shuffle(tellings)
    paid = set()

    # when
    heard = set()
    while tellings:
        batch = {
            tellings.pop() for _ in range(min(len(tellings), chance.choice((1, 2))))
        }
        early = {order for order in batch if order in late and order not in heard}
        hear(*(replace(one, paid=Decimal(0)) if one in early else one for one in batch))
        heard |= batch
        paid |= batch - early

    # then
    first = min(paid, key=lambda order: order.placed_at)
    assert _bonuses(profile) == {first.id: 50}
    assert verify(first_club.book_id) == []
