"""What the books keep about people: their points, and what staff wrote about adjustments."""

import datetime
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ..identity.moving import Merge, note_rows, noted_rows
from ..identity.person_data import PersonData, person_data
from .actions.close_accounts import close_accounts
from .actions.transfer import transfer
from .history import history_page
from .models import Account, Lot, Remark
from .requests import Transfer

_PAGE = 1000
LOTS = "crm_ledger_lot"
# Lots of orders go where their orders go.
_OF_AN_ORDER = "order:"


@person_data.register
class LedgerRows(PersonData):
    """The postings stay, without a word about the person; open points end with the account."""

    code = "ledger"
    lock_position = 40
    models = (Account,)
    stays = {Account: "Its lots are transferred with all that ever happened to them."}

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

    def merge(self, merge: Merge) -> dict[str, int]:
        """Transfer every lot of the source; locks both members' accounts, then lots."""
        lots = _lots(merge.source_id)
        handed = _transfer(
            lots, merge.source_id, merge.target_id, key=f"merge:{merge.id}", merge=merge
        )
        note_rows(merge, LOTS, [f"[{lot_id}]" for lot_id in handed])
        return {LOTS: len(handed)}

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Transfer the noted lots back, with what was spent of them meanwhile.

        Lots of orders that came since follow their orders; others stay and are counted.
        """
        noted = {json.loads(row)[0] for row in noted_rows(merge, LOTS)}
        held = _lots(merge.target_id)
        theirs = [lot for lot in held if lot.id in noted]
        _transfer(
            theirs,
            merge.target_id,
            merge.source_id,
            key=f"merge:{merge.id}:back",
            merge=merge,
        )
        newer = [
            lot
            for lot in held
            if lot.id not in noted
            and lot.earned_at >= merge.merged_at
            and not lot.source.startswith(_OF_AN_ORDER)
        ]
        return {LOTS: len(newer)}

    def preview(self, source_id: int, target_id: int) -> dict[str, tuple[int, int]]:
        """Return how many lots would be transferred."""
        return {LOTS: (len(_lots(source_id)), 0)}


def _lots(profile_id: int) -> list[Lot]:
    rows = Lot.objects.filter(account__profile_id=profile_id).select_related("account")
    return list(rows.order_by("id"))


def _transfer(
    lots: Sequence[Lot], giver_id: int, taker_id: int, *, key: str, merge: Merge
) -> list[int]:
    by_account: dict[int, list[Lot]] = defaultdict(list)
    for lot in lots:
        by_account[lot.account_id].append(lot)
    requests = [
        Transfer(
            book_id=theirs[0].book_id,
            from_profile_id=giver_id,
            to_profile_id=taker_id,
            # Whose postings are counted never comes by the same number again.
            key=f"{key}:{account_id}.{theirs[0].account.posting_count}",
            occurred_at=merge.now,
            lot_ids=tuple(lot.pk for lot in theirs),
        )
        for account_id, theirs in sorted(by_account.items())
    ]
    if requests:
        transfer(requests)
    return [lot.pk for lot in lots]
