"""What has to be written so that an order's lots hold their targets."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .targets import Target


@dataclass(frozen=True, kw_only=True, slots=True)
class LotState:
    """One lot of an order: granted points, and how many of them were taken back in all.

    `is_untouched` says that none of an available lot was spent, reserved or expired, so that it
    may become pending again.
    """

    id: int
    part: str
    sequence: int
    granted: int
    taken_back: int
    is_pending: bool
    is_untouched: bool
    available_at: datetime.datetime | None
    expires_at: datetime.datetime | None

    @property
    def net(self) -> int:
        """Points of the lot that stand."""
        return self.granted - self.taken_back


@dataclass(frozen=True, slots=True)
class LotChange:
    """So many points of one lot to take back or to give again."""

    lot_id: int
    points: int


@dataclass(frozen=True, slots=True)
class LotTerms:
    """When an existing lot becomes available and ends, from now on."""

    lot_id: int
    available_at: datetime.datetime
    expires_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class NewLot:
    """Points to grant to a part as one more lot."""

    target: Target
    points: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What has to be written so that the lots hold their targets; empty if they do."""

    claw_backs: tuple[LotChange, ...] = ()
    reinstatements: tuple[LotChange, ...] = ()
    grants: tuple[NewLot, ...] = ()
    terms: tuple[LotTerms, ...] = ()


def differences(
    targets: Sequence[Target], lots: Sequence[LotState], *, now: datetime.datetime
) -> Differences:
    """Return the signed differences between the targets and the order's lots.

    The newest lot of a part gives first; the oldest gets back first; only what no lot had before
    becomes a new lot. Lots of a part without a target (its line has vanished) hold nothing.
    """
    by_part: dict[str, list[LotState]] = {target.part: [] for target in targets}
    for lot in sorted(lots, key=lambda lot: lot.sequence):
        by_part.setdefault(lot.part, []).append(lot)
    target_of = {target.part: target for target in targets}
    found = [
        _part_differences(target_of.get(part), part_lots, now)
        for part, part_lots in by_part.items()
    ]
    return Differences(
        claw_backs=tuple(change for part in found for change in part.claw_backs),
        reinstatements=tuple(
            change for part in found for change in part.reinstatements
        ),
        grants=tuple(grant for part in found for grant in part.grants),
        terms=tuple(terms for part in found for terms in part.terms),
    )


def _part_differences(
    target: Target | None, lots: list[LotState], now: datetime.datetime
) -> Differences:
    held = sum(lot.net for lot in lots)
    if target is None:
        taken = _spread(held, reversed(lots), room=lambda lot: lot.net)
        return Differences(claw_backs=tuple(taken))
    taken = _spread(held - target.points, reversed(lots), room=lambda lot: lot.net)
    given = _spread(target.points - held, lots, room=lambda lot: lot.taken_back)
    missing = target.points - held - sum(change.points for change in given)
    return Differences(
        claw_backs=tuple(taken),
        reinstatements=tuple(given),
        grants=(NewLot(target, missing),) if missing > 0 else (),
        terms=tuple(_new_terms(lots, target, now)),
    )


def _spread(
    points: int, lots: Iterable[LotState], *, room: Callable[[LotState], int]
) -> list[LotChange]:
    changes = []
    for lot in lots:
        taken = min(max(points, 0), room(lot))
        if taken:
            changes.append(LotChange(lot.id, taken))
            points -= taken
    return changes


def _new_terms(
    lots: Sequence[LotState], target: Target, now: datetime.datetime
) -> list[LotTerms]:
    return [
        LotTerms(lot.id, target.available_at, target.expires_at)
        for lot in lots
        if _needs_terms(lot, target, now)
    ]


def _needs_terms(lot: LotState, target: Target, now: datetime.datetime) -> bool:
    if not lot.net:
        return False
    if lot.is_pending:
        return (lot.available_at, lot.expires_at) != (
            target.available_at,
            target.expires_at,
        )
    # A fulfillment was canceled: points that nobody has touched wait again.
    return lot.is_untouched and target.available_at > now
