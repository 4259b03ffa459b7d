"""The reads: exact values, and as many queries for ten members as for one."""

import datetime

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from saleor_crm_plugin.ledger.history import explain, history_page
from saleor_crm_plugin.ledger.kinds import TransactionKind
from saleor_crm_plugin.ledger.queries import (
    Balance,
    ExpiringPoints,
    Totals,
    balances,
    lots_by_id,
    lots_of_source,
    next_expiries,
    qualifying,
    totals,
)

from .database_books import START, DatabaseBooks

DAY = datetime.timedelta(days=1)


@pytest.fixture
def used_books(books: DatabaseBooks) -> DatabaseBooks:
    """Ada earned, spent, gave back and owes; Ben only waits."""
    books.accrue("ada", "order:1", 100, hold=None, term=30)
    books.pass_days(1)
    books.accrue("ada", "order:2", 40, hold=None, term=30)
    books.import_opening("ada", "import:1", 5, term=None)
    books.accrue("ben", "order:3", 60, hold=14, term=None)
    books.reserve("ada", "cart:1", 120)
    books.redeem("cart:1", "order:4")
    books.claw_back("order:1", 50, "recovered")
    return books


def test_balances_and_totals(
    used_books: DatabaseBooks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ada, ben = used_books.profiles["ada"], used_books.profiles["ben"]
    with django_assert_num_queries(1):
        found = balances(used_books.book_id, [ada, ben, 0])
    assert found == {ada: Balance(owed=25), ben: Balance(pending=60), 0: Balance()}
    with django_assert_num_queries(1):
        sums = totals(used_books.book_id)
    assert sums == Totals(
        members=2,
        issued=205,
        pending=60,
        available=0,
        reserved=0,
        burned=120,
        expired=0,
        clawed_back=50,
        owed=25,
    )
    assert sums.outstanding == 60


def test_lots_say_what_is_left_to_recall(
    used_books: DatabaseBooks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = lots_of_source(used_books.book_id, ["order:1", "order:9"])
    [lot] = found["order:1"]
    assert found["order:9"] == []
    assert (lot.granted, lot.clawed_back, lot.shortfall, lot.remaining) == (
        100,
        50,
        25,
        0,
    )
    assert (lot.profile_id, lot.is_available) == (used_books.profiles["ada"], True)
    assert lots_by_id([lot.id, 0]) == {lot.id: lot}


def test_courtesy_lots_are_not_the_sources(books: DatabaseBooks) -> None:
    books.accrue("ada", "order:1", 100, hold=None, term=1)
    books.reserve("ada", "cart:1", 100)
    books.pass_days(1)
    books.void("cart:1", 14)
    [lot] = lots_of_source(books.book_id, ["order:1"])["order:1"]
    assert (lot.granted, lot.remaining) == (100, 0)
    assert books.snapshot()["order:1/0"]["available"] == 100


def test_next_expiries_are_added_up_by_moment(books: DatabaseBooks) -> None:
    for name, points, term in [("a", 5, 9), ("b", 7, 3), ("c", 2, 9), ("d", 4, None)]:
        books.accrue("ada", name, points, hold=None, term=term)
    ada = books.profiles["ada"]
    assert next_expiries(books.book_id, ada, first=1) == [
        ExpiringPoints(expires_at=START + 3 * DAY, points=7)
    ]
    assert next_expiries(books.book_id, ada, first=5) == [
        ExpiringPoints(expires_at=START + 3 * DAY, points=7),
        ExpiringPoints(expires_at=START + 9 * DAY, points=7),
    ]


@pytest.mark.parametrize(
    ("window", "ada", "ben"),
    [
        ({}, 90, 60),
        ({"since": START + DAY}, 40, 60),
        ({"until": START + DAY}, 50, 0),
        ({"with_pending": False}, 90, 0),
    ],
)
def test_qualifying_points_are_earned_less_clawed_back(
    used_books: DatabaseBooks, window: dict[str, object], ada: int, ben: int
) -> None:
    members = [used_books.profiles["ada"], used_books.profiles["ben"], 0]
    found = qualifying(used_books.book_id, members, **window)
    assert found == dict(zip(members, [ada, ben, 0], strict=True))


def test_history_shows_what_each_transaction_changed(
    used_books: DatabaseBooks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # given
    ada = used_books.profiles["ada"]
    used_books.give("ada", "goodwill:1", 10, None)

    # when
    with django_assert_num_queries(1):
        newest = history_page(used_books.book_id, ada, first=3)
    rest = history_page(used_books.book_id, ada, before=newest[-1].id, first=10)

    # then
    shown = [
        (entry.kind, entry.source, entry.available, entry.reserved, entry.owed)
        for entry in newest + rest
    ]
    assert shown == [
        (TransactionKind.ADJUST, "adjustment:goodwill:1", 10, 0, 0),
        (TransactionKind.CLAW_BACK, "order:1", -25, 0, 25),
        (TransactionKind.REDEEM, "", 0, -120, 0),
        (TransactionKind.RESERVE, "", -120, 120, 0),
        (TransactionKind.IMPORT, "import:1", 5, 0, 0),
        (TransactionKind.ACCRUE, "order:2", 40, 0, 0),
        (TransactionKind.ACCRUE, "order:1", 100, 0, 0),
    ]
    assert (newest[0].reason, newest[0].author) == ("as agreed", "user:1")
    assert (newest[1].points, newest[1].shortfall) == (50, 25)


def test_a_transfer_is_in_both_histories(books: DatabaseBooks) -> None:
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.transfer(["order:1"], "ada", "ben")
    changes = [
        [
            entry.available
            for entry in history_page(books.book_id, books.profiles[name], first=9)
        ]
        for name in ("ada", "ben")
    ]
    assert changes == [[-100, 100], [100]]


def test_explain_gives_every_posting_its_reason(used_books: DatabaseBooks) -> None:
    # given
    ada = used_books.profiles["ada"]

    # when
    found = explain(used_books.book_id, ada)

    # then
    moves = [(e.kind, e.lot_source, e.source, e.destination, e.points) for e in found]
    assert moves[-3:] == [
        ("claw_back", "order:2", "available", "clawed_back", 20),
        ("claw_back", "import:1", "available", "clawed_back", 5),
        ("claw_back", "order:1", "owed", "clawed_back", 25),
    ]
    assert [e.ordinal for e in found] == list(range(1, len(found) + 1))
    assert explain(used_books.book_id, ada, after=found[-2].ordinal) == found[-1:]
    assert explain(used_books.book_id, 0) == []
