"""Pure decisions of the books: which lots pay, which get points back, and what is refused.

Every function plans one verb on a sheet of lots; what it refuses, it refuses before any move.
"""

import datetime
from collections.abc import Iterable, Sequence

from .errors import (
    ClawbackExceedsGrant,
    GiveBackExceedsRedemption,
    InsufficientPoints,
    ReinstatementExceedsClawback,
)
from .kinds import AccountKind, ShortfallPolicy
from .sheet import LotState, LotUse, Payer, Sheet, spending_order

ISSUED = AccountKind.ISSUED
PENDING = AccountKind.PENDING
AVAILABLE = AccountKind.AVAILABLE
RESERVED = AccountKind.RESERVED
BURNED = AccountKind.BURNED
EXPIRED = AccountKind.EXPIRED
CLAWED_BACK = AccountKind.CLAWED_BACK
OWED = AccountKind.OWED
_CARRIED = (PENDING, AVAILABLE, RESERVED, BURNED, EXPIRED, CLAWED_BACK)


def spendable_points(lots: Iterable[LotState], *, now: datetime.datetime) -> int:
    """Return what a member may spend: unexpired available points less the debts that block.

    Only a debt under the policy `owed` blocks spending. Never below zero.
    """
    held = [lot.available for lot in lots if not lot.is_ended(now)]
    blocking = [
        lot.debt for lot in lots if lot.shortfall_policy == ShortfallPolicy.OWED
    ]
    return max(sum(held) - sum(blocking), 0)


def reserve(
    sheet: Sheet, account_id: int, points: int, *, now: datetime.datetime
) -> None:
    """Hold points, soonest-expiring lots first. Raises InsufficientPoints."""
    lots = sheet.lots_of(account_id)
    spendable = spendable_points(lots, now=now)
    if points > spendable:
        raise InsufficientPoints(requested=points, spendable=spendable)
    _take(sheet, _running(lots, now=now), points, RESERVED)


def remove(
    sheet: Sheet, account_id: int, points: int, *, now: datetime.datetime
) -> None:
    """Take points away by hand, in spending order. Raises InsufficientPoints."""
    running = _running(sheet.lots_of(account_id), now=now)
    available = sum(lot.available for lot in running)
    if points > available:
        raise InsufficientPoints(requested=points, spendable=available)
    _take(sheet, running, points, ISSUED)


def _running(lots: Iterable[LotState], *, now: datetime.datetime) -> list[LotState]:
    return [lot for lot in lots if lot.is_available and not lot.is_ended(now)]


def claw_back(
    sheet: Sheet, lot: LotState, points: int, *, policy: ShortfallPolicy
) -> int:
    """Take points back for a lot and return the shortfall. Raises ClawbackExceedsGrant.

    The lot itself pays first, also with what had expired of it: nobody holds those points, so
    they are only booked anew. Then its courtesy lots, then the member's other lots, pending
    before available. Reserved points stay reserved; a void settles the shortfall.
    """
    recallable = lot.granted - lot.recalled
    if points > recallable:
        raise ClawbackExceedsGrant(requested=points, recallable=recallable)
    lot.recalled += points
    sheet.touched.add(lot.id)
    unmet = _take(sheet, [lot], points, CLAWED_BACK, for_lot=lot)
    unmet -= _take_expired(sheet, lot, unmet)
    unmet = _take(sheet, _other_payers(sheet, lot), unmet, CLAWED_BACK, for_lot=lot)
    if unmet:
        _book_shortfall(sheet, lot, unmet, policy)
    return unmet


def _take(
    sheet: Sheet,
    lots: Iterable[LotState],
    points: int,
    destination: AccountKind,
    *,
    for_lot: LotState | None = None,
) -> int:
    """Take open points from the lots in turn and return what is still missing."""
    missing = points
    for lot in lots:
        taken = min(missing, lot.open_points)
        sheet.move(lot, lot.open_kind, destination, taken, for_lot=for_lot)
        missing -= taken
    return missing


def _take_expired(sheet: Sheet, lot: LotState, points: int) -> int:
    taken = min(points, lot.expired)
    sheet.move(lot, EXPIRED, CLAWED_BACK, taken, for_lot=lot)
    return taken


