"""Points that people bring from another system: entered once each, and taken back untouched."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Fact, Origin
from ...identity.entering import lock_living
from ...ledger.actions.accrue import import_opening
from ...ledger.actions.claw_back import claw_back
from ...ledger.queries import LotView, lots_by_id, lots_of_source
from ...ledger.requests import Clawback, Grant
from ...outbox.actions import publish
from ..errors import UnknownProgram
from ..events import PointsAdjusted
from ..models import Program
from ..policies.expiry import expiry_moment
from ..programs import program_terms
from ..queries import programs


@dataclass(frozen=True, kw_only=True, slots=True)
class OpeningBalance:
    """Points (above zero) that somebody had in another system, which `system` names by a code.

    `expires_at` None means: as long as earned ones last.
    """

    profile_id: int
    system: str
    points: int
    expires_at: datetime.datetime | None = None

    @property
    def source(self) -> str:
        """Return the source of the lot: one per person and system."""
        return f"opening:{self.system}:{self.profile_id}"


def program_by_code(code: str) -> Program:
    """Return the program. Raises UnknownProgram."""
    row = programs().filter(code=code).first()
    if row is None:
        raise UnknownProgram(code)
    return row


def standing_balances(
    program: Program, balances: Sequence[OpeningBalance]
) -> dict[int, LotView]:
    """Return the lot of each person whose balance of this system was entered and stands. One query."""
    sources = {one.source: one.profile_id for one in balances}
    found = lots_of_source(program.book_id, list(sources))
    return {
        sources[source]: lot
        for source, lots in found.items()
        for lot in lots
        if not _is_taken_back(lot)
    }


def enter_opening_balances(
    program: Program,
    balances: Sequence[OpeningBalance],
    *,
    author: str,
    now: datetime.datetime,
) -> dict[int, int]:
    """Enter balances in lots of their own, which do not count as earned; return lots by person.

    Whoever has one of this system already keeps it; one per person. Locks the profiles by id,
    then what the ledger locks. Publishes PointsAdjusted, which starts nothing. Idempotent.
    """
    terms = program_terms(program).base
    usual = expiry_moment(now, terms.expiry, terms.time_zone)
    with transaction.atomic():
        living = lock_living({one.profile_id for one in balances})
        before = lots_of_source(program.book_id, [one.source for one in balances])
        fresh = [
            one
            for one in balances
            if one.profile_id in living
            and all(_is_taken_back(lot) for lot in before[one.source])
        ]
        grants = [
            Grant(
                book_id=program.book_id,
                profile_id=one.profile_id,
                # Whoever's balance was taken back can have another one.
                key=f"{one.source}:{len(before[one.source])}",
                source=one.source,
                points=one.points,
                expires_at=one.expires_at or usual,
                occurred_at=now,
            )
            for one in fresh
        ]
        posted = import_opening(grants, now=now)
        publish([_fact(grant, grant.points, author, now) for grant in grants])
    return {
        grant.profile_id: result.lot_id
        for grant, result in zip(grants, posted, strict=True)
        if result.lot_id is not None
    }


def take_back_opening_balances(
    lot_ids: Collection[int], *, author: str, now: datetime.datetime
) -> set[int]:
    """Take back balances of which nothing was moved, and return their lots; others stay whole.

    Locks the profiles by id, then what the ledger locks. Publishes PointsAdjusted. Idempotent.
    """
    with transaction.atomic():
        lock_living({lot.profile_id for lot in lots_by_id(lot_ids).values()})
        lots = lots_by_id(lot_ids)
        whole = [lot for lot in lots.values() if _is_untouched(lot)]
        claw_back(
            [
                Clawback(
                    lot_id=lot.id,
                    points=lot.granted,
                    key=f"opening-undone:{lot.id}",
                    occurred_at=now,
                )
                for lot in whole
            ]
        )
        publish([_undone(lot, author, now) for lot in whole])
    return {lot.id for lot in whole}


def _is_taken_back(lot: LotView) -> bool:
    return lot.clawed_back == lot.granted


def _is_untouched(lot: LotView) -> bool:
    return lot.remaining == lot.granted and not lot.clawed_back


def _fact(grant: Grant, points: int, author: str, now: datetime.datetime) -> Fact:
    return PointsAdjusted(
        key=f"adjusted:{grant.book_id}:{grant.key}",
        occurred_at=now,
        origin=Origin.IMPORT,
        profile_id=grant.profile_id,
        book_id=grant.book_id,
        points=points,
        source=grant.source,
        author=author,
    )


def _undone(lot: LotView, author: str, now: datetime.datetime) -> Fact:
    return PointsAdjusted(
        key=f"adjusted:{lot.book_id}:opening-undone:{lot.id}",
        occurred_at=now,
        origin=Origin.IMPORT,
        profile_id=lot.profile_id,
        book_id=lot.book_id,
        points=-lot.granted,
        source=lot.source,
        author=author,
    )
