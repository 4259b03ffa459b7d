"""Pages of the timeline: complete, in order, and cheap however long it is."""

import datetime

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.observation.events import OrderPaid
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.queries import Cursor, entries_page

from .conftest import PAID_AT

DAY = datetime.timedelta(days=1)


def keys(entries):
    return [entry.payload["number"] for entry in entries]


def all_pages(profile_id, *, first, types=()):
    pages, before = [], None
    while page := entries_page(profile_id, before=before, first=first, types=types):
        pages.append(keys(page))
        before = Cursor(page[-1].occurred_at, page[-1].id)
    return pages


def test_newest_first_and_of_this_profile_only(db, make_paid):
    # given
    record(
        [
            make_paid(1, occurred_at=PAID_AT - DAY),
            make_paid(2),
            make_paid(3, profile_id=2),
            make_paid(4, occurred_at=PAID_AT + DAY),
        ]
    )

    # when
    page = entries_page(1, before=None, first=10)

    # then
    assert keys(page) == ["4", "2", "1"]
    assert page[1].summary == "Paid 12.50 EUR for order 2."
    assert (page[1].occurred_at, page[1].entry_type) == (PAID_AT, OrderPaid.code)


def test_unknown_profile_has_an_empty_page(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert entries_page(404, before=None, first=10) == []


def test_pages_show_every_entry_once_over_gaps_and_ties(db, make_paid):
    # given entries of one moment, of neighboring months and after a gap of years
    moments = [PAID_AT] * 5 + [PAID_AT - n * 20 * DAY for n in range(1, 12)]
    moments += [PAID_AT - 3650 * DAY, PAID_AT + 400 * DAY]
    facts = [make_paid(n, occurred_at=moment) for n, moment in enumerate(moments)]
    record(facts)
    newest_first = sorted(
        range(len(facts)), key=lambda n: (facts[n].occurred_at, n), reverse=True
    )

    # when
    pages = all_pages(1, first=4)

    # then
    assert [len(page) for page in pages] == [4, 4, 4, 4, 2]
    assert [number for page in pages for number in page] == [
        str(n) for n in newest_first
    ]


def test_entry_in_the_default_partition_is_on_the_page(db, make_paid):
    # given an entry whose month nobody made
    record([make_paid(1)])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO crm_timeline_entry"
            " (profile_id, occurred_at, entry_type, fact_key, origin, payload)"
            " VALUES (1, '1987-05-05 12:00+00', 'order.paid', 'k', 'live', '{\"number\": \"0\"}');"
            "INSERT INTO crm_timeline_month VALUES (1, '1987-05-01')"
        )

    # when / then
    assert keys(entries_page(1, before=None, first=10)) == ["1", "0"]


def test_filters_by_type(db, make_paid):
    # given
    record([make_paid(1)])

    # when / then
    assert keys(entries_page(1, before=None, first=10, types=["order.paid"])) == ["1"]
    assert entries_page(1, before=None, first=10, types=["order.placed"]) == []


@pytest.fixture
def ten_years(db, make_paid):
    """Fill 120 months with ten entries each, and a second profile with one in each."""
    start = datetime.datetime(2016, 4, 2, tzinfo=datetime.UTC)
    facts = []
    for month in range(120):
        moment = start.replace(
            year=2016 + (3 + month) // 12, month=(3 + month) % 12 + 1
        )
        facts += [
            make_paid(month * 100 + n, occurred_at=moment + n * DAY) for n in range(10)
        ]
        facts.append(make_paid(month * 100 + 99, occurred_at=moment, profile_id=2))
    record(facts)


def test_full_page_of_a_dense_timeline_takes_one_statement(
    ten_years, django_assert_num_queries
):
    with django_assert_num_queries(1):
        page = entries_page(1, before=None, first=50)
    assert keys(page) == [
        str(m * 100 + n) for m in range(119, 114, -1) for n in range(9, -1, -1)
    ]


def test_full_page_of_a_sparse_timeline_takes_one_statement(
    ten_years, django_assert_num_queries
):
    with django_assert_num_queries(1):
        page = entries_page(2, before=None, first=50)
    assert keys(page) == [str(m * 100 + 99) for m in range(119, 69, -1)]


def test_deep_page_costs_the_same(ten_years, django_assert_num_queries):
    # given
    before = Cursor(datetime.datetime(2018, 1, 1, tzinfo=datetime.UTC), 0)

    # when
    with django_assert_num_queries(1):
        page = entries_page(1, before=before, first=50)

    # then
    assert len(page) == 50
    assert page[0].occurred_at < before.occurred_at


def test_type_that_is_nowhere_takes_one_statement(ten_years, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert entries_page(1, before=None, first=50, types=["order.gone"]) == []


def opened_months():
    """Return the partitions that this transaction has opened so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_locks JOIN pg_class ON pg_class.oid = relation"
            " WHERE pid = pg_backend_pid() AND relkind = 'r' AND relname LIKE 'crm_timeline_2%'"
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_page_opens_only_the_months_that_fill_it(make_paid):
    # given an entry in each of 120 months
    moments = [
        datetime.datetime(year, month, 2, tzinfo=datetime.UTC)
        for year in range(2016, 2026)
        for month in range(1, 13)
    ]
    record([make_paid(n, occurred_at=moment) for n, moment in enumerate(moments)])

    # when
    with transaction.atomic():
        page = entries_page(1, before=None, first=3)
        opened = opened_months()

    # then
    assert keys(page) == ["119", "118", "117"]
    assert opened == {
        "crm_timeline_2025_12",
        "crm_timeline_2025_11",
        "crm_timeline_2025_10",
    }
