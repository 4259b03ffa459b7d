"""Ask for an adjustment that one person may not make alone, and let a second one decide."""

import datetime
from typing import Any

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ...identity.queries import surviving
from ...ledger.errors import IdempotencyMismatch
from ..errors import (
    AlreadyDecided,
    InvalidSetting,
    Missing,
    NotTheSecondPerson,
    RequestExpired,
    RequestNotFound,
)
from ..lock_objects import lock_adjustment_request
from ..models import AdjustmentDecision, AdjustmentRequest, AdjustmentWords
from .adjust import (
    LONGEST,
    PERSON,
    PointsAdjustment,
    adjust_points,
    check_adjustment,
    is_the_member,
    program_and_person,
)

SUBJECT = "adjustment_request"


def request_adjustment(
    asked: PointsAdjustment, *, now: datetime.datetime
) -> AdjustmentRequest:
    """Ask for points to be given or taken; nothing moves before somebody else approves.

    Idempotent by key: the same request again is the first one, another one under its key is an
    IdempotencyMismatch. Written down in the audit, without the reason, which an erasure removes.
    Locks the profile. Raises Missing, InvalidSetting, ZeroPoints, ProgramNotFound,
    ProfileNotFound, ProfileErased.
    """
    check_adjustment(asked)
    with transaction.atomic():
        program = program_and_person(asked)
        row, is_new = AdjustmentRequest.objects.get_or_create(
            program=program,
            key=asked.key,
            defaults={
                "profile_id": asked.profile_id,
                "points": asked.points,
                "author": asked.author,
                "requested_at": now,
                "expires_at": now + datetime.timedelta(days=program.request_days),
            },
        )
        if not is_new:
            return _the_same(row, asked)
        AdjustmentWords.objects.create(
            request=row, profile_id=row.profile_id, reason=asked.reason
        )
        _record(row, asked.author, _plain(row), now=now)
    return row


def approve_adjustment(
    request_id: int, *, author: str, now: datetime.datetime
) -> AdjustmentRequest:
    """Post what was asked for, and publish PointsAdjusted; `author` is the second person.

    Idempotent for the same person. Locks the request, the profile, then what the ledger locks, so
    that of two decisions at once one is refused. Raises RequestNotFound, NotTheSecondPerson,
    RequestExpired, AlreadyDecided, and what `adjust_points` raises; then nothing is changed.
    """
    with transaction.atomic():
        row = _locked(request_id, author)
        if _is_decided(row, author, is_approved=True, now=now):
            return row
        _decide(row, author, is_approved=True, now=now)
        adjust_points(_adjustment(row, author), now=now)
    return row


def decline_adjustment(
    request_id: int, *, reason: str, author: str, now: datetime.datetime
) -> AdjustmentRequest:
    """Decide that nothing moves, and why; else as `approve_adjustment`. Raises Missing too."""
    if not reason.strip():
        raise Missing("reason")
    if len(reason) > LONGEST["reason"]:
        raise InvalidSetting(
            Sentence("At most {most} characters.", most=LONGEST["reason"]),
            field="reason",
        )
    with transaction.atomic():
        row = _locked(request_id, author)
        if _is_decided(row, author, is_approved=False, now=now):
            return row
        _decide(row, author, is_approved=False, now=now)
        # No row, no words: the person was erased since.
        words = AdjustmentWords.objects.filter(request=row)
        words.update(declined_because=reason)
    return row


def _the_same(row: AdjustmentRequest, asked: PointsAdjustment) -> AdjustmentRequest:
    given = (asked.profile_id, asked.points, asked.author)
    if (row.profile_id, row.points, row.author) != given:
        raise IdempotencyMismatch("request", asked.key)
    return row


def _locked(request_id: int, author: str) -> AdjustmentRequest:
    row = lock_adjustment_request(request_id).first()
    if row is None:
        raise RequestNotFound(request_id)
    if not author.startswith(PERSON) or author == row.author:
        raise NotTheSecondPerson
    if is_the_member(author, surviving(row.profile_id)):
        raise NotTheSecondPerson
    return row


def _is_decided(
    row: AdjustmentRequest, author: str, *, is_approved: bool, now: datetime.datetime
) -> bool:
    """Say whether this very decision was made before; raise if another one was, or none in time."""
    found = AdjustmentDecision.objects.filter(request=row).first()
    if found is None:
        if row.expires_at <= now:
            raise RequestExpired(row.expires_at)
        return False
    if (found.is_approved, found.decided_by) != (is_approved, author):
        raise AlreadyDecided(found.decided_by)
    return True


def _decide(
    row: AdjustmentRequest, author: str, *, is_approved: bool, now: datetime.datetime
) -> None:
    AdjustmentDecision.objects.create(
        request=row,
        is_approved=is_approved,
        asked_by=row.author,
        decided_by=author,
        decided_at=now,
    )
    _record(row, author, {"is_approved": is_approved}, now=now)


def _adjustment(row: AdjustmentRequest, approved_by: str) -> PointsAdjustment:
    words = AdjustmentWords.objects.filter(request=row).first()
    return PointsAdjustment(
        program_id=row.program_id,
        # Whoever was merged since gets it as the survivor.
        profile_id=surviving(row.profile_id),
        points=row.points,
        # Without words the person was erased, which adjusting refuses by itself.
        reason=words.reason if words else "-",
        author=row.author,
        key=row.key,
        approved_by=approved_by,
    )


def _plain(row: AdjustmentRequest) -> dict[str, Any]:
    return {
        "program": row.program_id,
        "profile": row.profile_id,
        "points": row.points,
        "expires_at": row.expires_at,
    }


def _record(
    row: AdjustmentRequest,
    author: str,
    after: dict[str, Any],
    *,
    now: datetime.datetime,
) -> None:
    record_change(SUBJECT, row.pk, author=author, before={}, after=after, now=now)
