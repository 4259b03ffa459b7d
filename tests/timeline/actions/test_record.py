"""Facts become entries, once."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.core.facts import Fact, Origin
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.models import (
    TimelineEntry,
    TimelineMonth,
    TimelineRetention,
)

from ..conftest import PAID_AT

MONTH = datetime.date(2026, 3, 1)


def stored():
    return list(
        TimelineEntry.objects.order_by("id").values(
            "profile_id", "occurred_at", "entry_type", "fact_key", "origin", "payload"
        )
    )


def test_entry_carries_the_fields_of_the_fact(db, make_paid):
    # when
    record([make_paid()])

    # then
    assert stored() == [
        {
            "profile_id": 1,
            "occurred_at": PAID_AT,
            "entry_type": "order.paid",
            "fact_key": "order:1:paid:1",
            "origin": "live",
            "payload": {
                "order_id": "order-1",
                "number": "1",
                "channel": "default",
                "currency": "EUR",
                "amount": "12.50",
                "total": "12.50",
            },
        }
    ]
    assert list(TimelineMonth.objects.values_list("profile_id", "month")) == [
        (1, MONTH)
    ]


def test_same_fact_again_adds_nothing(db, make_paid):
    # given
    record([make_paid(), make_paid()])
    before = stored()

    # when
    record([make_paid(), make_paid(amount=Decimal(99))])

    # then
    assert stored() == before
    assert len(before) == 1


def test_same_key_at_another_moment_is_another_entry(db, make_paid):
    # when
    record(
        [make_paid(), make_paid(occurred_at=PAID_AT + datetime.timedelta(seconds=1))]
    )

    # then
    assert len(stored()) == 2


def test_facts_about_nobody_are_left_out(db, make_paid, django_assert_num_queries):
    # when
    with django_assert_num_queries(0):
        record([make_paid(profile_id=None)])

    # then
    assert stored() == []


def test_a_thousand_facts_take_two_statements(db, make_paid, django_assert_num_queries):
    # given
    facts = [
        make_paid(
            n, profile_id=n % 7, occurred_at=PAID_AT + datetime.timedelta(days=n % 90)
        )
        for n in range(1000)
    ]

    # when one ensures the months and one inserts
    with django_assert_num_queries(2):
        record(facts)

    # then
    assert TimelineEntry.objects.count() == 1000
    assert TimelineMonth.objects.count() == 7 * 4


def test_facts_of_one_moment_keep_their_order(db, make_paid):
    # when
    record([make_paid(n) for n in (3, 1, 2)])

    # then
    assert [entry["payload"]["number"] for entry in stored()] == ["3", "1", "2"]


@pytest.mark.parametrize("year", [1999, 2012, 2031])
def test_month_of_any_year_gets_its_own_partition(db, make_paid, year):
    # when
    record([make_paid(occurred_at=PAID_AT.replace(year=year))])

    # then
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM crm_timeline_entry")
        assert cursor.fetchall() == [(f"crm_timeline_{year}_03",)]


def test_month_is_that_of_utc(db, make_paid):
    # given the last evening of February in New York
    new_york = datetime.timezone(datetime.timedelta(hours=-5))
    evening = datetime.datetime(2026, 2, 28, 22, tzinfo=new_york)

    # when
    record([make_paid(occurred_at=evening)])

    # then
    assert TimelineMonth.objects.get().month == MONTH
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM crm_timeline_entry")
        assert cursor.fetchone() == ("crm_timeline_2026_03",)


def test_fact_without_an_entry_type_is_refused(db, make_paid):
    # given
    @dataclass(frozen=True, kw_only=True, slots=True)
    class LampLit(Fact):
        code: ClassVar[str] = "test.lamp_lit"

    unknown = LampLit(key="lamp", occurred_at=PAID_AT, origin=Origin.LIVE, profile_id=1)

    # when / then
    with pytest.raises(KeyError, match="test.lamp_lit"):
        record([make_paid(), unknown])
    assert stored() == []


def test_forgotten_months_do_not_come_back(db, make_paid):
    # given
    TimelineRetention.objects.create(
        entry_type="order.paid", keep_days=365, forgotten_before=MONTH
    )
    february = PAID_AT.replace(month=2)

    # when
    record([make_paid(1, occurred_at=february), make_paid(2)])

    # then
    assert [entry["fact_key"] for entry in stored()] == ["order:2:paid:1"]
    assert TimelineMonth.objects.get().month == MONTH


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE crm_timeline_entry SET payload = '{}'",
        "UPDATE crm_timeline_entry SET occurred_at = occurred_at - interval '1 year'",
        "DELETE FROM crm_timeline_entry",
        "DELETE FROM crm_timeline_2026_03",
    ],
)
def test_database_refuses_to_change_or_delete_entries(db, make_paid, statement):
    # given
    record([make_paid()])
    before = stored()

    # when / then
    with (
        pytest.raises(IntegrityError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert stored() == before
