"""Entries go when their time is over, by type and by whole months."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.events import OrderGone
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.actions.retention import (
    forget_old_entries,
    keep_entries_for,
)
from saleor_crm_plugin.timeline.errors import InvalidRetention, UnknownEntryType
from saleor_crm_plugin.timeline.models import (
    TimelineEntry,
    TimelineMonth,
    TimelineRetention,
)
from saleor_crm_plugin.timeline.queries import entries_page, retention_days

from ..conftest import PAID_AT

NOW = datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC)
PAID, GONE = "order.paid", "order.gone"


@pytest.fixture
def entries(db, make_paid):
    """Record a payment in March, one in May, and in March an order that vanished."""
    gone = OrderGone(
        key="gone",
        occurred_at=PAID_AT,
        origin=Origin.LIVE,
        profile_id=2,
        order_id="1",
        number="1",
        channel="default",
        currency="EUR",
    )
    facts = [make_paid(1), make_paid(2, occurred_at=PAID_AT.replace(month=5)), gone]
    record(facts)
    return facts


def stored():
    return set(TimelineEntry.objects.values_list("fact_key", flat=True))


def test_everything_is_kept_by_default(entries):
    assert forget_old_entries(now=NOW) == 0
    assert len(stored()) == 3


def test_old_entries_of_the_type_go_and_others_stay(entries):
    # given
    keep_entries_for(PAID, 60)

    # when
    removed = forget_old_entries(now=NOW)

    # then
    assert removed == 1
    assert stored() == {"order:2:paid:1", "gone"}
    months = set(TimelineMonth.objects.values_list("profile_id", "month"))
    assert months == {(1, datetime.date(2026, 5, 1)), (2, datetime.date(2026, 3, 1))}
    assert [
        entry.payload["number"] for entry in entries_page(1, before=None, first=9)
    ] == ["2"]


def test_second_run_has_nothing_to_do(entries, django_assert_num_queries):
    # given
    keep_entries_for(PAID, 60)
    forget_old_entries(now=NOW)
    before = stored()

    # when / then
    assert forget_old_entries(now=NOW) == 0
    assert stored() == before


def test_month_that_the_limit_falls_into_stays(entries):
    # given: 100 days before NOW is 12 March
    keep_entries_for(PAID, 100)

    # when / then
    assert forget_old_entries(now=NOW) == 0
    assert forget_old_entries(now=NOW + datetime.timedelta(days=20)) == 1


def test_rewritten_month_is_still_append_only_and_takes_new_entries(entries, make_paid):
    # given
    keep_entries_for(PAID, 60)
    forget_old_entries(now=NOW)

    # when a backfill brings old facts again, and one of another type
    record(entries)

    # then
    assert stored() == {"order:2:paid:1", "gone"}
    keep_entries_for(PAID, None)
    record(entries)
    assert len(stored()) == 3


def test_shorter_time_goes_through_the_old_months_again(entries):
    # given
    keep_entries_for(PAID, 1000)
    assert forget_old_entries(now=NOW) == 0
    keep_entries_for(GONE, 60)

    # when
    keep_entries_for(PAID, 60)

    # then
    assert retention_days() == {PAID: 60, GONE: 60}
    assert forget_old_entries(now=NOW) == 2
    assert stored() == {"order:2:paid:1"}


def test_unknown_type_is_refused(db):
    with pytest.raises(UnknownEntryType):
        keep_entries_for("order.melted", 30)
    assert not TimelineRetention.objects.exists()


@pytest.mark.parametrize("days", [0, -1, 36_501])
def test_time_out_of_range_is_refused(db, days):
    with pytest.raises(InvalidRetention) as refusal:
        keep_entries_for(PAID, days)
    assert refusal.value.days == days
    assert not TimelineRetention.objects.exists()
