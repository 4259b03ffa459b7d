"""The weeks of facts come in time, and go when nobody waits for them."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.outbox.actions import deliver, publish
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.outbox.partitions import (
    RETENTION_DAYS,
    WEEKS_AHEAD,
    drop_old_partitions,
    ensure_partitions,
)
from tests.fixtures.fact import LampLit

# A Wednesday, long after anything that the migration made.
NOW = datetime.datetime(2040, 5, 16, 10, tzinfo=datetime.UTC)
MONDAY = datetime.date(2040, 5, 14)

pytestmark = pytest.mark.django_db


def table_of(fact: FactRow) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text FROM crm_fact WHERE id = %s", [fact.id]
        )
        return cursor.fetchone()[0]


def test_this_week_and_the_next_ones_are_made_once():
    # when
    made = ensure_partitions(now=NOW)

    # then
    assert made == [
        f"crm_fact_{MONDAY + datetime.timedelta(days=7 * ahead):%Y%m%d}"
        for ahead in range(WEEKS_AHEAD + 1)
    ]
    assert ensure_partitions(now=NOW) == []


def test_facts_that_fell_into_the_default_partition_move_to_their_week(make_fact):
    # given
    publish([make_fact("a")])
    FactRow.objects.update(week=MONDAY)
    assert table_of(FactRow.objects.get()) == "crm_fact_default"

    # when
    ensure_partitions(now=NOW)

    # then
    assert table_of(FactRow.objects.get()) == "crm_fact_20400514"


def test_weeks_are_dropped_after_the_retention_only(make_fact):
    # given
    with subscribed_temporarily({LampLit: []}):
        publish([make_fact("a")])
    FactRow.objects.update(week=MONDAY)
    ensure_partitions(now=NOW)
    last_day = NOW + datetime.timedelta(days=RETENTION_DAYS + 4)

    # when
    too_early = drop_old_partitions(now=last_day)
    dropped = drop_old_partitions(now=last_day + datetime.timedelta(days=1))

    # then
    assert "crm_fact_20400514" not in too_early
    assert dropped == ["crm_fact_20400514"]
    assert FactRow.objects.count() == 0


def test_a_week_that_a_delivery_waits_for_stays(make_fact, listener):
    # given
    with subscribed_temporarily({LampLit: [listener.record]}):
        publish([make_fact("a")])
        week = FactRow.objects.get().week
        long_after = NOW

        # when
        drop_old_partitions(now=long_after)
        stayed = FactRow.objects.count()
        deliver(now=long_after)
        dropped = drop_old_partitions(now=long_after)

    # then
    assert stayed == 1
    assert dropped == [f"crm_fact_{week:%Y%m%d}"]
    assert listener.keys == ["a"]
