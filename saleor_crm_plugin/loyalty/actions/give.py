"""Give points to many people at once, as a kindness of the shop."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ...ledger.actions.adjust import adjust
from ...ledger.requests import Adjustment
from ...outbox.actions import publish
from ..errors import UnknownProgram
from ..events import PointsAdjusted
from ..models import Program
from ..policies.expiry import expiry_moment
from ..programs import program_terms
from ..queries import programs


@dataclass(frozen=True, kw_only=True, slots=True)
class Gift:
    """Points (above zero) of a program by its code; `author` names who gives (`journey:5`).

    `key` is the giver's: a repeated gift is done once.
    """

    program: str
    profile_id: int
    points: int
    reason: str
    author: str
    key: str


def give_points(gifts: Sequence[Gift], *, now: datetime.datetime) -> None:
    """Post gifts in new lots, which last as long as earned ones, and publish PointsAdjusted.

    All or nothing; idempotent by key; a fixed number of statements per program. Raises
    UnknownProgram.
    """
    wanted = {gift.program for gift in gifts}
    rows = programs().filter(code__in=wanted)
    places = {row.code: _place(row, now) for row in rows}
    for missing in sorted(wanted - set(places)):
        raise UnknownProgram(missing)
    with transaction.atomic():
        asked = [_adjustment(gift, places[gift.program], now) for gift in gifts]
        posted = adjust(asked, now=now)
        publish(
            [
                _fact(one, now)
                for one, result in zip(asked, posted, strict=True)
                if result.is_new
            ]
        )


@dataclass(frozen=True, slots=True)
class _Place:
    book_id: int
    expires_at: datetime.datetime | None


def _place(program: Program, now: datetime.datetime) -> _Place:
    terms = program_terms(program).base
    return _Place(program.book_id, expiry_moment(now, terms.expiry, terms.time_zone))


def _adjustment(gift: Gift, place: _Place, now: datetime.datetime) -> Adjustment:
    return Adjustment(
        book_id=place.book_id,
        profile_id=gift.profile_id,
        points=gift.points,
        reason=gift.reason,
        author=gift.author,
        key=gift.key,
        occurred_at=now,
        expires_at=place.expires_at,
    )


def _fact(asked: Adjustment, now: datetime.datetime) -> PointsAdjusted:
    return PointsAdjusted(
        key=f"adjusted:{asked.book_id}:{asked.key}",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=asked.profile_id,
        book_id=asked.book_id,
        points=asked.points,
        source=f"adjustment:{asked.key}",
        author=asked.author,
    )
