"""Correct a member's balance by hand."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ...core.sentences import Sentence
from ...identity.lock_objects import lock_person
from ...identity.queries import profile_of_user
from ...ledger.actions.adjust import adjust
from ...ledger.errors import InsufficientPoints
from ...ledger.requests import Adjustment, Posted
from ...outbox.actions import publish
from ..errors import (
    InvalidSetting,
    Missing,
    NeedsSecondPerson,
    ProfileErased,
    ProfileNotFound,
    ProgramNotFound,
    TooFewPoints,
    ZeroPoints,
)
from ..events import PointsAdjusted
from ..models import Program
from ..policies.expiry import expiry_moment
from ..programs import program_terms

MOST_POINTS = 1_000_000_000
PERSON = "user:"
LONGEST = {"reason": 500, "key": 100}


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsAdjustment:
    """What staff ask for: points above or below zero, why, who, and who else agreed.

    `author` and `approved_by` name people without personal text (`user:5`). `key` is the
    caller's, so that a repeated request is done once.
    """

    program_id: int
    profile_id: int
    points: int
    reason: str
    author: str
    key: str
    approved_by: str = ""


def adjust_points(asked: PointsAdjustment, *, now: datetime.datetime) -> Posted:
    """Give or take points with a reason, and publish PointsAdjusted.

    Idempotent by key. Points given last as long as earned ones. Whoever is the member themselves
    needs a second person for any number of points. Locks the profile, then what the
    ledger locks. Raises Missing, InvalidSetting, ZeroPoints, NeedsSecondPerson, ProgramNotFound,
    ProfileNotFound, ProfileErased, TooFewPoints; then nothing is changed.
    """
    check_adjustment(asked)
    with transaction.atomic():
        program = program_and_person(asked)
        _check_approval(asked, program.adjustment_limit)
        _check_beneficiary(asked)
        posted = _post(asked, program, now=now)
        if posted.is_new:
            publish([_fact(asked, program, now)])
    return posted


def check_adjustment(asked: PointsAdjustment) -> None:
    """Raise Missing, InvalidSetting or ZeroPoints for what no adjustment can be."""
    for field in ("reason", "author", "key"):
        if not getattr(asked, field).strip():
            raise Missing(field)
    for field, most in LONGEST.items():
        if len(getattr(asked, field)) > most:
            raise InvalidSetting(
                Sentence("At most {most} characters.", most=most), field=field
            )
    if asked.points == 0:
        raise ZeroPoints
    if abs(asked.points) > MOST_POINTS:
        raise InvalidSetting(
            Sentence("At most {most} points at a time.", most=MOST_POINTS),
            field="points",
        )


def program_and_person(asked: PointsAdjustment) -> Program:
    """Return the program and lock the profile, whose words an erasure would miss otherwise.

    Raises ProgramNotFound, ProfileNotFound, ProfileErased.
    """
    program = Program.objects.filter(pk=asked.program_id).first()
    if program is None:
        raise ProgramNotFound(asked.program_id)
    profile = lock_person(asked.profile_id)
    if profile is None:
        raise ProfileNotFound(asked.profile_id)
    if profile.erased_at is not None:
        raise ProfileErased(asked.profile_id)
    return program


def _check_approval(asked: PointsAdjustment, limit: int | None) -> None:
    if limit is None or abs(asked.points) <= limit:
        return
    if not asked.approved_by.strip() or asked.approved_by == asked.author:
        raise NeedsSecondPerson(limit)


def _check_beneficiary(asked: PointsAdjustment) -> None:
    if not asked.approved_by and is_the_member(asked.author, asked.profile_id):
        raise NeedsSecondPerson(0)


def is_the_member(author: str, profile_id: int) -> bool:
    """Whether the author is the account of this very profile."""
    user_id = author.removeprefix(PERSON)
    if user_id == author or not user_id.isdecimal():
        return False
    return profile_of_user(int(user_id)) == profile_id


def _post(
    asked: PointsAdjustment, program: Program, *, now: datetime.datetime
) -> Posted:
    terms = program_terms(program).base
    adjustment = Adjustment(
        book_id=program.book_id,
        profile_id=asked.profile_id,
        points=asked.points,
        reason=asked.reason,
        author=_authors(asked),
        key=asked.key,
        occurred_at=now,
        expires_at=expiry_moment(now, terms.expiry, terms.time_zone),
    )
    try:
        return adjust([adjustment], now=now)[0]
    except InsufficientPoints as error:
        raise TooFewPoints(
            requested=-asked.points, available=error.spendable
        ) from error


def _authors(asked: PointsAdjustment) -> str:
    if not asked.approved_by:
        return asked.author
    return f"{asked.author}, {asked.approved_by}"


def _fact(
    asked: PointsAdjustment, program: Program, now: datetime.datetime
) -> PointsAdjusted:
    return PointsAdjusted(
        key=f"adjusted:{program.book_id}:{asked.key}",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=asked.profile_id,
        book_id=program.book_id,
        points=asked.points,
        source=f"adjustment:{asked.key}",
        author=asked.author,
    )
