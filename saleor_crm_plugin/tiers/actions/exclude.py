"""Let profiles earn nothing in a book: those whom staff exclude, and those who leave."""

import datetime

from django.db import transaction

from ..models import BookExclusion, ExclusionKind
from .checks import check_person, check_words


@transaction.atomic
def exclude_profile(
    book_id: int, profile_id: int, *, reason: str, author: str, now: datetime.datetime
) -> BookExclusion:
    """Let a profile earn nothing and count nowhere in a book from now on.

    What it earned stays. Excluding it again changes nothing. Locks the profile. Raises Missing,
    InvalidSetting, ProfileNotFound, ProfileErased.
    """
    check_words(reason, author)
    check_person(profile_id)
    row, _ = BookExclusion.objects.get_or_create(
        book_id=book_id,
        profile_id=profile_id,
        kind=ExclusionKind.BY_STAFF,
        ended_at=None,
        defaults={"reason": reason, "author": author, "excluded_at": now},
    )
    return row


@transaction.atomic
def include_profile(
    book_id: int, profile_id: int, *, reason: str, author: str, now: datetime.datetime
) -> bool:
    """Let an excluded profile take part again, and say whether it was excluded.

    The exclusion stays with both authors and reasons. Somebody who left stays away: only they come
    back. Locks the profile. Raises Missing, InvalidSetting, ProfileNotFound, ProfileErased.
    """
    check_words(reason, author)
    check_person(profile_id)
    rows = _open(book_id, profile_id, ExclusionKind.BY_STAFF)
    return bool(rows.update(ended_at=now, ended_by=author, ended_reason=reason))


def leave_book(
    book_id: int,
    profile_id: int,
    *,
    author: str,
    points_end_at: datetime.datetime | None,
    now: datetime.datetime,
) -> tuple[BookExclusion, bool]:
    """Let a member leave a book; return the row, and whether they have left just now.

    `points_end_at` is when their open points end, None for never; the first leaving counts.
    """
    return BookExclusion.objects.get_or_create(
        book_id=book_id,
        profile_id=profile_id,
        kind=ExclusionKind.LEFT,
        ended_at=None,
        defaults={
            "author": author,
            "excluded_at": now,
            "points_end_at": points_end_at,
        },
    )


def come_back(
    book_id: int, profile_id: int, *, author: str, now: datetime.datetime
) -> bool:
    """Let somebody who left take part again, and say whether they had left.

    Waits for whoever ends their points at this moment.
    """
    rows = _open(book_id, profile_id, ExclusionKind.LEFT)
    return bool(rows.update(ended_at=now, ended_by=author))


def _open(book_id: int, profile_id: int, kind: ExclusionKind):
    return BookExclusion.objects.filter(
        book_id=book_id, profile_id=profile_id, kind=kind, ended_at__isnull=True
    )
