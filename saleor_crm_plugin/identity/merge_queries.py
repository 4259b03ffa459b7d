"""The reads of identifiers, merges and suggestions."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from .errors import ProfileNotFound, SameProfile
from .merge_models import DuplicateSuggestion, ProfileMerge, SuggestionState
from .models import Identifier, Profile
from .person_data import in_lock_order


def identifiers_of(
    profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[Identifier]]:
    """Return every identifier with its plain value, live ones first, by profile; one statement."""
    rows = Identifier.objects.using(using).filter(profile_id__in=profile_ids)
    found: dict[int, list[Identifier]] = defaultdict(list)
    for row in rows.select_related("plain").order_by("type", "pk"):
        found[row.profile_id].append(row)
    return {
        profile_id: sorted(known, key=lambda row: row.ended_at is not None)
        for profile_id, known in found.items()
    }


def merges_of(
    profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[ProfileMerge]]:
    """Return the merges in which each of these was one of the two, newest first; one statement."""
    rows = ProfileMerge.objects.using(using).filter(
        Q(source__in=profile_ids) | Q(target__in=profile_ids)
    )
    found: dict[int, list[ProfileMerge]] = {one: [] for one in profile_ids}
    for row in rows.order_by("-pk"):
        for profile_id in {row.source_id, row.target_id} & found.keys():
            found[profile_id].append(row)
    return found


def survivors_of(
    profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, int]:
    """Return the survivor by profile of those that were merged; the others are absent."""
    rows = Profile.objects.using(using).filter(
        pk__in=profile_ids, merged_into__isnull=False
    )
    return dict(rows.values_list("pk", "merged_into_id"))


def suggestions_page(
    *,
    first: int,
    after: tuple[int, int] | None = None,
    state: SuggestionState = SuggestionState.OPEN,
    using: str = "default",
) -> list[DuplicateSuggestion]:
    """Return `first` suggestions in a state, likeliest first, after (score, id); one statement."""
    rows: QuerySet[DuplicateSuggestion] = DuplicateSuggestion.objects.using(using)
    rows = rows.filter(state=state)
    if after is not None:
        score, row_id = after
        rows = rows.filter(Q(score__lt=score) | Q(score=score, pk__lt=row_id))
    return list(rows.order_by("-score", "-pk")[:first])


def merge_preview(source_id: int, target_id: int) -> dict[str, tuple[int, int]]:
    """Return by place how many rows a merge would move, and how many would stay at the source.

    Changes nothing. Raises SameProfile and ProfileNotFound.
    """
    if source_id == target_id:
        raise SameProfile
    known: set[Any] = set(
        Profile.objects.filter(pk__in=(source_id, target_id)).values_list(
            "pk", flat=True
        )
    )
    for profile_id in (source_id, target_id):
        if profile_id not in known:
            raise ProfileNotFound(profile_id)
    found: dict[str, tuple[int, int]] = {}
    for kind in in_lock_order():
        found |= kind.preview(source_id, target_id)
    return {place: rows for place, rows in found.items() if rows != (0, 0)}
