"""Reads about tiers that other areas may use."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.db.models.query import RawQuerySet

from ..identity.whole_person import newest_of_people
from ..saleor_adapter.arrays import int_array
from .ladders import Ladder, all_ladders, excluded_profiles
from .metrics import counted_from_of, metrics
from .models import BookExclusion, Tier, TierDecision, TierLadder, TierStanding
from .policies import (
    Level,
    Metric,
    Standing,
    max_level,
    missing_to,
    next_level,
    outcome_of_fact,
    reached_level,
)


@dataclass(frozen=True, slots=True)
class HeldTier:
    """The tier that a profile holds on a book's ladder."""

    code: str
    multiplier: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """Where a profile stands and what is missing to the next tier; codes are empty for none.

    `metric` and `missing` are by currency (empty for points and orders), any one of which is
    enough. `projected` is the tier that the next review would leave if grace were over.
    """

    tier: str
    since: datetime.datetime | None
    metric: Metric
    counted_from: datetime.datetime | None
    next_tier: str
    missing: dict[str, Decimal]
    projected: str
    below_since: datetime.datetime | None
    grace_ends_at: datetime.datetime | None
    next_review_at: datetime.datetime | None
    invited_until: datetime.datetime | None


MOST_EXCLUSIONS = 100
IN_BOOK = "held.ladder_id = (SELECT id FROM crm_tier_ladder WHERE book_id = %(book)s)"
STANDINGS = """
SELECT * FROM crm_tier_standing
WHERE ladder_id = ANY(%s::bigint[]) AND profile_id = ANY(%s::bigint[])
"""


def standings(
    ladder_ids: Collection[int], profile_ids: Collection[int], *, using: str = "default"
) -> "RawQuerySet[TierStanding]":
    """Return the stored standings of these profiles on these ladders; one query."""
    return TierStanding.objects.using(using).raw(
        STANDINGS, (int_array(ladder_ids), int_array(profile_ids))
    )


def held_tiers(
    book_ids: Collection[int],
    profile_ids: Collection[int],
    *,
    using: str = "default",
) -> dict[tuple[int, int], HeldTier]:
    """Return the tier by (book, profile); without one the pair is absent. Two to four queries."""
    ladders = {ladder.id: ladder for ladder in all_ladders(book_ids, using=using)}
    rows = standings(ladders, profile_ids, using=using)
    held: dict[tuple[int, int], HeldTier] = {}
    for row in rows if ladders else ():
        level = ladders[row.ladder_id].standing(row).shown()
        if level is not None:
            book_id = ladders[row.ladder_id].book_id
            held[book_id, row.profile_id] = HeldTier(level.code, level.multiplier)
    return held


def progress(
    profile_id: int, book_id: int, *, now: datetime.datetime, using: str = "default"
) -> Progress | None:
    """Return a profile's progress in a book; None if the book has no ladder."""
    return progress_of(book_id, [profile_id], now=now, using=using).get(profile_id)


def progress_of(
    book_id: int,
    profile_ids: Collection[int],
    *,
    now: datetime.datetime,
    using: str = "default",
) -> dict[int, Progress]:
    """Return the progress of many profiles in a fixed number of queries.

    Empty if the book has no ladder; those who never counted have a progress too.
    """
    ladder = next(iter(all_ladders([book_id], using=using)), None)
    if ladder is None:
        return {}
    excluded = excluded_profiles(
        book_id, profile_ids, excludes_staff=ladder.excludes_staff, using=using
    )
    counting = [one for one in profile_ids if one not in excluded]
    found = metrics(ladder, counting, now=now, using=using)
    rows = TierStanding.objects.using(using).filter(
        ladder_id=ladder.id, profile_id__in=profile_ids
    )
    standings = {row.profile_id: row for row in rows}
    return {
        profile_id: _progress(
            ladder, standings.get(profile_id), found.get(profile_id, {}), now=now
        )
        for profile_id in profile_ids
    }


