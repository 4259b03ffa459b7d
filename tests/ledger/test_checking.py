"""Verify finds what was spoiled behind its back, and rebuild restores it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from saleor_crm_plugin.ledger.checking import Difference, Rebuilt, rebuild, verify
from saleor_crm_plugin.ledger.models import Account, Book, Lot

from .database_books import DatabaseBooks


@pytest.fixture
def spoiled(books: DatabaseBooks) -> DatabaseBooks:
    """One account and one lot of a history with clawbacks say something else."""
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 70)
    books.redeem("cart:1", "order:2")
    books.claw_back("order:1", 40, "forgiven")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE crm_ledger_account SET available = 7, issued = issued - 7"
        )
        cursor.execute("UPDATE crm_ledger_lot SET forgiven = 11, burned = 71")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return books


def test_sound_books_have_no_differences(books: DatabaseBooks) -> None:
    books.accrue("ada", "order:1", 100, hold=3, term=None)
    assert verify(books.book_id) == []
    assert rebuild(books.book_id) == Rebuilt(accounts=0, lots=0)


def test_every_way_of_counting_finds_what_is_spoiled(spoiled: DatabaseBooks) -> None:
    account, lot = Account.objects.get(), Lot.objects.get()
    found = {
        (d.check, d.table, d.row_id, d.column, d.stored, d.computed) for d in verify()
    }
    assert found == {
        ("account and postings", "account", account.pk, "issued", -107, -100),
        ("account and postings", "account", account.pk, "available", 7, 0),
        ("account and lots", "account", account.pk, "available", 7, 0),
        ("account and lots", "account", account.pk, "burned", 70, 71),
        ("lot and postings", "lot", lot.pk, "burned", 71, 70),
        ("lot and clawbacks", "lot", lot.pk, "forgiven", 11, 10),
    }


def test_another_books_differences_are_not_ours(spoiled: DatabaseBooks) -> None:
    other = Book.objects.create(code="other")
    assert verify(other.pk) == []


def test_rebuild_restores_balances_and_lots(spoiled: DatabaseBooks) -> None:
    assert rebuild(spoiled.book_id) == Rebuilt(accounts=1, lots=1)
    assert verify() == []
    spoiled.check()


def test_commands_report_restore_and_prove(spoiled: DatabaseBooks) -> None:
    # given
    code, out = Book.objects.get().code, StringIO()

    # when
    with pytest.raises(CommandError, match="^6 differences"):
        call_command("crm_ledger_verify", stdout=out)
    call_command("crm_ledger_rebuild", code, stdout=out)
    call_command("crm_ledger_verify", "--book", code, stdout=out)

    # then
    lines = out.getvalue().splitlines()
    assert lines[6:] == [
        f"{code}: 4 postings, 6 differences",
        f"{code}: corrected 1 accounts and 1 lots",
        f"{code}: 0 differences",
        f"{code}: 4 postings, 0 differences",
    ]
    assert f"{code}: lot and clawbacks: lot {Lot.objects.get().pk}" in out.getvalue()


@pytest.mark.parametrize(
    "command", [["crm_ledger_verify", "--book"], ["crm_ledger_rebuild"]]
)
def test_commands_refuse_an_unknown_book(db: None, command: list[str]) -> None:
    with pytest.raises(CommandError, match="There is no book 'nothing'."):
        call_command(*command, "nothing")


def test_rebuild_says_when_the_postings_themselves_disagree(
    spoiled: DatabaseBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Difference(
        check="posting and transaction",
        table="posting",
        row_id=1,
        column="",
        stored=1,
        computed=2,
    )
    monkeypatch.setattr(
        "saleor_crm_plugin.management.commands.crm_ledger_rebuild.verify",
        lambda book_id: [wrong],
    )
    with pytest.raises(CommandError, match="1 differences remain"):
        call_command("crm_ledger_rebuild", Book.objects.get().code, stdout=StringIO())
