"""Months are made before they are needed, once, and the default partition is emptied."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.models import TimelineEntry
from saleor_crm_plugin.timeline.partitions import (
    empty_default_partition,
    ensure_partitions,
    ensure_partitions_ahead,
    ensure_partitions_since,
)

from ..fixtures.aside import wait_until_blocked
from .conftest import PAID_AT


def partitions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'crm_timeline_entry'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def test_makes_each_missing_month_once(db, django_assert_num_queries):
    # given
    moments = [datetime.datetime(1990, m, 5, tzinfo=datetime.UTC) for m in (1, 1, 3)]

    # when
    with django_assert_num_queries(1):
        made = ensure_partitions(moments)

    # then
    assert made == 2
    assert {"crm_timeline_1990_01", "crm_timeline_1990_03"} <= partitions()
    assert "crm_timeline_1990_02" not in partitions()
    assert ensure_partitions(moments) == 0


def test_makes_this_month_and_three_ahead(db):
    # given
    november = datetime.datetime(2071, 11, 30, 23, 59, tzinfo=datetime.UTC)

    # when / then
    assert ensure_partitions_ahead(now=november) == 4
    assert {
        "crm_timeline_2071_11",
        "crm_timeline_2071_12",
        "crm_timeline_2072_01",
        "crm_timeline_2072_02",
    } <= partitions()
    assert ensure_partitions_ahead(now=november) == 0


def test_makes_all_months_from_the_first_purchase_until_now(db):
    # given
    first = datetime.datetime(1990, 11, 5, tzinfo=datetime.UTC)
    now = datetime.datetime(1991, 2, 1, tzinfo=datetime.UTC)

    # when / then
    assert ensure_partitions_since(first, now=now) == 4
    assert {
        "crm_timeline_1990_11",
        "crm_timeline_1990_12",
        "crm_timeline_1991_01",
        "crm_timeline_1991_02",
    } <= partitions()
    assert ensure_partitions_since(first, now=now) == 0


def misplace(occurred_at, key="k"):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO crm_timeline_entry"
            " (profile_id, occurred_at, entry_type, fact_key, origin, payload)"
            " VALUES (1, %s, 'order.paid', %s, 'live', '{}')",
            [occurred_at, key],
        )


def places():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text, fact_key FROM crm_timeline_entry ORDER BY 2"
        )
        return cursor.fetchall()


def test_empties_the_default_partition(db):
    # given
    misplace("1987-05-05 12:00+00", "a")
    misplace("1987-06-05 12:00+00", "b")
    assert places() == [("crm_timeline_default", "a"), ("crm_timeline_default", "b")]

    # when
    moved = empty_default_partition()

    # then
    assert moved == 2
    assert places() == [("crm_timeline_1987_05", "a"), ("crm_timeline_1987_06", "b")]
    assert empty_default_partition() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        TimelineEntry.objects.all().delete()


def test_default_partition_works_again_after_it_was_emptied(db):
    # given
    misplace("1987-05-05 12:00+00", "a")
    empty_default_partition()

    # when
    misplace("1987-07-05 12:00+00", "b")

    # then
    assert places()[1] == ("crm_timeline_default", "b")
    assert empty_default_partition() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        TimelineEntry.objects.all().delete()


def test_recording_goes_on_while_a_month_has_misplaced_entries(db, make_paid):
    # given
    moment = PAID_AT.replace(year=1987)
    misplace(moment, "a")

    # when
    record([make_paid(1, occurred_at=moment)])

    # then
    assert len(places()) == 2
    assert empty_default_partition() == 2
    assert {place for place, _ in places()} == {"crm_timeline_1987_03"}


def record_in_own_connection(facts):
    try:
        record(facts)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_the_same_month_once(make_paid):
    # given a month that only one of them has made so far
    moment = PAID_AT.replace(year=1977)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            record([make_paid(1, occurred_at=moment)])
            other = pool.submit(
                record_in_own_connection,
                [make_paid(2, occurred_at=moment, profile_id=2)],
            )
            wait_until_blocked(other)
        other.result()

    # then
    assert {place for place, _ in places()} == {"crm_timeline_1977_03"}
    assert len(places()) == 2
