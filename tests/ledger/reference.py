"""A second ledger, written only to be compared with: one point at a time, nothing clever.

It shares no code with the package. A lot is a list of places, one per point; days are numbers.
"""

from dataclasses import dataclass, field


class Refused(Exception):
    """What the books may not do."""


@dataclass(eq=False)
class RefLot:
    """One lot: where each of its points is, and who paid when it was asked back."""

    name: str
    number: int
    member: str
    earned: int
    expires: int | None
    is_available: bool
    available_on: int | None
    places: list[str]
    origin: "RefLot | None" = None
    granted: int = 0
    recalled: int = 0
    forgiven: int = 0
    debt: int = 0
    policy: str = ""
    # One entry per point that was paid for this lot: the payer, and whether it had expired.
    paid_by: list[tuple["RefLot", bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.granted = len(self.places)

    @property
    def open(self) -> str:
        return "available" if self.is_available else "pending"

    def count(self, place: str) -> int:
        return self.places.count(place)

    def put(self, old: str, new: str) -> None:
        """Move one point."""
        self.places[self.places.index(old)] = new

    def is_ended(self, today: int) -> bool:
        return self.expires is not None and self.expires <= today

    def columns(self) -> dict[str, object]:
        return {
            "member": self.member,
            "is_available": self.is_available,
            "pending": self.count("pending"),
            "available": self.count("available"),
            "reserved": self.count("reserved"),
            "burned": self.count("burned"),
            "expired": self.count("expired"),
            "clawed_back": self.count("clawed_back") + self.debt,
            "owed": -self.debt,
            "recalled": self.recalled,
            "forgiven": self.forgiven,
        }


class Reference:
    """The books of a few members, kept by hand."""

    def __init__(self) -> None:
        self.today = 0
        self.lots: list[RefLot] = []
        self.reservations: dict[str, list[RefLot]] = {}
        self.redemptions: dict[str, list[RefLot]] = {}
        # All that was given away without an order behind it.
        self.given = 0

    def lot(self, name: str) -> RefLot:
        return next(lot for lot in self.lots if lot.name == name)

    def lots_of(self, member: str) -> list[RefLot]:
        mine = [lot for lot in self.lots if lot.member == member]
        return sorted(
            mine,
            key=lambda lot: (
                lot.expires if lot.expires is not None else 10**9,
                lot.earned,
                lot.number,
            ),
        )

    def snapshot(self) -> dict[str, dict[str, object]]:
        return {lot.name: lot.columns() for lot in self.lots}

    # --- points come in ---------------------------------------------------------------

    def accrue(
        self, member: str, name: str, points: int, hold: int | None, term: int | None
    ) -> None:
        lot = self._open(member, name, points, hold, term)
        self._recover(lot)

    def import_opening(
        self, member: str, name: str, points: int, term: int | None
    ) -> None:
        self.given += points
        self._open(member, name, points, None, term)

    def give(self, member: str, name: str, points: int, term: int | None) -> None:
        self.given += points
        self._open(member, name, points, None, term)

    def _open(
        self, member: str, name: str, points: int, hold: int | None, term: int | None
    ) -> RefLot:
        at_once = hold is None or hold <= 0
        lot = RefLot(
            name=name,
            number=len(self.lots),
            member=member,
            earned=self.today,
            expires=None if term is None else self.today + term,
            is_available=at_once,
            available_on=None if hold is None else self.today + hold,
            places=["available" if at_once else "pending"] * points,
        )
        self.lots.append(lot)
        return lot

    def _recover(self, earned: RefLot) -> None:
        for short in self.lots_of(earned.member):
            while short.debt and earned.count("available"):
                self._pay_one(earned, short)

    def _pay_one(self, payer: RefLot, short: RefLot) -> None:
        payer.put(payer.open, "clawed_back")
        if short.debt:
            short.debt -= 1
        else:
            short.forgiven -= 1
        short.paid_by.append((payer, False))

    # --- points go out ----------------------------------------------------------------

    def spendable(self, member: str) -> int:
        lots = self.lots_of(member)
        held = sum(
            lot.count("available") for lot in lots if not lot.is_ended(self.today)
        )
        return max(held - sum(lot.debt for lot in lots if lot.policy == "owed"), 0)

    def reserve(self, member: str, name: str, points: int) -> None:
        if points > self.spendable(member):
            raise Refused
        self.reservations[name] = self._spend(member, points, "reserved")

    def _spend(self, member: str, points: int, place: str) -> list[RefLot]:
        used = []
        for lot in self.lots_of(member):
            while (
                len(used) < points
                and lot.count("available")
                and not lot.is_ended(self.today)
            ):
                lot.put("available", place)
                used.append(lot)
        return used

    def take(self, member: str, points: int) -> None:
        lots = self.lots_of(member)
        if points > sum(
            lot.count("available") for lot in lots if not lot.is_ended(self.today)
        ):
            raise Refused
        self._spend(member, points, "issued")

    def redeem(self, name: str, redemption: str) -> None:
        used = self._resolve(name)
        for lot in used:
            lot.put("reserved", "burned")
        self.redemptions[redemption] = used

    def void(self, name: str, courtesy: int) -> None:
        self._return(self._resolve(name), "reserved", courtesy)

    def _resolve(self, name: str) -> list[RefLot]:
        if name not in self.reservations:
            raise Refused
        return self.reservations.pop(name)

    def give_back(self, redemption: str, points: int, courtesy: int) -> None:
        used = self.redemptions[redemption]
        if points > len(used):
            raise Refused
        returned = [used.pop() for _ in range(points)]
        self._return(returned, "burned", courtesy)

    # --- points come back -------------------------------------------------------------

    def _return(self, used: list[RefLot], place: str, courtesy: int) -> None:
        """Return points one by one; a lot's ended term is seen to once it has all of them."""
        for lot in dict.fromkeys(used):
            kept = 0
            for _ in range(used.count(lot)):
                lot.put(place, lot.open)
                kept += self._keep_or_settle(lot)
            self._end_term(lot, kept, courtesy)

    def _keep_or_settle(self, lot: RefLot) -> int:
        """Let one returned point pay the first shortfall there is; say if it was kept."""
        candidates = [lot] + [
            other for other in self.lots_of(lot.member) if other is not lot
        ]
        for short in candidates:
            if short.debt + short.forgiven:
                self._pay_one(lot, short)
                return 0
        return 1

    def _end_term(self, lot: RefLot, points: int, courtesy: int) -> None:
        if not (points and lot.is_available and lot.is_ended(self.today)):
            return
        for _ in range(points):
            lot.put("available", "issued" if courtesy else "expired")
        if courtesy:
            siblings = [other for other in self.lots if other.origin is lot]
            new = RefLot(
                name=f"{lot.name}/{len(siblings)}",
                number=len(self.lots),
                member=lot.member,
                earned=lot.earned,
                expires=self.today + courtesy,
                is_available=True,
                available_on=None,
                places=["available"] * points,
                origin=lot,
            )
            self.lots.append(new)

    # --- clawback and its undoing -----------------------------------------------------

    def claw_back(self, name: str, points: int, policy: str) -> int:
        lot = self.lot(name)
        if points > lot.granted - lot.recalled:
            raise Refused
        lot.recalled += points
        return sum(self._claw_one(lot, policy) for _ in range(points))

    def _claw_one(self, lot: RefLot, policy: str) -> int:
        if lot.count(lot.open):
            lot.put(lot.open, "clawed_back")
            lot.paid_by.append((lot, False))
            return 0
        if lot.count("expired"):
            lot.put("expired", "clawed_back")
            lot.paid_by.append((lot, True))
            return 0
        others = [other for other in self.lots_of(lot.member) if other is not lot]
        courtesy = [other for other in others if other.origin is lot]
        rest = [other for other in others if other.origin is not lot]
        for group in (courtesy, rest):
            for place in ("pending", "available"):
                for other in group:
                    if other.open == place and other.count(place):
                        other.put(place, "clawed_back")
                        lot.paid_by.append((other, False))
                        return 0
        lot.policy = policy
        if policy == "forgiven":
            lot.forgiven += 1
        else:
            lot.debt += 1
        return 1

    def reinstate(self, name: str, points: int, courtesy: int) -> None:
        lot = self.lot(name)
        if points > lot.recalled:
            raise Refused
        lot.recalled -= points
        while points and lot.debt + lot.forgiven:
            if lot.debt:
                lot.debt -= 1
            else:
                lot.forgiven -= 1
            points -= 1
        kept: list[RefLot] = []
        for payer, was_expired in self._return_order(lot)[:points]:
            lot.paid_by.remove((payer, was_expired))
            payer.put("clawed_back", "expired" if was_expired else payer.open)
            if not was_expired:
                kept += [payer] * self._keep_or_settle(payer)
        for payer in dict.fromkeys(kept):
            self._end_term(payer, kept.count(payer), courtesy)

    def _return_order(self, lot: RefLot) -> list[tuple[RefLot, bool]]:
        order = sorted(
            {payer.number: payer for payer, _ in lot.paid_by}.values(),
            key=lambda payer: (
                payer.expires if payer.expires is not None else 10**9,
                payer.earned,
                payer.number,
            ),
            reverse=True,
        )
        others = [
            entry for payer in order for entry in lot.paid_by if entry[0] is payer
        ]
        others = [entry for entry in others if entry[0] is not lot]
        own = [entry for entry in lot.paid_by if entry[0] is lot]
        return others + sorted(own, key=lambda entry: not entry[1])

    # --- time -------------------------------------------------------------------------

    def release_due(self) -> None:
        due = [
            lot
            for lot in self.lots
            if not lot.is_available
            and lot.available_on is not None
            and lot.available_on <= self.today
        ]
        for lot in sorted(due, key=lambda lot: (lot.available_on, lot.number)):
            lot.is_available = True
            lot.places = ["available" if p == "pending" else p for p in lot.places]
            self._recover(lot)

    def expire_due(self) -> None:
        for lot in self.lots:
            if lot.is_ended(self.today):
                lot.places = ["expired" if p == "available" else p for p in lot.places]

    def reschedule(self, name: str, hold: int | None, term: int | None) -> bool:
        lot = self.lot(name)
        used = any(place in ("reserved", "burned", "expired") for place in lot.places)
        if lot.is_available and hold is not None and hold > 0:
            if used:
                return False
            lot.is_available = False
            lot.places = ["pending" if p == "available" else p for p in lot.places]
        lot.available_on = self.today + (hold or 0)
        lot.expires = None if term is None else self.today + term
        return True

    def close(self, member: str) -> None:
        for lot in self.lots_of(member):
            lot.places = [
                "expired" if p in ("pending", "available") else p for p in lot.places
            ]
            if not lot.is_ended(self.today):
                lot.expires = self.today

    # --- hands ------------------------------------------------------------------------

    def transfer(self, names: list[str], source: str, target: str) -> None:
        moving = [lot for lot in self.lots if lot.name in names]
        while True:
            more = [
                lot for lot in self.lots if lot.origin in moving and lot not in moving
            ]
            if not more:
                break
            moving += more
        for lot in moving:
            if lot.member == source:
                lot.member = target
