"""Everything that settling an order needs to know, read for many orders at once."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..core.facts import Origin
from ..core.shop import OrderState
from ..ledger.queries import LotView, lots_of_source
from ..observation.queries import ToldOrder, placed_among, told_orders, told_revisions
from ..tiers.ladders import excluded_profiles
from ..tiers.queries import held_tiers
from .models import OrderSettlement
from .policies.differences import LotState
from .programs import ProgramTerms
from .sources import order_source
from .terms import EarningTerms, from_snapshot


@dataclass(frozen=True, slots=True)
class Cause:
    """When what made us settle happened, and how we heard of it."""

    occurred_at: datetime.datetime
    origin: Origin


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An order that earns for the first time, in which book and for whom."""

    order_id: str
    book_id: int
    profile_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderCase:
    """One locked settlement with the order as told, its owner, and why it is looked at."""

    settlement: OrderSettlement
    program: ProgramTerms
    order: OrderState
    profile_id: int
    cause: Cause
    lots: tuple[LotView, ...]
    revision: int

    @property
    def key(self) -> str:
        """The part of all keys that is new whenever points of the order move."""
        return f"{self.order.id}:{self.revision}"


def may_earn(order_ids: Collection[str], programs: Sequence[ProgramTerms]) -> set[str]:
    """Return those of the orders that lie on a program's channels and not before its start.

    Most of a shop's past does not; its states need not be read then. One query at most.
    """
    active = [program for program in programs if program.is_active]
    if not active or not order_ids:
        return set()
    channels = frozenset().union(*(program.channels for program in active))
    since = min(program.period.starts_at for program in active)
    return set(placed_among(sorted(order_ids), channels=channels, since=since))


def newcomers(
    told: Mapping[str, ToldOrder],
    settled: Collection[str],
    programs: Sequence[ProgramTerms],
) -> list[Newcomer]:
    """Return the orders that have paid for something that a program rewards, and no settlement.

    Staff and other excluded people never become one. At most three queries per program.
    """
    found = [
        (program, order_id, seen.profile_id)
        for order_id, seen in sorted(told.items())
        if order_id not in settled and seen.profile_id is not None and has_paid(seen)
        for program in programs
        if program.covers(seen.state) and program.terms_for(seen.state) is not None
    ]
    excluded = excluded_owners(
        (program, profile_id) for program, _, profile_id in found
    )
    return [
        Newcomer(order_id, program.book_id, profile_id)
        for program, order_id, profile_id in found
        if (program.book_id, profile_id) not in excluded
    ]


def excluded_owners(
    owners: Iterable[tuple[ProgramTerms, int]],
) -> set[tuple[int, int]]:
    """Return those of the profiles that earn nothing in a program now, with the program's book.

    At most three queries per program; none if there are no owners.
    """
    programs: dict[int, ProgramTerms] = {}
    members: dict[int, set[int]] = {}
    for program, profile_id in owners:
        programs[program.book_id] = program
        members.setdefault(program.book_id, set()).add(profile_id)
    return {
        (book_id, profile_id)
        for book_id, profile_ids in members.items()
        for profile_id in excluded_profiles(
            book_id, profile_ids, excludes_staff=programs[book_id].excludes_staff
        )
    }


def has_paid(told: ToldOrder) -> bool:
    """Whether the order stands and something was paid for it, by whatever means."""
    order = told.state
    is_open = told.is_placed and not (order.is_canceled or order.is_gone)
    return is_open and order.paid + order.paid_by_gift_cards > 0


def told_since(told: Mapping[str, ToldOrder]) -> dict[str, ToldOrder]:
    """Return those of the orders of which more was told than this; called under the locks."""
    newer = [
        order_id
        for order_id, revision in told_revisions(told).items()
        if revision != told[order_id].revision
    ]
    return told_orders(newer) if newer else {}


def open_cases(
    settlements: Sequence[OrderSettlement],
    told: Mapping[str, ToldOrder],
    programs: Sequence[ProgramTerms],
    causes: Mapping[str, Cause],
) -> list[OrderCase]:
    """Return a case with its lots for each settlement that was told; one query per book.

    An order that has lost its owner stays with the last one.
    """
    by_book = {program.book_id: program for program in programs}
    lots = _lots(settlements)
    return [
        OrderCase(
            settlement=row,
            program=by_book[row.book_id],
            order=told[str(row.order_id)].state,
            profile_id=told[str(row.order_id)].profile_id or row.profile_id,
            cause=causes[str(row.order_id)],
            lots=lots.get((row.book_id, order_source(str(row.order_id))), ()),
            revision=row.revision + 1,
        )
        for row in settlements
        if str(row.order_id) in told and row.book_id in by_book
    ]


def _lots(
    settlements: Sequence[OrderSettlement],
) -> dict[tuple[int, str], tuple[LotView, ...]]:
    sources: dict[int, list[str]] = {}
    for row in settlements:
        sources.setdefault(row.book_id, []).append(order_source(str(row.order_id)))
    return {
        (book_id, source): tuple(lots)
        for book_id, wanted in sources.items()
        for source, lots in lots_of_source(book_id, wanted).items()
    }


def terms_of_cases(cases: Sequence[OrderCase]) -> dict[str, EarningTerms]:
    """Return the terms by order id: those of the first lot, else the program's of now.

    An order in which nothing earns is absent. The tier held now counts for what is granted now,
    so an order that lifts its owner is still rated by the tier from before.
    """
    first = [case for case in cases if not case.lots]
    tiers = held_tiers(
        {case.program.book_id for case in first}, {case.profile_id for case in first}
    )
    terms: dict[str, EarningTerms] = {}
    # Orders of a batch mostly share their terms: each kind is read once.
    kept: dict[str, EarningTerms] = {}
    for case in cases:
        if case.lots:
            stored = case.lots[0].rule
            if repr(stored) not in kept:
                kept[repr(stored)] = from_snapshot(stored)
            terms[case.order.id] = kept[repr(stored)]
            continue
        held = tiers.get((case.program.book_id, case.profile_id))
        found = case.program.terms_for(
            case.order,
            multiplier=held.multiplier if held else Decimal(1),
            tier=held.code if held else "",
        )
        if found is not None:
            terms[case.order.id] = found
    return terms


def lot_state(lot: LotView) -> LotState:
    """Return a lot of the ledger as the policies see it."""
    return LotState(
        id=lot.id,
        part=lot.part,
        sequence=lot.sequence,
        granted=lot.granted,
        taken_back=lot.clawed_back,
        is_pending=not lot.is_available,
        is_untouched=lot.remaining == lot.granted - lot.clawed_back,
        available_at=lot.available_at,
        expires_at=lot.expires_at,
    )
