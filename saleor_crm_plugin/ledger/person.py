"""What the books keep about people: their points, and what staff wrote about adjustments."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .actions.close_accounts import close_accounts
from .history import history_page
from .models import Account, Remark

_PAGE = 1000


@person_data.register
class LedgerRows(PersonData):
    """The postings stay, without a word about the person; open points end with the account."""

    code = "ledger"
    lock_position = 40
    models = (Account,)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every movement of the person's points, oldest first."""
        rows: list[dict[str, Any]] = []
        books = Account.objects.filter(profile_id=profile_id).order_by("id")
        for book_id, code in books.values_list("book_id", "book__code"):
            rows += self._export_book(book_id, code, profile_id)
        return rows

    @staticmethod
    def _export_book(book_id: int, code: str, profile_id: int) -> list[dict[str, Any]]:
        entries = []
        before = None
        while page := history_page(book_id, profile_id, before=before, first=_PAGE):
            entries += page
            before = page[-1].id
        return [
            {
                "book": code,
                "kind": entry.kind,
                "source": entry.source,
                "occurred_at": entry.occurred_at.isoformat(),
                "pending": entry.pending,
                "available": entry.available,
                "reserved": entry.reserved,
                "owed": entry.owed,
                "reason": entry.reason,
            }
            for entry in reversed(entries)
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete all remarks about the person's points; let the open points expire, counted once."""
        remarks = Remark.objects.filter(transaction__account__profile_id=profile_id)
        deleted, _ = remarks.exclude(author="erasure").delete()
        return deleted + bool(close_accounts(profile_id, author="erasure", now=now))
