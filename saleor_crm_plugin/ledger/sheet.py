"""The lots in hand while verbs are planned: a pure working copy that notes every move."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .kinds import AccountKind


@dataclass(kw_only=True, slots=True)
class LotState:
    """One lot as it stands on the sheet; the columns are those of the table."""

    id: int
    book_id: int
    account_id: int
    origin_id: int | None = None
    earned_at: datetime.datetime
    available_at: datetime.datetime | None = None
    expires_at: datetime.datetime | None = None
    is_available: bool = True
    granted: int
    pending: int = 0
    available: int = 0
    reserved: int = 0
    burned: int = 0
    expired: int = 0
    clawed_back: int = 0
    owed: int = 0
    recalled: int = 0
    forgiven: int = 0
    shortfall_policy: str = ""

    @property
    def open_kind(self) -> AccountKind:
        """The account in which this lot's unspent points are."""
        return AccountKind.AVAILABLE if self.is_available else AccountKind.PENDING

    @property
    def open_points(self) -> int:
        """Points neither reserved nor gone."""
        return self.available if self.is_available else self.pending

    @property
    def debt(self) -> int:
        """What this lot still owes, zero or above."""
        return -self.owed

    def is_ended(self, now: datetime.datetime) -> bool:
        """Whether the lot's term is over: at `expires_at` it is."""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Move:
    """One posting to be written. A lot id below zero is a courtesy lot that has no row yet."""

    account_id: int
    lot_id: int
    source: AccountKind
    destination: AccountKind
    points: int
    for_lot_id: int | None


@dataclass(frozen=True, slots=True)
class Payer:
    """Points that one lot lost on behalf of a recalled lot; `is_expired`: they had expired."""

    lot_id: int
    is_expired: bool
    points: int


@dataclass(frozen=True, slots=True)
class LotUse:
    """Points of one lot that a reservation or redemption holds."""

    lot_id: int
    points: int


class Sheet:
    """Lots by id and account, the moves made so far, and who paid for which recalled lot.

    `payments` must hold what is in the books already for every lot that may be reinstated.
    """

    def __init__(self, lots: Iterable[LotState]) -> None:
        self.lots: dict[int, LotState] = {}
        self.touched: set[int] = set()
        self.opened: list[LotState] = []
        self._by_account: dict[int, list[LotState]] = defaultdict(list)
        self._payments: dict[int, dict[tuple[int, bool], int]] = defaultdict(dict)
        self._moves: list[Move] = []
        for lot in lots:
            self._put(lot)

    def _put(self, lot: LotState) -> None:
        self.lots[lot.id] = lot
        self._by_account[lot.account_id].append(lot)

    def lots_of(self, account_id: int) -> list[LotState]:
        """Return the member's lots in the order in which they are spent."""
        return sorted(self._by_account[account_id], key=spending_order)

    def payers_of(self, lot_id: int) -> list[Payer]:
        """Return who paid for a recalled lot, without what was returned to them since."""
        paid = self._payments[lot_id]
        return [
            Payer(payer, expired, n) for (payer, expired), n in paid.items() if n > 0
        ]

    def remember_payment(self, for_lot_id: int, payer: Payer) -> None:
        """Add what the books say was paid on behalf of a lot; below zero: was returned."""
        paid = self._payments[for_lot_id]
        side = (payer.lot_id, payer.is_expired)
        paid[side] = paid.get(side, 0) + payer.points

    def move(
        self,
        lot: LotState,
        source: AccountKind,
        destination: AccountKind,
        points: int,
        *,
        for_lot: LotState | None = None,
    ) -> None:
        """Move points (zero is nothing) of a lot and note the posting."""
        if points == 0:
            return
        self._change(lot, source, -points)
        self._change(lot, destination, points)
        self.touched.add(lot.id)
        for_lot_id = for_lot.id if for_lot else None
        self._moves.append(
            Move(lot.account_id, lot.id, source, destination, points, for_lot_id)
        )
        if for_lot is not None:
            self._note_payment(lot, source, destination, points, for_lot)

    @staticmethod
    def _change(lot: LotState, kind: AccountKind, points: int) -> None:
        # What was issued is not a column of the lot: it is the rest of them with the other sign.
        if kind is not AccountKind.ISSUED:
            setattr(lot, kind.value, getattr(lot, kind.value) + points)

    def _note_payment(
        self,
        lot: LotState,
        source: AccountKind,
        destination: AccountKind,
        points: int,
        for_lot: LotState,
    ) -> None:
        taken = destination is AccountKind.CLAWED_BACK
        other_side = source if taken else destination
        payer = Payer(
            lot.id, other_side is AccountKind.EXPIRED, points if taken else -points
        )
        self.remember_payment(for_lot.id, payer)

    def hand_over(self, lot: LotState, account_id: int) -> None:
        """Let a lot belong to another member from the next move on."""
        self._by_account[lot.account_id].remove(lot)
        lot.account_id = account_id
        self._by_account[account_id].append(lot)
        self.touched.add(lot.id)

    def open_courtesy_lot(
        self, old: LotState, points: int, expires_at: datetime.datetime
    ) -> LotState:
        """Add a lot that stands in for an ended one; it gets its id when it is written."""
        lot = LotState(
            id=-1 - len(self.opened),
            book_id=old.book_id,
            account_id=old.account_id,
            origin_id=old.id,
            earned_at=old.earned_at,
            expires_at=expires_at,
            granted=points,
        )
        self.opened.append(lot)
        self._put(lot)
        return lot

    def take_moves(self) -> tuple[Move, ...]:
        """Return the moves made since the last time: those of one transaction."""
        moves = tuple(self._moves)
        self._moves.clear()
        return moves


def spending_order(lot: LotState) -> tuple[bool, float, datetime.datetime, int]:
    """Sort lots soonest-expiring first, undated last, then by when they were earned.

    This is also the order in which rows of lots are locked. A courtesy lot without a row yet
    counts as the youngest.
    """
    undated = lot.expires_at is None
    ends = 0.0 if lot.expires_at is None else lot.expires_at.timestamp()
    return (undated, ends, lot.earned_at, lot.id if lot.id > 0 else 2**62 - lot.id)
