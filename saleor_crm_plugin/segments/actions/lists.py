"""Put people on a list and take them off."""

import datetime
from collections.abc import Collection

from django.db import connections, transaction

from ...core.facts import Origin
from ...core.sentences import Sentence
from ...identity.models import Profile
from ...outbox.actions.publish import publish
from ...saleor_adapter.db import WRITER
from ..errors import (
    SegmentArchived,
    SegmentNotFound,
    TooManyPeople,
    UnknownPeople,
    WrongKind,
)
from ..models import ChangeReason, Segment, SegmentKind
from ..plan import naming
from ..queries import known_segments
from .evaluate import fact_of
from .lock import keep_people, lock_segment
from .mark_due import look_at

MOST_PEOPLE = 1000
ADD = """
INSERT INTO crm_segment_member (segment_id, profile_id, joined_at, join_reason)
SELECT %(segment)s, profile.id, %(now)s, %(reason)s
FROM crm_profile AS profile
WHERE profile.id = ANY(%(profiles)s) AND profile.erased_at IS NULL
ORDER BY profile.id
ON CONFLICT (segment_id, profile_id) WHERE left_at IS NULL DO NOTHING
RETURNING id, profile_id
"""
REMOVE = """
UPDATE crm_segment_member
SET left_at = greatest(joined_at, %(now)s), leave_reason = %(reason)s
WHERE segment_id = %(segment)s AND profile_id = ANY(%(profiles)s) AND left_at IS NULL
RETURNING id, profile_id
"""


def add_to_list(
    segment_id: int,
    profile_ids: Collection[int],
    *,
    now: datetime.datetime,
    reason: ChangeReason = ChangeReason.STAFF,
    origin: Origin = Origin.LIVE,
) -> int:
    """Put up to 1,000 people on a list; return how many were not on it. All or nothing, idempotent.

    Publishes their coming, and has segments that name the list look at them. Raises
    SegmentNotFound, SegmentArchived, WrongKind, TooManyPeople and UnknownPeople.
    """
    with transaction.atomic(using=WRITER):
        segment = _list(segment_id, profile_ids)
        living = Profile.objects.filter(pk__in=profile_ids, erased_at=None)
        found = set(living.values_list("pk", flat=True))
        if unknown := sorted(set(profile_ids) - found):
            raise UnknownPeople(unknown)
        return _change(
            segment, ADD, profile_ids, (reason, origin), has_come=True, now=now
        )


def remove_from_list(
    segment_id: int,
    profile_ids: Collection[int],
    *,
    now: datetime.datetime,
    reason: ChangeReason = ChangeReason.STAFF,
    origin: Origin = Origin.LIVE,
) -> int:
    """Take up to 1,000 people off a list; return how many were on it. Idempotent.

    Publishes their going. Raises SegmentNotFound, SegmentArchived, WrongKind and TooManyPeople.
    """
    with transaction.atomic(using=WRITER):
        segment = _list(segment_id, profile_ids)
        return _change(
            segment, REMOVE, profile_ids, (reason, origin), has_come=False, now=now
        )


def _list(segment_id: int, profile_ids: Collection[int]) -> Segment:
    if len(profile_ids) > MOST_PEOPLE:
        raise TooManyPeople(MOST_PEOPLE)
    lock_segment(segment_id)
    keep_people()
    segment = Segment.objects.filter(pk=segment_id).first()
    if segment is None:
        raise SegmentNotFound(segment_id)
    if segment.archived_at is not None:
        raise SegmentArchived(segment.name)
    if segment.kind != SegmentKind.LIST:
        raise WrongKind(Sentence("Who is in it is decided by its rule."))
    return segment


def _change(
    segment: Segment,
    statement: str,
    profile_ids: Collection[int],
    why: tuple[ChangeReason, Origin],
    *,
    has_come: bool,
    now: datetime.datetime,
) -> int:
    reason, origin = why
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            statement,
            {
                "segment": segment.pk,
                "profiles": sorted(profile_ids),
                "reason": reason.value,
                "now": now,
            },
        )
        changed = sorted(cursor.fetchall())
    publish(
        [
            fact_of(
                segment, row, has_come=has_come, reason=reason, origin=origin, at=now
            )
            for row in changed
        ]
    )
    look_at(
        {profile_id for _, profile_id in changed},
        origin=origin,
        segment_ids=naming(segment.pk, known_segments()),
    )
    return len(changed)
