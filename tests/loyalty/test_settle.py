"""Settling: the lots follow the told orders, whatever happened and in whatever order."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.models import Lot, Transaction
from saleor_crm_plugin.ledger.queries import Balance, balances, lots_of_source
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.models import OrderSettlement
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.loyalty.queries import points_of_orders
from saleor_crm_plugin.loyalty.sources import order_source
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile, include_profile
from saleor_crm_plugin.tiers.models import BookExclusion, Tier, TierStanding
from tests.fixtures.person import account_claim
from tests.loyalty.orders import FULFILLED_AT, PAID_AT, make_line, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)
PAID = Cause(PAID_AT, Origin.LIVE)


def _order(*lines, **changes):
    return make_order(*lines, channel="shop", **changes)


def _settle(*orders, now=NOW):
    settle({order.id: PAID for order in orders}, now=now)


def _facts():
    rows = FactRow.objects.filter(code__startswith="loyalty.").order_by("id")
    return [(row.code, row.payload["points"]) for row in rows]


@pytest.fixture
def balance(club, profile):
    return lambda: balances(club.book_id, [profile.pk])[profile.pk]


@pytest.fixture
def tell(tell_orders, profile):
    def tell_and_settle(order, *, now=NOW):
        tell_orders(order, profile_id=profile.pk)
        _settle(order, now=now)

    return tell_and_settle


def test_a_paid_order_earns_pending_points(tell, balance, club):
    order = _order()
    tell(order)
    assert balance() == Balance(pending=60)
    assert _facts() == [("loyalty.points_accrued", 60)]
    [lot] = Lot.objects.all()
    assert (lot.source, lot.part, lot.granted) == (order_source(order.id), "line-1", 60)
    assert lot.rule["rules"] == [
        {
            "code": "per_amount_spent",
            "settings": {"by_currency": {"EUR": {"amount": "1", "points": 1}}},
        }
    ]
    assert lot.available_at == PAID_AT + datetime.timedelta(days=30)
    assert points_of_orders([order.id])[order.id].points == 60


def test_settling_again_changes_nothing(tell, balance):
    order = _order()
    tell(order)
    before = Transaction.objects.count(), FactRow.objects.count()
    _settle(order)
    _settle(order)
    assert (Transaction.objects.count(), FactRow.objects.count()) == before
    assert balance() == Balance(pending=60)
    assert OrderSettlement.objects.get().revision == 1


def test_part_refunds_and_a_cancel_land_on_zero(tell, balance):
    tell(_order())
    tell(_order(refunded=Decimal("10.50")))
    assert balance() == Balance(pending=49)
    tell(_order(refunded=Decimal(33)))
    assert balance() == Balance(pending=27)
    tell(_order(refunded=Decimal(33), is_canceled=True))
    assert balance() == Balance()
    assert _facts() == [
        ("loyalty.points_accrued", 60),
        ("loyalty.points_clawed_back", 11),
        ("loyalty.points_clawed_back", 22),
        ("loyalty.points_clawed_back", 27),
    ]


def test_a_failed_refund_gives_the_points_back_to_their_lot(tell, balance):
    tell(_order())
    tell(_order(refunded=Decimal(60)))
    tell(_order())
    assert balance() == Balance(pending=60)
    assert Lot.objects.count() == 1
    assert _facts()[-1] == ("loyalty.points_reinstated", 60)


def test_a_second_payment_tops_up_under_the_first_terms(tell, balance, club):
    tell(_order(paid="20"))
    club.rules.update(settings={"by_currency": {"EUR": {"amount": "1", "points": 9}}})
    tell(_order())
    assert balance() == Balance(pending=60)
    assert [lot.granted for lot in Lot.objects.order_by("id")] == [20, 40]


def test_fulfillment_starts_the_return_window(tell, club):
    tell(_order())
    tell(_order(make_line(fulfilled=1, fulfilled_at=FULFILLED_AT)))
    assert Lot.objects.get().available_at == FULFILLED_AT + datetime.timedelta(days=14)


def test_a_window_that_has_passed_makes_points_available_at_once(tell, balance):
    late = PAID_AT + datetime.timedelta(days=31)
    tell(_order(), now=late)
    assert balance() == Balance(available=60)


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": "elsewhere"},
        {"currency": "PLN"},
        {"paid": "0"},
        {"is_canceled": True},
        {"placed_at": datetime.datetime(2025, 12, 31, 23, 59, tzinfo=datetime.UTC)},
    ],
)
def test_what_no_program_rewards_leaves_no_trace(tell_orders, club, profile, changes):
    order = make_order(**{"channel": "shop"} | changes)
    tell_orders(order, profile_id=profile.pk)
    _settle(order)
    assert not OrderSettlement.objects.exists()
    assert not Lot.objects.exists()


def test_the_excluded_earn_nothing(tell, club, profile):
    BookExclusion.objects.create(
        book_id=club.book_id,
        profile=profile,
        reason="test orders",
        author="user:1",
        excluded_at=NOW,
    )
    tell(_order())
    assert not Lot.objects.exists()


def test_staff_earn_only_if_the_program_says_so(tell, club, make_staff_profile):
    order = _order()
    tell_staff = make_staff_profile(order)
    _settle(order)
    assert not Lot.objects.exists()
    club.excludes_staff = False
    club.save()
    _settle(order)
    assert Lot.objects.get().account.profile_id == tell_staff.pk


@pytest.fixture
def make_staff_profile(make_profile, tell_orders):
    from tests.shop.rows import make_staff

    def make(order):
        staff = make_staff()
        found = make_profile(
            account_claim(staff.pk, staff.email, email_is_verified=True)
        )
        tell_orders(order, profile_id=found.pk)
        return found

    return make


def test_a_resting_program_takes_back_but_grants_nothing(tell, balance, club):
    tell(_order())
    club.is_active = False
    club.save()
    tell(_order(refunded=Decimal(10)))
    assert balance() == Balance(pending=50)
    other = _order(id="b5d5e5a0-0000-4000-8000-000000000002")
    tell(other)
    assert balance() == Balance(pending=50)


def test_whoever_was_excluded_since_is_taken_from_but_given_nothing(
    tell, balance, club, profile
):
    tell(_order(paid="20"))
    exclude_profile(club.book_id, profile.pk, reason="tester", author="user:1", now=NOW)

    tell(_order())
    assert balance() == Balance(pending=20)
    tell(_order(refunded=Decimal(50)))
    assert balance() == Balance(pending=10)

    # what was theirs comes back, and with the next fact after the exclusion the rest
    tell(_order())
    assert balance() == Balance(pending=20)
    include_profile(club.book_id, profile.pk, reason="done", author="user:1", now=NOW)
    tell(_order())
    assert balance() == Balance(pending=60)


def test_the_tier_multiplies(tell, balance, club, profile, make_ladder):
    ladder = make_ladder(club.book_id)
    gold = Tier.objects.get(ladder=ladder, code="gold")
    TierStanding.objects.create(ladder=ladder, profile=profile, tier=gold)
    tell(_order())
    assert balance() == Balance(pending=120)
    assert Lot.objects.get().rule["tier"] == "gold"


def test_points_spent_before_a_refund_are_a_shortfall(tell, balance, club):
    from saleor_crm_plugin.ledger.actions.adjust import adjust
    from saleor_crm_plugin.ledger.requests import Adjustment

    late = PAID_AT + datetime.timedelta(days=31)
    tell(_order(), now=late)
    lot = Lot.objects.get()
    adjust(
        [
            Adjustment(
                book_id=club.book_id,
                profile_id=lot.account.profile_id,
                points=-50,
                reason="spent",
                author="user:1",
                key="spent",
                occurred_at=late,
            )
        ],
        now=late,
    )
    tell(_order(refunded=Decimal(60)), now=late)
    assert balance() == Balance()
    fact = FactRow.objects.get(code="loyalty.points_clawed_back")
    assert (fact.payload["points"], fact.payload["shortfall"]) == (60, 50)


def test_a_reassigned_order_takes_its_points_along(
    tell, tell_orders, club, profile, guest_profile
):
    order = _order()
    tell_orders(order, profile_id=guest_profile.pk)
    _settle(order)
    tell(order)
    found = balances(club.book_id, [profile.pk, guest_profile.pk])
    assert found == {profile.pk: Balance(pending=60), guest_profile.pk: Balance()}
    transferred = FactRow.objects.get(code="loyalty.points_transferred")
    assert transferred.profile_id == profile.pk
    assert transferred.payload["previous_profile_id"] == guest_profile.pk
    # and what comes later finds them there
    tell(_order(refunded=Decimal(60)))
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance()


FIRST = {"first_order": {"by_currency": {"EUR": {"points": 50}}}}


def test_only_the_first_paid_order_has_first_order_points(
    make_club, profile, tell_orders
):
    club = make_club(FIRST)
    orders = [
        _order(
            id=f"b5d5e5a0-0000-4000-8000-00000000000{number}",
            placed_at=PAID_AT - datetime.timedelta(days=number),
        )
        for number in (1, 2, 3)
    ]
    tell_orders(*orders, profile_id=profile.pk)
    _settle(*orders)
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance(pending=50)
    lots = lots_of_source(club.book_id, [order_source(orders[2].id)])
    assert [lot.part for lot in lots[order_source(orders[2].id)]] == ["first_order"]
    # when the first is undone, nobody else gets them; when it is done again, it does
    undone = replace(orders[2], refunded=Decimal(60))
    tell_orders(undone, profile_id=profile.pk)
    _settle(*orders)
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance()
    tell_orders(orders[2], profile_id=profile.pk)
    _settle(*orders)
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance(pending=50)


def test_a_second_first_order_by_reassignment_is_taken_back(
    make_club, profile, guest_profile, tell_orders
):
    club = make_club(FIRST)
    own = _order()
    guests = _order(id="b5d5e5a0-0000-4000-8000-000000000002")
    tell_orders(own, profile_id=profile.pk)
    tell_orders(guests, profile_id=guest_profile.pk)
    _settle(own, guests)
    tell_orders(guests, profile_id=profile.pk)
    _settle(guests)
    found = balances(club.book_id, [profile.pk, guest_profile.pk])
    assert found == {profile.pk: Balance(pending=50), guest_profile.pk: Balance()}


def test_the_number_of_queries_does_not_grow(club, profile, tell_orders):
    def count(numbers):
        orders = [
            _order(id=f"b5d5e5a0-0000-4000-8000-{number:012d}") for number in numbers
        ]
        tell_orders(*orders, profile_id=profile.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _settle(*orders)
        return len(queries)

    assert count(range(10, 11)) == count(range(20, 40))


def test_the_handler_takes_facts(tell_orders, club, profile, balance):
    from saleor_crm_plugin.loyalty.actions.settle import settle_orders
    from saleor_crm_plugin.observation.events import OrderPaid

    order = _order()
    tell_orders(order, profile_id=profile.pk)
    fact = OrderPaid(
        key="k",
        occurred_at=PAID_AT,
        origin=Origin.BACKFILL,
        profile_id=profile.pk,
        order_id=order.id,
        number=order.number,
        channel=order.channel,
        currency=order.currency,
        amount=Decimal(60),
        total=Decimal(60),
    )
    with fixed_at(NOW):
        settle_orders([fact, fact])
    assert balance() == Balance(pending=60)
    assert FactRow.objects.get(code="loyalty.points_accrued").origin == Origin.BACKFILL