def _other_payers(sheet: Sheet, lot: LotState) -> list[LotState]:
    others = [other for other in sheet.lots_of(lot.account_id) if other is not lot]
    return sorted(
        others,
        key=lambda other: (
            other.origin_id != lot.id,
            other.is_available,
            spending_order(other),
        ),
    )


def _book_shortfall(
    sheet: Sheet, lot: LotState, points: int, policy: ShortfallPolicy
) -> None:
    lot.shortfall_policy = policy.value
    if policy is ShortfallPolicy.FORGIVEN:
        lot.forgiven += points
    else:
        sheet.move(lot, OWED, CLAWED_BACK, points, for_lot=lot)


def reinstate(
    sheet: Sheet,
    lot: LotState,
    points: int,
    *,
    now: datetime.datetime,
    courtesy_days: int,
) -> None:
    """Undo a part of a lot's clawbacks. Raises ReinstatementExceedsClawback.

    First what nobody paid (the debt, then the forgiven part), then the lots that paid for this
    one get their points back, the last to pay first.
    """
    if points > lot.recalled:
        raise ReinstatementExceedsClawback(requested=points, recalled=lot.recalled)
    lot.recalled -= points
    sheet.touched.add(lot.id)
    rest = points - _cancel_shortfall(sheet, lot, points)
    for payer in _last_payer_first(sheet, lot):
        returned = min(rest, payer.points)
        rest -= returned
        if payer.is_expired:
            sheet.move(lot, CLAWED_BACK, EXPIRED, returned, for_lot=lot)
        else:
            paid_by = sheet.lots[payer.lot_id]
            sheet.move(paid_by, CLAWED_BACK, paid_by.open_kind, returned, for_lot=lot)
            _settle_return(
                sheet, paid_by, returned, now=now, courtesy_days=courtesy_days
            )


def _cancel_shortfall(sheet: Sheet, lot: LotState, points: int) -> int:
    """Forget what nobody paid, at most `points`, and return how much that was."""
    debt = min(points, lot.debt)
    sheet.move(lot, CLAWED_BACK, OWED, debt, for_lot=lot)
    forgiven = min(points - debt, lot.forgiven)
    lot.forgiven -= forgiven
    return debt + forgiven


def _last_payer_first(sheet: Sheet, lot: LotState) -> list[Payer]:
    """Other lots, the longest-living first, then what had expired, then the lot itself."""
    payers = sheet.payers_of(lot.id)
    others = [payer for payer in payers if payer.lot_id != lot.id]
    own = [payer for payer in payers if payer.lot_id == lot.id]
    others.sort(
        key=lambda payer: spending_order(sheet.lots[payer.lot_id]), reverse=True
    )
    own.sort(key=lambda payer: not payer.is_expired)
    return others + own


def void(
    sheet: Sheet, uses: Sequence[LotUse], *, now: datetime.datetime, courtesy_days: int
) -> None:
    """Return reserved points to the lots they were taken from."""
    for use in uses:
        lot = sheet.lots[use.lot_id]
        sheet.move(lot, RESERVED, lot.open_kind, use.points)
        _settle_return(sheet, lot, use.points, now=now, courtesy_days=courtesy_days)


def redeem(sheet: Sheet, uses: Sequence[LotUse]) -> None:
    """Burn reserved points."""
    for use in uses:
        sheet.move(sheet.lots[use.lot_id], RESERVED, BURNED, use.points)


def give_back(
    sheet: Sheet,
    uses: Sequence[LotUse],
    points: int,
    *,
    now: datetime.datetime,
    courtesy_days: int,
) -> list[LotUse]:
    """Return burned points to their lots, the last spent first; return the uses that remain.

    `uses` is what the redemption still keeps, in the order in which it was spent. Raises
    GiveBackExceedsRedemption.
    """
    burned = sum(use.points for use in uses)
    if points > burned:
        raise GiveBackExceedsRedemption(requested=points, burned=burned)
    rest = points
    remaining: list[LotUse] = []
    for use in reversed(uses):
        returned = min(rest, use.points)
        rest -= returned
        remaining.insert(0, LotUse(use.lot_id, use.points - returned))
        lot = sheet.lots[use.lot_id]
        sheet.move(lot, BURNED, lot.open_kind, returned)
        _settle_return(sheet, lot, returned, now=now, courtesy_days=courtesy_days)
    return remaining


