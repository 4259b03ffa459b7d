"""The real purchases are read whole: counts and sums as their authors published them."""

import datetime
from decimal import Decimal

import pytest

from demo.cdnow import Purchase, Size, read_purchases, shifted_to_end_on
from runner import environment

pytestmark = pytest.mark.sandbox_only


@pytest.fixture(scope="module", autouse=True)
def _records_at_hand():
    environment.bring(environment.DATA_EXTRA)


@pytest.mark.parametrize(
    ("size", "purchases", "customers", "discs", "dollars"),
    [
        (Size.SAMPLE, 6_919, 2_357, 16_479, Decimal("244091.94")),
        (Size.FULL, 69_659, 23_570, 167_881, Decimal("2500315.63")),
    ],
)
def test_every_purchase_is_read(size, purchases, customers, discs, dollars):
    records = read_purchases(size)

    assert len(records) == purchases
    assert len({purchase.customer for purchase in records}) == customers
    assert sum(purchase.discs for purchase in records) == discs
    assert sum(purchase.dollars for purchase in records) == dollars


def test_dates_move_together_and_end_on_the_wanted_day():
    first, last = datetime.date(1997, 1, 1), datetime.date(1997, 1, 11)
    records = [
        Purchase(customer="1", on=day, discs=1, dollars=Decimal(1))
        for day in (first, last)
    ]

    moved = shifted_to_end_on(records, datetime.date(2026, 2, 1))

    assert [purchase.on for purchase in moved] == [
        datetime.date(2026, 1, 22),
        datetime.date(2026, 2, 1),
    ]


def test_nothing_can_be_moved_too():
    assert shifted_to_end_on([], datetime.date(2026, 2, 1)) == []
