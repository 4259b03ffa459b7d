"""Many requests at once: bounded, restartable, and a fixed number of statements."""

import datetime

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoAssertNumQueries

from saleor_crm_plugin.identity.person_data import person_data
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.adjust import adjust
from saleor_crm_plugin.ledger.actions.claw_back import claw_back, reinstate
from saleor_crm_plugin.ledger.actions.close_accounts import close_accounts
from saleor_crm_plugin.ledger.actions.due import expire_due, release_due
from saleor_crm_plugin.ledger.actions.open_book import open_book
from saleor_crm_plugin.ledger.actions.recover import recover
from saleor_crm_plugin.ledger.actions.reschedule import reschedule
from saleor_crm_plugin.ledger.models import (
    Account,
    Book,
    Lot,
    Posting,
    Remark,
    Transaction,
)
from saleor_crm_plugin.ledger.person import LedgerRows
from saleor_crm_plugin.ledger.requests import (
    Adjustment,
    Clawback,
    LotTerm,
    Reinstatement,
)

from .database_books import START, DatabaseBooks


def test_one_call_posts_a_batch_in_one_statement(
    books: DatabaseBooks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 30):
        grants = [
            books._grant(member, f"{member}:{count}:{number}", 10)
            for number in range(count)
            for member in ("ada", "ben")
        ]
        with django_assert_num_queries(1):
            posted = accrue(grants, now=START)
        assert [one.key for one in posted] == [grant.key for grant in grants]
        assert all(one.is_new for one in posted)
    assert Account.objects.get(profile_id=books.profiles["ben"]).available == 310
    books.check()


def test_plans_of_an_empty_book_do_for_a_full_one(books: DatabaseBooks) -> None:
    # given
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
    accrue([books._grant("ada", "first", 10)], now=START)
    before = _rows_scanned()

    # when
    grants = [books._grant("ben", str(number), 10) for number in range(40)]
    accrue(grants, now=START)

    # then
    assert _rows_scanned() == before
    books.check()


