"""The policies without a database: lots in memory, changed by nothing but a sheet's moves."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from saleor_crm_plugin.ledger import policies
from saleor_crm_plugin.ledger.errors import AlreadyResolved
from saleor_crm_plugin.ledger.kinds import AccountKind, ShortfallPolicy
from saleor_crm_plugin.ledger.sheet import LotState, LotUse, Move, Sheet

from .columns import columns

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class MemoryBooks:
    """One book; members are accounts 1, 2, …; names of lots are the caller's."""

    def __init__(self, members: Sequence[str]) -> None:
        self.now = START
        self.accounts = {member: place for place, member in enumerate(members, start=1)}
        self.sheet = Sheet([])
        self.names: dict[int, str] = {}
        self.postings: list[Move] = []
        self.held: dict[str, list[LotUse]] = {}
        self.burned: dict[str, list[LotUse]] = {}

    # --- what the machine looks at ------------------------------------------------------

    def snapshot(self) -> dict[str, dict[str, object]]:
        members = {place: member for member, place in self.accounts.items()}
        return {
            self.names[lot.id]: columns(lot, members[lot.account_id])
            for lot in self.sheet.lots.values()
        }

    def check(self) -> None:
        """Assert that the moves alone explain every column of every lot."""
        sums: dict[tuple[int, str], int] = defaultdict(int)
        for move in self.postings:
            assert move.points > 0
            assert move.source != move.destination
            sums[move.lot_id, move.source.value] -= move.points
            sums[move.lot_id, move.destination.value] += move.points
        for lot in self.sheet.lots.values():
            for kind in set(AccountKind) - {AccountKind.ISSUED}:
                assert getattr(lot, kind.value) == sums[lot.id, kind.value], (lot, kind)

    def replay(self) -> None:
        """Do nothing: keys are the database's."""

    # --- verbs --------------------------------------------------------------------------

    def _done(self) -> None:
        """Give courtesy lots their ids, as the database would, and keep the moves."""
        new_ids = {
            lot.id: len(self.names) + n
            for n, lot in enumerate(self.sheet.opened, start=1)
        }
        for lot in self.sheet.opened:
            siblings = sum(
                other.origin_id == lot.origin_id for other in self.sheet.lots.values()
            )
            self.names[new_ids[lot.id]] = f"{self.names[lot.origin_id]}/{siblings - 1}"
        for move in self.sheet.take_moves():
            self.postings.append(
                Move(
                    move.account_id,
                    new_ids.get(move.lot_id, move.lot_id),
                    move.source,
                    move.destination,
                    move.points,
                    move.for_lot_id,
                )
            )
        before = self.sheet
        for lot in before.opened:
            lot.id = new_ids[lot.id]
        self.sheet = Sheet(before.lots.values())
        for lot in self.sheet.lots.values():
            for payer in before.payers_of(lot.id):
                self.sheet.remember_payment(lot.id, payer)

    def _open(
        self, member: str, name: str, points: int, hold: int | None, term: int | None
    ) -> LotState:
        lot = LotState(
            id=len(self.names) + 1,
            book_id=1,
            account_id=self.accounts[member],
            earned_at=self.now,
            available_at=self._in_days(hold),
            expires_at=self._in_days(term),
            is_available=hold is None or hold <= 0,
            granted=points,
        )
        self.names[lot.id] = name
        self.sheet = self._with(lot)
        self.sheet.move(lot, AccountKind.ISSUED, lot.open_kind, points)
        return lot

    def _with(self, lot: LotState) -> Sheet:
        sheet = Sheet([*self.sheet.lots.values(), lot])
        for other in self.sheet.lots.values():
            for payer in self.sheet.payers_of(other.id):
                sheet.remember_payment(other.id, payer)
        return sheet

    def _in_days(self, days: int | None) -> datetime.datetime | None:
        return None if days is None else self.now + datetime.timedelta(days=days)

    def _lot(self, name: str) -> LotState:
        return next(
            self.sheet.lots[row] for row, known in self.names.items() if known == name
        )

    def pass_days(self, days: int) -> None:
        self.now += datetime.timedelta(days=days)

    def accrue(
        self, member: str, name: str, points: int, hold: int | None, term: int | None
    ) -> None:
        lot = self._open(member, name, points, hold, term)
        if lot.is_available:
            policies.recover(self.sheet, lot)
        self._done()

    def import_opening(
        self, member: str, name: str, points: int, term: int | None
    ) -> None:
        self._open(member, name, points, None, term)
        self._done()

    give = import_opening

    def take(self, member: str, points: int) -> None:
        policies.remove(self.sheet, self.accounts[member], points, now=self.now)
        self._done()

    def reserve(self, member: str, name: str, points: int) -> None:
        policies.reserve(self.sheet, self.accounts[member], points, now=self.now)
        moves = len(self.postings)
        self._done()
        self.held[name] = [
            LotUse(move.lot_id, move.points) for move in self.postings[moves:]
        ]

    def redeem(self, name: str, redemption: str) -> None:
        uses = self._resolve(name)
        policies.redeem(self.sheet, uses)
        self.burned[redemption] = uses
        self._done()

    def void(self, name: str, courtesy: int) -> None:
        policies.void(
            self.sheet, self._resolve(name), now=self.now, courtesy_days=courtesy
        )
        self._done()

    def _resolve(self, name: str) -> list[LotUse]:
        if name not in self.held:
            raise AlreadyResolved(name)
        return self.held.pop(name)

    def give_back(self, redemption: str, points: int, courtesy: int) -> None:
        self.burned[redemption] = policies.give_back(
            self.sheet,
            self.burned[redemption],
            points,
            now=self.now,
            courtesy_days=courtesy,
        )
        self._done()

    def claw_back(self, name: str, points: int, policy: str) -> int:
        shortfall = policies.claw_back(
            self.sheet, self._lot(name), points, policy=ShortfallPolicy(policy)
        )
        self._done()
        return shortfall

    def reinstate(self, name: str, points: int, courtesy: int) -> None:
        policies.reinstate(
            self.sheet, self._lot(name), points, now=self.now, courtesy_days=courtesy
        )
        self._done()

    def release_due(self) -> None:
        due = [
            lot
            for lot in self.sheet.lots.values()
            if not lot.is_available and lot.available_at <= self.now
        ]
        for lot in sorted(due, key=lambda lot: (lot.available_at, lot.id)):
            policies.release(self.sheet, lot)
            policies.recover(self.sheet, lot)
        self._done()

    def expire_due(self) -> None:
        for lot in list(self.sheet.lots.values()):
            if lot.is_available and lot.is_ended(self.now):
                policies.expire(self.sheet, lot)
        self._done()

    def reschedule(self, name: str, hold: int | None, term: int | None) -> bool:
        lot = self._lot(name)
        if lot.is_available and hold is not None and hold > 0:
            if not policies.can_withhold(lot):
                return False
            policies.withhold(self.sheet, lot)
        lot.available_at = self._in_days(hold or 0)
        lot.expires_at = self._in_days(term)
        self._done()
        return True

    def close(self, member: str) -> None:
        policies.close(self.sheet, self.accounts[member], now=self.now)
        self._done()

    def transfer(self, names: Sequence[str], source: str, target: str) -> None:
        family = {
            row for row, name in self.names.items() if name.split("/")[0] in names
        }
        lots = [
            lot for lot in self.sheet.lots_of(self.accounts[source]) if lot.id in family
        ]
        policies.transfer(self.sheet, lots, self.accounts[target])
        self._done()
