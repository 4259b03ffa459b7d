"""Orders that were told before their program was there earn by an explicit job only."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions.past import (
    PastOrders,
    count_past_orders,
    settle_past_orders,
)
from saleor_crm_plugin.loyalty.errors import ProgramNotFound
from saleor_crm_plugin.loyalty.models import OrderSettlement
from saleor_crm_plugin.outbox.models import FactRow
from tests.loyalty.orders import PAID_AT, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)


def _order(number, **changes):
    order_id = f"b5d5e5a0-0000-4000-8000-{number:012d}"
    return make_order(**{"id": order_id, "channel": "shop"} | changes)


@pytest.fixture
def past(tell_orders, profile):
    orders = [
        _order(1),
        _order(2, refunded=Decimal(20)),
        _order(3, is_canceled=True),
        _order(4, channel="elsewhere"),
        _order(5, placed_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)),
        _order(6, paid="0"),
    ]
    tell_orders(*orders, profile_id=profile.pk)
    return orders


def test_a_dry_run_counts_and_writes_nothing(past, club, profile):
    assert count_past_orders(club.pk) == PastOrders(
        orders=2,
        profile_ids=frozenset({profile.pk}),
        points=100,
        last_id=past[1].id,
    )
    assert not OrderSettlement.objects.exists()


def test_the_job_goes_on_where_it_stopped_and_earns_once(past, club, profile):
    first = settle_past_orders(club.pk, now=NOW, limit=1)
    assert (first.points, first.last_id) == (60, past[0].id)
    second = settle_past_orders(club.pk, now=NOW, after=first.last_id, limit=1)
    assert (second.points, second.last_id) == (40, past[1].id)
    end = settle_past_orders(club.pk, now=NOW, after=second.last_id, limit=1)
    assert end == PastOrders(orders=0, profile_ids=frozenset(), points=0, last_id=None)
    again = settle_past_orders(club.pk, now=NOW)
    assert again.orders == 0
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance(pending=100)
    facts = FactRow.objects.filter(code="loyalty.points_accrued")
    assert {fact.origin for fact in facts} == {Origin.REBUILD}


def test_an_unknown_program_is_refused(past):
    with pytest.raises(ProgramNotFound):
        count_past_orders(0)
    with pytest.raises(ProgramNotFound):
        settle_past_orders(0, now=NOW)
