"""Members who join, accept terms, leave and come back; and the end of leavers' points."""

import datetime

from django.db import transaction

from ...core.facts import Origin
from ...identity.lock_objects import lock_person
from ...ledger.actions.close_accounts import close_accounts
from ...outbox.actions import publish
from ...tiers.actions.exclude import come_back, leave_book
from ...tiers.models import BookExclusion
from ..errors import ProfileErased, ProfileNotFound, ProgramNotFound, TermsChanged
from ..events import MemberJoined, MemberLeft, PointsExpired
from ..lock_objects import lock_leaver
from ..models import Program, TermsAcceptance

LEFT = "left the program"


def join_program(
    program_id: int,
    profile_id: int,
    *,
    terms_version: str,
    author: str,
    now: datetime.datetime,
) -> None:
    """Accept the program's terms of now, come back if away, and publish MemberJoined.

    Idempotent: whoever takes part and has accepted this version changes nothing. What was earned
    by then counts again, unless it has ended. An exclusion by staff stays. Locks the profile.
    Raises ProgramNotFound, ProfileNotFound, ProfileErased, TermsChanged.
    """
    with transaction.atomic():
        program = _program_for(program_id, profile_id)
        if terms_version != program.terms_version:
            raise TermsChanged(program.terms_version)
        accepted = bool(terms_version) and _accept(program, profile_id, now)
        returned = come_back(program.book_id, profile_id, author=author, now=now)
        if accepted or returned:
            publish(
                [
                    MemberJoined(
                        key=f"joined:{program.book_id}:{profile_id}:{now.isoformat()}",
                        occurred_at=now,
                        origin=Origin.LIVE,
                        profile_id=profile_id,
                        book_id=program.book_id,
                        terms_version=terms_version,
                    )
                ]
            )


def leave_program(
    program_id: int, profile_id: int, *, author: str, now: datetime.datetime
) -> BookExclusion:
    """Let a member earn nothing from now on, and publish MemberLeft.

    Points stay for the program's `leaver_keep_days` and then end; without a number they stay.
    Idempotent: the first leaving counts. Locks the profile. Raises ProgramNotFound,
    ProfileNotFound, ProfileErased.
    """
    with transaction.atomic():
        program = _program_for(program_id, profile_id)
        days = program.leaver_keep_days
        row, is_new = leave_book(
            program.book_id,
            profile_id,
            author=author,
            points_end_at=None if days is None else now + datetime.timedelta(days=days),
            now=now,
        )
        if is_new:
            publish([_left(row, now)])
    return row


def end_points_of_leavers(*, now: datetime.datetime, limit: int) -> bool:
    """End the points of those who left long enough ago; say if more may be due.

    At most `limit` members, each in a transaction of its own, so that running it again goes on
    where it stopped. Whoever comes back at this moment keeps the points or loses them, never half.
    """
    due = BookExclusion.objects.filter(
        points_end_at__lte=now, points_ended_at__isnull=True, ended_at__isnull=True
    )
    found = list(
        due.order_by("points_end_at", "id").values_list("pk", flat=True)[:limit]
    )
    for row_id in found:
        _end_points(row_id, now)
    return len(found) == limit


@transaction.atomic
def _end_points(row_id: int, now: datetime.datetime) -> None:
    row = lock_leaver(row_id)
    if row is None:
        return
    points = close_accounts(
        row.profile_id, author=row.author, now=now, book_id=row.book_id, reason=LEFT
    )
    row.points_ended_at = now
    row.save(update_fields=["points_ended_at"])
    if points:
        publish(
            [
                PointsExpired(
                    key=f"left:{row.pk}:expired",
                    occurred_at=now,
                    origin=Origin.LIVE,
                    profile_id=row.profile_id,
                    book_id=row.book_id,
                    points=points,
                )
            ]
        )


def _program_for(program_id: int, profile_id: int) -> Program:
    program = Program.objects.filter(pk=program_id).first()
    if program is None:
        raise ProgramNotFound(program_id)
    profile = lock_person(profile_id)
    if profile is None:
        raise ProfileNotFound(profile_id)
    if profile.erased_at is not None:
        raise ProfileErased(profile_id)
    return program


def _accept(program: Program, profile_id: int, now: datetime.datetime) -> bool:
    _, is_new = TermsAcceptance.objects.get_or_create(
        program=program,
        profile_id=profile_id,
        version=program.terms_version,
        defaults={"accepted_at": now},
    )
    return is_new


def _left(row: BookExclusion, now: datetime.datetime) -> MemberLeft:
    return MemberLeft(
        key=f"left:{row.pk}",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=row.profile_id,
        book_id=row.book_id,
        points_end_at=row.points_end_at,
    )
