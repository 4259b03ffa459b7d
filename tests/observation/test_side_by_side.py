"""Several workers tell the past as one would, each in a session of its own."""

import datetime
import time
from collections import Counter, defaultdict

import pytest
from django.db import OperationalError, connections

from saleor_crm_plugin.observation.actions import backfill
from saleor_crm_plugin.observation.actions import observe_side_by_side as beside
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.outbox.models import Delivery, FactRow
from tests.shop import rows

FIRST = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
PEOPLE, ORDERS = 10, 40

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(transactional_db):
    """Orders of accounts and of guests, mixed, each a minute after the other."""
    channel = rows.make_channel()
    users = [rows.make_user(email=f"p{number}@example.com") for number in range(PEOPLE)]
    for number in range(ORDERS):
        user = users[number % PEOPLE] if number % 3 else None
        guest = {} if user else {"user_email": f"guest{number % 5}@example.com"}
        rows.make_order(
            channel,
            user=user,
            paid=True,
            created_at=FIRST + datetime.timedelta(minutes=number),
            **guest,
        )


@pytest.fixture
def sessions(monkeypatch):
    """Note in which session how many orders were observed."""
    seen = Counter()
    observe = beside.observe_orders

    def observe_and_note(ids, **options):
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            seen[cursor.fetchone()[0]] += len(ids)
        return observe(ids, **options)

    monkeypatch.setattr(beside, "observe_orders", observe_and_note)
    return seen


def told_in_order() -> dict[int, list[datetime.datetime]]:
    told = defaultdict(list)
    for profile_id, at in (
        FactRow.objects.filter(code="order.placed")
        .order_by("id")
        .values_list("profile_id", "occurred_at")
    ):
        told[profile_id].append(at)
    return told


def wait_for_the_end_of(sessions):
    """Return how many sessions are left; the server ends one a moment after it was closed."""
    deadline = time.monotonic() + 10
    while True:
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)",
                [[*sessions]],
            )
            [left] = cursor.fetchone()
        if left == 0 or time.monotonic() > deadline:
            return left


def test_each_worker_has_a_session_and_together_they_tell_all_once(shop, sessions):
    # when
    report = backfill(now=NOW, workers=3)

    # then
    assert report.orders == ORDERS
    assert len(sessions) == 3
    assert sum(sessions.values()) == ORDERS
    codes = Counter(FactRow.objects.values_list("code", flat=True))
    assert (codes["order.placed"], codes["order.paid"]) == (ORDERS, ORDERS)
    assert ToldOrder.objects.filter(is_placed=True).count() == ORDERS
    assert wait_for_the_end_of(sessions) == 0


def test_everybodys_orders_are_told_in_order(shop):
    backfill(now=NOW, workers=2)

    told = told_in_order()
    assert len(told) == PEOPLE + 5
    assert all(moments == sorted(moments) for moments in told.values())


def test_no_worker_meets_a_lane_that_another_holds(transactional_db):
    # given
    channel = rows.make_channel()
    for number in range(PEOPLE):
        user = rows.make_user(email=f"p{number}@example.com")
        rows.make_order(channel, user=user, paid=True, created_at=FIRST)

    # when
    backfill(now=NOW, workers=2)

    # then
    assert FactRow.objects.filter(code="order.paid").count() == PEOPLE
    assert not Delivery.objects.exists()


def test_what_one_worker_cannot_tell_is_told_the_next_time_and_the_rest_once(
    shop, monkeypatch
):
    # given
    observe = beside.observe_orders
    unlucky = first_order_id()

    def observe_without_one(ids, **options):
        if unlucky in ids:
            raise OperationalError("The server went away.")
        return observe(ids, **options)

    monkeypatch.setattr(beside, "observe_orders", observe_without_one)
    with pytest.raises(OperationalError):
        backfill(now=NOW, workers=2)
    before = ToldOrder.objects.filter(is_placed=True).count()
    assert 0 < before < ORDERS
    monkeypatch.undo()

    # when
    report = backfill(now=NOW, workers=2)

    # then
    assert report.orders == ORDERS
    assert FactRow.objects.filter(code="order.placed").count() == ORDERS
    assert ToldOrder.objects.filter(is_placed=True).count() == ORDERS


def test_a_part_that_is_too_large_is_taken_in_pieces(shop, sessions, monkeypatch):
    # given
    pieces = []
    observe = beside.observe_orders
    monkeypatch.setattr(beside, "MAX_IDS", 4)
    monkeypatch.setattr(
        beside,
        "observe_orders",
        lambda ids, **options: pieces.append(len(ids)) or observe(ids, **options),
    )

    # when
    backfill(now=NOW, workers=2)

    # then
    assert sum(pieces) == ORDERS
    assert max(pieces) == 4


def first_order_id() -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT id FROM order_order ORDER BY created_at LIMIT 1")
        return str(cursor.fetchone()[0])
