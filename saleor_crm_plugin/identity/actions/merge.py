"""Merge two profiles into one person: one transaction over every area, with a journal."""

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections

from ...core.facts import Origin
from ...outbox.actions import lead_lane, lock_lanes, publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.retrying import tried_again
from ..errors import (
    AlreadyMerged,
    AuthorRequired,
    PersonErased,
    ProfileNotFound,
    SameProfile,
)
from ..events import ProfilesMerged
from ..lock_objects import lock_members
from ..merge_models import DuplicateSuggestion, ProfileMerge, SuggestionState
from ..models import Profile
from ..moving import Merge
from ..person_data import in_lock_order
from ..queries import surviving

logger = logging.getLogger(__name__)

# Longer than any transaction that may still know the source by its own id: as the sweep's overlap.
SETTLES_AFTER = datetime.timedelta(minutes=20)
BATCH = 100

LEAD_TO = """
UPDATE crm_profile SET merged_into_id = %(target)s
WHERE id = %(source)s OR merged_into_id = %(source)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeReport:
    """What a merge moved, by place; `is_new` is False if it had been made before."""

    merge_id: int
    source_id: int
    target_id: int
    moved: Mapping[str, int]
    is_new: bool = True


@tried_again
def merge_profiles(
    source_id: int, target_id: int, *, author: str, now: datetime.datetime
) -> MergeReport:
    """Make the source the same person as the target, who survives; reversible by `unmerge_profiles`.

    All or nothing; tried again after a deadlock. Idempotent: the same merge again changes nothing and reports the first. Locks
    the lanes of both, told rows, the profiles by id, then each area's rows in the registry's
    order. Publishes ProfilesMerged. `author` is who asked for it: an id, never a name. Raises
    AuthorRequired, SameProfile, ProfileNotFound, PersonErased, AlreadyMerged (either of them
    into somebody else); then nothing is changed.
    """
    if not author:
        raise AuthorRequired
    if source_id == target_id:
        raise SameProfile
    profiles = lock_for_merging([source_id, target_id])
    source, target = _of(profiles, source_id), _of(profiles, target_id)
    known = _known(source, target)
    if known is not None:
        return known
    row = ProfileMerge.objects.create(
        source=source, target=target, author=author, merged_at=now
    )
    report = _merge(row, now)
    logger.info("Merged profile %s into %s, by %s", source_id, target_id, author)
    return report


def settle_merges(*, now: datetime.datetime, limit: int = BATCH) -> int:
    """Move what was written under a source's id while it was merged; return how many rows.

    Carries out again, each in a transaction of its own, the merges that are so young that
    somebody may have been at work meanwhile. Idempotent.
    """
    waiting = ProfileMerge.objects.filter(settled_at=None).order_by("id")
    ids = list(waiting.values_list("pk", flat=True)[:limit])
    return sum(_settle(merge_id, now) for merge_id in ids)


def lock_for_merging(profile_ids: list[int]) -> dict[int, Profile]:
    """Take all locks of a merge up to the profiles', in everybody's order; return the profiles.

    With them come those who were merged into them before.
    """
    lock_lanes(profile_ids)
    for kind in in_lock_order():
        kind.lock(profile_ids)
    return lock_members(profile_ids)


def answer_suggestion(
    row: ProfileMerge, state: SuggestionState, *, author: str, now: datetime.datetime
) -> None:
    """Note what became of the suggestion that these two are one person, if there is one."""
    one, other = sorted((row.source_id, row.target_id))
    DuplicateSuggestion.objects.filter(one_id=one, other_id=other).update(
        state=state, decided_at=now, decided_by=author
    )


def _of(profiles: Mapping[int, Profile], profile_id: int) -> Profile:
    profile = profiles.get(profile_id)
    if profile is None:
        raise ProfileNotFound(profile_id)
    if profile.erased_at is not None:
        raise PersonErased(profile_id)
    return profile


def _known(source: Profile, target: Profile) -> MergeReport | None:
    """Return the report of the merge that joined the two; raise where one is somebody else's."""
    made = ProfileMerge.objects.filter(
        source=source, target=target, undone_at=None
    ).first()
    if made is not None:
        return MergeReport(
            merge_id=made.pk,
            source_id=source.pk,
            target_id=target.pk,
            moved=made.moved,
            is_new=False,
        )
    for profile in (source, target):
        if profile.merged_into_id is not None:
            raise AlreadyMerged(profile.pk, profile.merged_into_id)
    return None


def _merge(row: ProfileMerge, now: datetime.datetime) -> MergeReport:
    leading = {"source": row.source_id, "target": row.target_id}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LEAD_TO, leading)
    lead_lane(row.source_id, row.target_id)
    row.moved = _move(row, row.target_id, now)
    row.save(update_fields=["moved"])
    answer_suggestion(row, SuggestionState.MERGED, author=row.author, now=now)
    publish(
        [
            ProfilesMerged(
                key=f"merge:{row.pk}",
                occurred_at=now,
                origin=Origin.REBUILD,
                profile_id=row.target_id,
                merge_id=row.pk,
                other_id=row.source_id,
            )
        ]
    )
    return MergeReport(
        merge_id=row.pk,
        source_id=row.source_id,
        target_id=row.target_id,
        moved=row.moved,
    )


def _move(
    row: ProfileMerge, survivor_id: int, now: datetime.datetime
) -> dict[str, int]:
    merge = Merge(
        id=row.pk,
        source_id=row.source_id,
        target_id=survivor_id,
        merged_at=row.merged_at,
        now=now,
    )
    moved: dict[str, int] = {}
    for kind in in_lock_order():
        for place, rows in kind.merge(merge).items():
            if rows:
                moved[place] = moved.get(place, 0) + rows
    return moved


@tried_again
def _settle(merge_id: int, now: datetime.datetime) -> int:
    row = ProfileMerge.objects.get(pk=merge_id)
    survivor_id = surviving(row.source_id)
    profiles = lock_for_merging([row.source_id, survivor_id])
    row.refresh_from_db()
    moved: dict[str, int] = {}
    # Else it was undone, or a chain grew while we waited: the next run sees to that.
    if row.undone_at is None and profiles[row.source_id].merged_into_id == survivor_id:
        moved = _move(row, survivor_id, now)
    row.moved = {
        place: row.moved.get(place, 0) + moved.get(place, 0)
        for place in row.moved | moved
    }
    if now - row.merged_at >= SETTLES_AFTER:
        row.settled_at = now
    row.save(update_fields=["moved", "settled_at"])
    return sum(moved.values())
