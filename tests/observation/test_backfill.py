"""The backfill tells the whole past once, whenever it is stopped and started."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.actions import backfill
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.outbox.models import Delivery, FactRow, LaneGroup
from tests.shop import rows

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def test_backfill_tells_the_past_oldest_first_and_only_once(channel):
    # given
    user = rows.make_user()
    days = [AT + datetime.timedelta(days=count) for count in range(5)]
    for day in reversed(days):
        rows.make_order(channel, user=user, paid=True, created_at=day)
    progress = []

    # when
    first = backfill(now=NOW, on_progress=progress.append)
    second = backfill(now=NOW)

    # then
    assert (first.customers, first.orders, first.share) == (1, 5, 1.0)
    assert second == first
    placed = FactRow.objects.filter(code="order.placed").order_by("id")
    assert list(placed.values_list("occurred_at", flat=True)) == days
    assert set(FactRow.objects.values_list("origin", flat=True)) == {Origin.BACKFILL}
    assert progress[-1].share == 1.0


def test_whoever_wants_to_prepare_is_told_the_time_of_the_first_order(channel):
    # given
    told = []
    seen = []

    def prepare(first):
        told.append(first)
        seen.append(ToldOrder.objects.count())

    # when / then
    backfill(now=NOW, prepare=prepare)
    assert told == []

    # when / then
    rows.make_order(channel, created_at=AT + datetime.timedelta(days=1))
    rows.make_order(channel, created_at=AT)
    backfill(now=NOW, prepare=prepare, anew=True)
    assert (told, seen) == ([AT], [0])


def test_the_first_backfill_leaves_nothing_to_delivery(channel):
    # given
    LaneGroup.objects.all().delete()
    rows.make_order(channel, paid=True, created_at=AT)

    # when
    backfill(now=NOW)

    # then
    assert FactRow.objects.filter(code="order.paid").count() == 1
    assert not Delivery.objects.exists()


def test_a_stopped_backfill_goes_on_where_it_was(channel):
    # given
    for day in range(3):
        rows.make_order(channel, created_at=AT + datetime.timedelta(days=day))

    class Stopped(Exception):
        pass

    def stop(progress):
        if progress.orders:
            raise Stopped

    with pytest.raises(Stopped):
        backfill(now=NOW, on_progress=stop)
    assert ToldOrder.objects.count() == 3

    # when
    rows.make_order(channel, created_at=AT + datetime.timedelta(days=3))
    report = backfill(now=NOW)

    # then
    assert report.orders == 4
    assert FactRow.objects.filter(code="order.placed").count() == 4


def test_a_backfill_begun_anew_tells_nothing_twice(channel):
    rows.make_order(channel, paid=True)
    backfill(now=NOW)
    count = FactRow.objects.count()

    report = backfill(now=NOW, anew=True)

    assert report.orders == 1
    assert FactRow.objects.count() == count