def _progress(
    ladder: Ladder, row: TierStanding | None, metric: Metric, *, now: datetime.datetime
) -> Progress:
    standing = ladder.standing(row) if row else Standing(level=None)
    next_up = next_level(ladder.levels, standing.level)
    counted = outcome_of_fact(standing, ladder.levels, metric).standing
    reached = reached_level(ladder.levels, metric)
    grace = ladder.rules.grace
    return Progress(
        tier=_code(standing.shown()),
        since=row.since if row else None,
        metric=metric,
        counted_from=counted_from_of(ladder, now=now),
        next_tier=_code(next_up),
        missing=missing_to(next_up, metric) if next_up else {},
        projected=_code(
            max_level(
                reached if standing.below_since else counted.level, standing.invited
            )
        ),
        below_since=standing.below_since,
        grace_ends_at=standing.below_since + grace if standing.below_since else None,
        next_review_at=row.next_review_at if row else None,
        invited_until=standing.invited_until,
    )


def _code(level: Level | None) -> str:
    return level.code if level else ""


def exclusions_of(
    book_id: int, profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[BookExclusion]]:
    """Return who excluded these profiles and when they left, ended or not, newest first."""
    rows = BookExclusion.objects.using(using).filter(
        book_id=book_id, profile_id__in=profile_ids
    )
    found: dict[int, list[BookExclusion]] = {one: [] for one in profile_ids}
    for row in rows.order_by("-excluded_at", "-id"):
        found[row.profile_id].append(row)
    return found


def stored_ladders(*, using: str = "default") -> QuerySet[TierLadder]:
    """Return all ladders with their tiers and thresholds."""
    return TierLadder.objects.using(using).prefetch_related("tiers__thresholds")


def stored_tiers(*, using: str = "default") -> QuerySet[Tier]:
    """Return all tiers with their thresholds."""
    return Tier.objects.using(using).prefetch_related("thresholds")


def decisions_of(
    book_id: int,
    profile_ids: Collection[int],
    *,
    first: int,
    before: int | None = None,
    using: str = "default",
) -> dict[int, list[TierDecision]]:
    """Return `first` decisions about each person in a book, newest first, before the id `before`.

    Also those about profiles that were merged into them, under their own profile. Two statements.
    """
    rows = TierDecision.objects.using(using).select_related("previous", "current")
    return newest_of_people(
        rows,
        profile_ids,
        first=first,
        before=before,
        where=IN_BOOK,
        values={"book": book_id},
    )


def past_exclusions_of(
    book_id: int, profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[BookExclusion]]:
    """Return as `exclusions_of`, with those of profiles that were merged into these, 100 at most.

    For people to read: who takes part now is told by a profile's own. Two statements.
    """
    return newest_of_people(
        BookExclusion.objects.using(using).all(),
        profile_ids,
        first=MOST_EXCLUSIONS,
        where="held.book_id = %(book)s",
        values={"book": book_id},
    )


def who_holds(
    book_ids: Collection[int],
    tiers: Collection[str],
    *,
    after: int = 0,
    limit: int = 1000,
    using: str = "default",
) -> list[int]:
    """Return up to `limit` profiles that show one of these tiers, behind `after`, by id.

    Three queries. A page may be shorter than `limit` only at the end: who was read but shows
    another tier is looked for beyond.
    """
    ladders = {ladder.id: ladder for ladder in all_ladders(book_ids, using=using)}
    rows = TierStanding.objects.using(using).filter(
        Q(tier__code__in=tiers) | Q(invited_tier__code__in=tiers),
        ladder_id__in=ladders,
        profile_id__gt=after,
    )
    found: dict[int, None] = {}
    for row in rows.order_by("profile_id").iterator():
        level = ladders[row.ladder_id].standing(row).shown()
        if level is not None and level.code in tiers:
            found[row.profile_id] = None
        if len(found) == limit:
            break
    return list(found)
