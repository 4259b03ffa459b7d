"""Row locks of the books, in one order: accounts by id, then lots as they are spent.

Every verb that plans on a sheet begins here, so no two of them can wait for each other in a
circle. `crm_ledger_accrue` locks accounts in the same order and no lots.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .errors import LotNotFound
from .models import Account
from .sheet import LotState, Sheet

Member = tuple[int, int]

_LOCK_ACCOUNTS = """
SELECT id, book_id, profile_id, posting_count FROM crm_ledger_account
WHERE id IN (
    SELECT a.id FROM crm_ledger_account a
    JOIN unnest(%s::bigint[], %s::bigint[]) AS m(book_id, profile_id)
      ON m.book_id = a.book_id AND m.profile_id = a.profile_id
    UNION SELECT account_id FROM crm_ledger_lot WHERE id = ANY(%s::bigint[])
)
ORDER BY id FOR UPDATE
"""

# The lots that are asked for, and all that can pay or be paid for: the rest is history.
_LOCK_LOTS = """
SELECT id, book_id, account_id, origin_id, earned_at, available_at, expires_at, is_available,
       granted, pending, available, reserved, burned, expired, clawed_back, owed,
       recalled, forgiven, shortfall_policy
FROM crm_ledger_lot
WHERE id IN (
    SELECT id FROM crm_ledger_lot
    WHERE account_id = ANY(%s::bigint[])
      AND (pending > 0 OR available > 0 OR owed < 0 OR forgiven > 0)
    UNION SELECT unnest(%s::bigint[])
)
ORDER BY expires_at NULLS LAST, earned_at, id FOR UPDATE
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class LockedAccount:
    """One member's account and how many postings it had when it was locked."""

    id: int
    book_id: int
    profile_id: int
    posting_count: int


class Desk:
    """What is locked: members' accounts, and the lots that a verb may move."""

    def __init__(
        self, accounts: Iterable[LockedAccount], lots: Iterable[LotState]
    ) -> None:
        self.accounts = {account.id: account for account in accounts}
        self.sheet = Sheet(lots)
        self._by_member = {
            (account.book_id, account.profile_id): account.id
            for account in self.accounts.values()
        }

    def account_id(self, book_id: int, profile_id: int) -> int:
        """Return the member's account, or 0, which has no lots, for someone who has none."""
        return self._by_member.get((book_id, profile_id), 0)

    def state_key(self, lot: LotState) -> str:
        """Return a key for what happens to a lot by itself, not by a caller's cause.

        An account's postings are counted, so it cannot come up twice.
        """
        return f"lot:{lot.id}@{lot.account_id}.{self.accounts[lot.account_id].posting_count}"

    def lot(self, lot_id: int) -> LotState:
        """Return a lot that was asked for. Raises LotNotFound."""
        lot = self.sheet.lots.get(lot_id)
        if lot is None:
            raise LotNotFound(lot_id)
        return lot


def open_desk(
    *,
    members: Collection[Member] = (),
    lot_ids: Callable[[], Collection[int]] = tuple,
) -> Desk:
    """Lock members and the owners of lots, and lay their lots on a sheet.

    `lot_ids` is asked again under the locks: when a lot has changed hands meanwhile, or more
    lots are concerned than before, the locks are taken once more for the new set.
    """
    while True:
        wanted = set(lot_ids())
        asked = [
            [book for book, _ in members],
            [profile for _, profile in members],
            list(wanted),
        ]
        accounts = [LockedAccount(**row) for row in _rows(_LOCK_ACCOUNTS, asked)]
        owners = {account.id for account in accounts}
        lots = [
            LotState(**row) for row in _rows(_LOCK_LOTS, [list(owners), list(wanted)])
        ]
        if wanted >= set(lot_ids()) and all(lot.account_id in owners for lot in lots):
            return Desk(accounts, lots)


def open_accounts(members: Collection[Member]) -> None:
    """Make sure that the members have accounts; the balances of new ones are zero."""
    Account.objects.bulk_create(
        [
            Account(book_id=book_id, profile_id=profile_id)
            for book_id, profile_id in sorted(members)
        ],
        ignore_conflicts=True,
    )


def _rows(sql: str, arguments: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
