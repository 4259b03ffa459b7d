"""Ladders with their levels as plain values: what decisions and metrics work on."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connections

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.staff import all_staff, staff_among
from .models import DowngradeStyle, Tier, TierLadder, TierStanding
from .policies import Level, Rules, Standing

EXCLUDED = """
SELECT profile_id FROM crm_book_exclusion
WHERE book_id = %s AND profile_id = ANY(%s::bigint[]) AND ended_at IS NULL
"""
EXCLUDED_BY_STAFF = """
SELECT profile_id FROM crm_book_exclusion WHERE kind = 'by_staff' AND ended_at IS NULL
"""
PROFILES_OF = """
SELECT profile_id FROM crm_identifier
WHERE type = 'user' AND value_hash = ANY(%s) AND ended_at IS NULL
"""
ACCOUNTS = """
SELECT value_hash, profile_id FROM crm_identifier
WHERE profile_id = ANY(%s::bigint[]) AND type = 'user' AND ended_at IS NULL
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder:
    """One ladder; `levels` in order of rank, those by invitation without thresholds."""

    id: int
    book_id: int
    basis: str
    window: str
    window_months: int
    time_zone: str
    channels: tuple[str, ...]
    pending_counts: bool
    excludes_staff: bool
    rules: Rules
    levels: tuple[Level, ...]

    def level(self, tier_id: int | None) -> Level | None:
        """Return the level with this id; None for none."""
        return next((level for level in self.levels if level.id == tier_id), None)

    def standing(self, row: TierStanding) -> Standing:
        """Return a stored standing as a plain value."""
        return Standing(
            level=self.level(row.tier_id),
            below_since=row.below_since,
            invited=self.level(row.invited_tier_id),
            invited_until=row.invited_until,
        )


def all_ladders(
    book_ids: Collection[int] | None = None, *, using: str = "default"
) -> list[Ladder]:
    """Return the ladders, of these books or of all, in order of their ids; three queries."""
    rows = TierLadder.objects.using(using).order_by("id")
    rows = rows.prefetch_related("tiers__thresholds")
    if book_ids is not None:
        rows = rows.filter(book_id__in=book_ids)
    return [_ladder(row) for row in rows]


def _ladder(row: TierLadder) -> Ladder:
    levels = sorted(
        (_level(tier) for tier in row.tiers.all()), key=lambda level: level.rank
    )
    return Ladder(
        id=row.pk,
        book_id=row.book_id,
        basis=row.basis,
        window=row.window,
        window_months=row.window_months,
        time_zone=row.time_zone,
        channels=tuple(row.channels),
        pending_counts=row.pending_counts,
        excludes_staff=row.excludes_staff,
        rules=Rules(
            grace=datetime.timedelta(days=row.grace_days),
            falls_one_step=row.downgrade == DowngradeStyle.ONE_STEP,
        ),
        levels=tuple(levels),
    )


def _level(tier: Tier) -> Level:
    return Level(
        id=tier.pk,
        code=tier.code,
        rank=tier.rank,
        multiplier=tier.multiplier,
        thresholds={row.currency: row.value for row in tier.thresholds.all()},
    )


def excluded_profiles(
    book_id: int,
    profile_ids: Collection[int],
    *,
    excludes_staff: bool,
    using: str = "default",
) -> set[int]:
    """Return those of the profiles that count nowhere in this book.

    Those whom staff exclude, those who left, and the shop's staff if they are excluded.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(EXCLUDED, (book_id, int_array(profile_ids)))
        excluded = {profile_id for (profile_id,) in cursor.fetchall()}
    if not excludes_staff:
        return excluded
    return excluded | staff_profiles(profile_ids, using=using)


def staff_profiles(profile_ids: Collection[int], *, using: str = "default") -> set[int]:
    """Return those of the profiles that are staff of the shop; two queries."""
    with connections[using].cursor() as cursor:
        cursor.execute(ACCOUNTS, (int_array(profile_ids),))
        profile_of = {
            int(user_id): profile_id for user_id, profile_id in cursor.fetchall()
        }
    return {profile_of[user_id] for user_id in staff_among(profile_of, using=using)}


def excluded_by_anybody() -> set[int]:
    """Return the profiles that staff exclude in any book, and those of the shop's staff.

    For what looks at the shop as a whole. Three queries.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(EXCLUDED_BY_STAFF)
        excluded = {profile_id for (profile_id,) in cursor.fetchall()}
        cursor.execute(PROFILES_OF, ([str(user_id) for user_id in all_staff()],))
        return excluded | {profile_id for (profile_id,) in cursor.fetchall()}