def _rows_scanned() -> dict[str, int]:
    """Return how many rows of the books were read without an index in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, seq_tup_read FROM pg_stat_xact_user_tables "
            "WHERE relname LIKE 'crm\\_ledger\\_%'"
        )
        return dict(cursor.fetchall())


def test_nothing_asked_is_nothing_done(
    books: DatabaseBooks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert accrue([], now=START) == []
        recover({}, now=START)


def test_lots_of_one_cause_are_counted(books: DatabaseBooks) -> None:
    one = books._grant("ada", "order:1", 10)
    two = type(one)(
        **{name: getattr(one, name) for name in one.__slots__}
        | {"key": "order:1 again"}
    )
    accrue([one, two], now=START)
    assert list(Lot.objects.order_by("id").values_list("sequence", flat=True)) == [1, 2]


def test_release_goes_on_where_it_stopped(books: DatabaseBooks) -> None:
    # given
    for number in range(5):
        books.accrue("ada", f"order:{number}", 10, hold=number + 1, term=None)
    books.claw_back("order:0", 10, "forgiven")
    books.pass_days(4)

    # when
    reports = [release_due(now=books.now, limit=2) for _ in range(3)]

    # then
    assert [report.has_more for report in reports] == [True, True, False]
    assert [[change.points for change in report.changes] for report in reports] == [
        [10],
        [10, 10],
        [],
    ]
    assert {change.profile_id for report in reports for change in report.changes} == {
        books.profiles["ada"]
    }
    assert Account.objects.get().pending == 10


def test_expiry_goes_on_where_it_stopped(books: DatabaseBooks) -> None:
    for number in range(3):
        books.accrue("ada", f"order:{number}", 10, hold=None, term=1)
    books.pass_days(1)
    reports = [expire_due(now=books.now, limit=2) for _ in range(2)]
    assert [(len(report.changes), report.has_more) for report in reports] == [
        (2, True),
        (1, False),
    ]
    assert Account.objects.get().expired == 30
    assert len({change.key for report in reports for change in report.changes}) == 3


def test_release_pays_a_debt_first(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:2")
    books.claw_back("order:1", 100, "owed")
    books.accrue("ada", "order:3", 130, hold=2, term=None)
    books.pass_days(2)

    # when
    [change] = release_due(now=books.now, limit=10).changes

    # then
    account = Account.objects.get()
    assert (change.points, account.available, account.owed) == (130, 30, 0)
    books.check()


def test_reschedule_answers_for_each_lot(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 10, hold=None, term=None)
    books.accrue("ada", "order:2", 10, hold=None, term=None)
    books.accrue("ada", "order:3", 10, hold=None, term=None)
    books.claw_back("order:3", 10, "forgiven")
    books.reserve("ada", "cart:1", 4)
    later = START + datetime.timedelta(days=3)
    ids = [books._lot_id(f"order:{number}") for number in (1, 2, 3)]

    # when
    terms = [
        LotTerm(lot_id=lot_id, available_at=later, expires_at=None) for lot_id in ids
    ]
    accepted = reschedule(terms, now=START)

    # then
    assert accepted == [False, True, True]
    states = list(Lot.objects.order_by("id").values_list("is_available", "pending"))
    assert states == [(True, 0), (False, 10), (False, 0)]
    assert reschedule(terms, now=START) == accepted
    assert (
        list(Lot.objects.order_by("id").values_list("is_available", "pending"))
        == states
    )
    books.check()


def test_clawbacks_and_reinstatements_of_one_lot_in_one_call(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 10, hold=None, term=None)
    lot_id = books._lot_id("order:1")
    clawbacks = [
        Clawback(
            lot_id=lot_id, points=points, key=f"refund:{points}", occurred_at=START
        )
        for points in (2, 3)
    ]
    undone = [
        Reinstatement(
            lot_id=lot_id, points=points, key=f"failed:{points}", occurred_at=START
        )
        for points in (2, 3)
    ]

    # when
    first = claw_back([*clawbacks, clawbacks[0]])
    reinstate(undone, now=START)

    # then
    assert [posted.is_new for posted in first] == [True, True, False]
    assert first[2].transaction_id == first[0].transaction_id
    assert Account.objects.get().available == 10
    books.check()


def test_adjustments_up_and_down_keep_their_order_and_remarks(
    books: DatabaseBooks,
) -> None:
    # given
    requests = [
        Adjustment(
            book_id=books.book_id,
            profile_id=books.profiles["ada"],
            points=points,
            reason=f" reason {points} ",
            author="user:1",
            key=f"adjustment:{points}",
            occurred_at=START,
        )
        for points in (-30, 100, -20)
    ]

    # when
    posted = adjust(requests, now=START)
    again = adjust(requests, now=START)

    # then
    assert [one.points for one in posted] == [-30, 100, -20]
    assert [one.is_new for one in again] == [False, False, False]
    assert Account.objects.get().available == 50
    reasons = [Remark.objects.get(pk=one.transaction_id).reason for one in posted]
    assert reasons == ["reason -30", "reason 100", "reason -20"]
    books.check()


def test_a_closed_account_keeps_its_books(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.accrue("ada", "order:2", 50, hold=9, term=None)
    books.reserve("ada", "cart:1", 30)

    # when
    points = close_accounts(books.profiles["ada"], author="user:1", now=START)
    again = close_accounts(books.profiles["ada"], author="user:1", now=START)
    books.void("cart:1", 0)

    # then
    account = Account.objects.get()
    assert (points, again) == (120, 0)
    assert (account.pending, account.available, account.expired) == (0, 0, 150)
    assert [remark.reason for remark in Remark.objects.all()] == ["account closed"]
    books.check()


def test_erasure_deletes_what_was_written_about_the_person(
    books: DatabaseBooks,
) -> None:
    # given
    books.give("ada", "goodwill:1", 100, None)
    books.give("ben", "goodwill:2", 100, None)
    rows, ada = LedgerRows(), books.profiles["ada"]
    postings = Posting.objects.count()
    assert [row["reason"] for row in rows.export(ada)] == ["as agreed"]

    # when
    erased = rows.erase(ada, now=START)
    again = rows.erase(ada, now=START)

    # then
    assert (erased, again) == (2, 0)
    assert [row["reason"] for row in rows.export(ada)] == ["", "account closed"]
    assert [row["available"] for row in rows.export(ada)] == [100, -100]
    assert [row["reason"] for row in rows.export(books.profiles["ben"])] == [
        "as agreed"
    ]
    assert Posting.objects.count() == postings + 1
    books.check()


def test_the_books_answer_for_people() -> None:
    assert "ledger" in person_data


def test_a_book_is_opened_once(db: None) -> None:
    assert open_book("points") == open_book("points")
    assert Book.objects.count() == 1


@pytest.mark.parametrize("model", [Book, Account, Lot, Transaction, Posting, Remark])
def test_rows_name_themselves_without_queries(
    books: DatabaseBooks,
    django_assert_num_queries: DjangoAssertNumQueries,
    model: type[Book],
) -> None:
    books.give("ada", "goodwill:1", 100, None)
    row = model.objects.first()
    with django_assert_num_queries(0):
        assert str(row)


def test_points_that_come_back_to_a_closed_account_expire(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    close_accounts(books.profiles["ada"], author="user:1", now=START)

    # when
    books.void("cart:1", 0)

    # then
    account = Account.objects.get()
    assert (account.available, account.expired) == (0, 100)


def test_a_lot_that_ended_before_the_account_was_closed_keeps_its_end(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=10)
    ended_at = Lot.objects.get().expires_at
    books.pass_days(20)

    # when
    books.close("ada")

    # then
    lot = Lot.objects.get()
    assert (lot.available, lot.expires_at) == (0, ended_at)
    books.check()
