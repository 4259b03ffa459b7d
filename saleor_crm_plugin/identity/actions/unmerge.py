"""Undo a merge: two people after all."""

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections

from ...core.facts import Origin
from ...outbox.actions import part_lane, publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.retrying import tried_again
from ..errors import AuthorRequired, MergeNotFound, PersonErased
from ..events import ProfilesParted
from ..merge_models import ProfileMerge, SuggestionState
from ..models import Profile
from ..moving import Merge
from ..person_data import in_lock_order
from .merge import answer_suggestion, lock_for_merging

logger = logging.getLogger(__name__)

# Who was merged into the source, at whatever distance, goes with it.
BEHIND = """
WITH RECURSIVE behind (id) AS (
    SELECT source_id FROM crm_profile_merge
    WHERE target_id = %(source)s AND undone_at IS NULL
    UNION
    SELECT merge.source_id FROM crm_profile_merge AS merge
    JOIN behind ON merge.target_id = behind.id WHERE merge.undone_at IS NULL
)
SELECT id FROM behind ORDER BY id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartingReport:
    """Who the two people are, and what stayed with the survivor since nobody can tell, by place."""

    merge_id: int
    source_id: int
    survivor_id: int
    kept: Mapping[str, int]


@tried_again
def unmerge_profiles(
    merge_id: int, *, author: str, now: datetime.datetime
) -> PartingReport:
    """Make the source of a merge a person again, with what was theirs.

    All or nothing, tried again after a deadlock; locks as `merge_profiles` does. Idempotent: undone again it reports the first
    time. What came since follows its identifier: orders are looked at again within seconds. The
    rest stays with the survivor and is counted in the report. That the two may be one person is
    suggested no more. Publishes ProfilesParted for both.
    Raises AuthorRequired, MergeNotFound, PersonErased.
    """
    if not author:
        raise AuthorRequired
    row = ProfileMerge.objects.filter(pk=merge_id).first()
    if row is None:
        raise MergeNotFound(merge_id)
    source, survivor_id = _lock(row)
    row.refresh_from_db()
    if row.undone_at is not None:
        return _report(row, row.target_id)
    if source.erased_at is not None:
        raise PersonErased(source.pk)
    _part(row, author, now)
    row.kept = _give_back(row, survivor_id, now)
    row.save(update_fields=["kept"])
    publish(_facts(row, survivor_id, now))
    logger.info("Parted profile %s from %s, by %s", source.pk, survivor_id, author)
    return _report(row, survivor_id)


def _lock(row: ProfileMerge) -> tuple[Profile, int]:
    """Lock the source and who survives it now, which another merge may change while we wait."""
    survivor_id = _survivor_id(row)
    profiles = lock_for_merging([row.source_id, survivor_id])
    source = profiles[row.source_id]
    if source.merged_into_id in (None, survivor_id):
        return source, survivor_id
    # A chain grew meanwhile. Its locks come after ours: should the database break us off for
    # that, we are tried again.
    profiles = lock_for_merging([row.source_id, source.merged_into_id])
    return profiles[row.source_id], source.merged_into_id


def _survivor_id(row: ProfileMerge) -> int:
    found = Profile.objects.values_list("merged_into_id", flat=True)
    return found.get(pk=row.source_id) or row.target_id


def _part(row: ProfileMerge, author: str, now: datetime.datetime) -> None:
    row.undone_at, row.undone_by = now, author
    row.save(update_fields=["undone_at", "undone_by"])
    with connections[WRITER].cursor() as cursor:
        cursor.execute(BEHIND, {"source": row.source_id})
        behind = [profile_id for (profile_id,) in cursor.fetchall()]
    Profile.objects.filter(pk=row.source_id).update(merged_into=None)
    Profile.objects.filter(pk__in=behind).update(merged_into=row.source_id)
    part_lane(row.source_id, behind=behind)
    answer_suggestion(row, SuggestionState.DISMISSED, author=author, now=now)


def _give_back(
    row: ProfileMerge, survivor_id: int, now: datetime.datetime
) -> dict[str, int]:
    merge = Merge(
        id=row.pk,
        source_id=row.source_id,
        target_id=survivor_id,
        merged_at=row.merged_at,
        now=now,
    )
    kept: dict[str, int] = {}
    for kind in in_lock_order():
        kept |= {place: rows for place, rows in kind.unmerge(merge).items() if rows}
    return kept


def _facts(
    row: ProfileMerge, survivor_id: int, now: datetime.datetime
) -> list[ProfilesParted]:
    return [
        ProfilesParted(
            key=f"merge:{row.pk}:parted:{profile_id}",
            occurred_at=now,
            origin=Origin.REBUILD,
            profile_id=profile_id,
            merge_id=row.pk,
            other_id=other_id,
        )
        for profile_id, other_id in (
            (survivor_id, row.source_id),
            (row.source_id, survivor_id),
        )
    ]


def _report(row: ProfileMerge, survivor_id: int) -> PartingReport:
    return PartingReport(
        merge_id=row.pk,
        source_id=row.source_id,
        survivor_id=survivor_id,
        kept=row.kept,
    )
