"""What PostgreSQL itself refuses, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from saleor_crm_plugin.ledger.models import Account

from .database_books import DatabaseBooks

CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"

FORBIDDEN = {
    "change a posting": "UPDATE crm_ledger_posting SET points = points + 1",
    "delete a posting": "DELETE FROM crm_ledger_posting",
    "change a transaction": "UPDATE crm_ledger_transaction SET points = points + 1",
    "delete a transaction": "DELETE FROM crm_ledger_transaction",
    "delete a lot": "DELETE FROM crm_ledger_lot",
    "delete an account": "DELETE FROM crm_ledger_account",
    "make points without a posting": """
        UPDATE crm_ledger_account SET available = available + 1, issued = issued - 1""",
    "make points that come from nowhere": """
        UPDATE crm_ledger_account SET available = available + 1""",
    "hold fewer than no points": """
        UPDATE crm_ledger_account SET available = -1, issued = issued + available + 1""",
    "post without changing the balance": """
        INSERT INTO crm_ledger_posting
            (transaction_id, account_id, lot_id, ordinal, source, destination, points)
        SELECT transaction_id, account_id, lot_id, 99, source, destination, points
        FROM crm_ledger_posting LIMIT 1""",
    "post to a member whom nobody knows": """
        INSERT INTO crm_ledger_posting
            (transaction_id, account_id, lot_id, ordinal, source, destination, points)
        SELECT transaction_id, -1, lot_id, 1, source, destination, points
        FROM crm_ledger_posting LIMIT 1""",
    "post under a number that was used": """
        INSERT INTO crm_ledger_posting
            (transaction_id, account_id, lot_id, ordinal, source, destination, points)
        SELECT transaction_id, account_id, lot_id, ordinal, source, destination, points
        FROM crm_ledger_posting LIMIT 1""",
    "post and change the balance by something else": """
        WITH counted AS (
            UPDATE crm_ledger_account
            SET posting_count = posting_count + 1, available = available + 2, issued = issued - 2
            WHERE posting_count > 0 RETURNING id, posting_count
        )
        INSERT INTO crm_ledger_posting
            (transaction_id, account_id, lot_id, ordinal, source, destination, points)
        SELECT (SELECT max(id) FROM crm_ledger_transaction), c.id,
               (SELECT max(id) FROM crm_ledger_lot), c.posting_count, 'issued', 'available', 1
        FROM counted c""",
    "change the balance before the posting that explains it": """
        UPDATE crm_ledger_account
        SET posting_count = posting_count + 1, available = available + 1, issued = issued - 1
        WHERE posting_count > 0;
        INSERT INTO crm_ledger_posting
            (transaction_id, account_id, lot_id, ordinal, source, destination, points)
        SELECT transaction_id, account_id, lot_id, 2, 'issued', 'available', 1
        FROM crm_ledger_posting WHERE ordinal = 1""",
    "recall more than was granted": "UPDATE crm_ledger_lot SET recalled = granted + 1",
    "hold pending points in an available lot": "UPDATE crm_ledger_lot SET pending = 1",
    "open an account with points": """
        INSERT INTO crm_ledger_account (book_id, profile_id, issued, available)
        SELECT book_id, (SELECT max(id) FROM crm_profile), -5, 5 FROM crm_ledger_account
        LIMIT 1""",
}


def _run(sql: str) -> None:
    """Run SQL as one transaction would, with what its commit would check."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute(CHECK_NOW)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_database_refuses(books: DatabaseBooks, name: str) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)

    # when
    with pytest.raises(DatabaseError):
        _run(FORBIDDEN[name])

    # then
    books.check()
    assert Account.objects.get().available == 100


def test_one_unexplained_change_among_many_is_named(books: DatabaseBooks) -> None:
    # given
    for member in ("ada", "ben"):
        books.accrue(member, f"order:{member}", 100, hold=None, term=None)
    account = Account.objects.get(profile_id=books.profiles["ben"])

    # when
    with pytest.raises(DatabaseError, match=f"ledger account {account.pk} "):
        _run(
            f"""
            UPDATE crm_ledger_account
            SET available = available + (id = {account.pk})::int,
                issued = issued - (id = {account.pk})::int"""  # noqa: S608
        )

    # then
    books.check()


def test_a_change_that_restores_what_the_postings_say_is_allowed(
    books: DatabaseBooks,
) -> None:
    # given: somebody switched the triggers off and spoiled a balance
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE crm_ledger_account SET available = 120, issued = -120")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

        # when
        cursor.execute("UPDATE crm_ledger_account SET available = 100, issued = -100")
        cursor.execute(CHECK_NOW)

    # then
    books.check()