def _settle_return(
    sheet: Sheet,
    lot: LotState,
    points: int,
    *,
    now: datetime.datetime,
    courtesy_days: int,
) -> None:
    """Let points that just came back to a lot pay shortfalls, then end or extend their term.

    Every shortfall of the member counts, not only the lot's own: another lot may have paid for
    this one, and its own clawback then found nothing. Otherwise undoing all orders in the right
    sequence would leave points that nobody granted.
    """
    if points == 0:
        return
    rest = points
    for short in sorted(
        sheet.lots_of(lot.account_id), key=lambda other: other is not lot
    ):
        rest -= _pay(sheet, lot, short, min(rest, short.debt + short.forgiven))
    if rest and lot.is_available and lot.is_ended(now):
        _end_term(sheet, lot, rest, now=now, courtesy_days=courtesy_days)


def _pay(sheet: Sheet, payer: LotState, short: LotState, points: int) -> int:
    """Move a lot's open points to cover another's shortfall: the debt, then what was forgiven."""
    sheet.move(payer, payer.open_kind, CLAWED_BACK, points, for_lot=short)
    debt = min(points, short.debt)
    sheet.move(short, CLAWED_BACK, OWED, debt, for_lot=short)
    if points > debt:
        short.forgiven -= points - debt
        sheet.touched.add(short.id)
    return points


def _end_term(
    sheet: Sheet,
    lot: LotState,
    points: int,
    *,
    now: datetime.datetime,
    courtesy_days: int,
) -> None:
    if courtesy_days == 0:
        sheet.move(lot, AVAILABLE, EXPIRED, points)
        return
    ends = now + datetime.timedelta(days=courtesy_days)
    courtesy = sheet.open_courtesy_lot(lot, points, ends)
    sheet.move(lot, AVAILABLE, ISSUED, points)
    sheet.move(courtesy, ISSUED, AVAILABLE, points)


def recover(sheet: Sheet, earned: LotState) -> int:
    """Let newly available points pay the member's debts; return how many it took."""
    taken = 0
    for short in sheet.lots_of(earned.account_id):
        taken += _pay(sheet, earned, short, min(short.debt, earned.available))
    return taken


def release(sheet: Sheet, lot: LotState) -> None:
    """Make a pending lot available."""
    points = lot.pending
    sheet.move(lot, PENDING, AVAILABLE, points)
    lot.is_available = True
    sheet.touched.add(lot.id)


def can_withhold(lot: LotState) -> bool:
    """Whether an available lot may become pending again: nothing of it was used or expired."""
    return lot.is_available and lot.reserved == lot.burned == lot.expired == 0


def withhold(sheet: Sheet, lot: LotState) -> None:
    """Make an available lot pending again."""
    points = lot.available
    sheet.move(lot, AVAILABLE, PENDING, points)
    lot.is_available = False
    sheet.touched.add(lot.id)


def expire(sheet: Sheet, lot: LotState) -> int:
    """Let the open points of a lot expire and return how many they were."""
    points = lot.open_points
    sheet.move(lot, lot.open_kind, EXPIRED, points)
    return points


def close(sheet: Sheet, account_id: int, *, now: datetime.datetime) -> int:
    """Let all open points of a member expire; what comes back later expires too."""
    points = 0
    for lot in sheet.lots_of(account_id):
        points += expire(sheet, lot)
        if not lot.is_ended(now):
            lot.expires_at = now
            sheet.touched.add(lot.id)
    return points


def transfer(sheet: Sheet, lots: Sequence[LotState], to_account_id: int) -> int:
    """Hand lots over with all their history; return how many unspent points were in them.

    What a lot did is taken out of one member's books and entered into the other's, account by
    account, so that a later clawback, void or give-back finds everything where the lot is.
    """
    points = 0
    for lot in lots:
        held = [(kind, getattr(lot, kind.value)) for kind in _CARRIED]
        debt = lot.debt
        for kind, number in held:
            sheet.move(lot, kind, ISSUED, number)
        sheet.move(lot, ISSUED, OWED, debt)
        sheet.hand_over(lot, to_account_id)
        for kind, number in held:
            sheet.move(lot, ISSUED, kind, number)
        sheet.move(lot, OWED, ISSUED, debt)
        points += lot.pending + lot.available + lot.reserved
    return points
