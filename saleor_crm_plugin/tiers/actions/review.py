"""The nightly review: the only place where a tier is lost."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ..ladders import Ladder, all_ladders, excluded_profiles
from ..metrics import metrics
from ..models import TierStanding
from ..policies import Metric, next_review, outcome_of_review
from .decide import Cause, Decided, write_decisions


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """How many standings were looked at, and how many changed tier."""

    reviewed: int
    changed: int


def review(now: datetime.datetime, limit: int) -> ReviewReport:
    """Look at up to `limit` due standings per ladder, each in its next transaction.

    A standing is due once a day. Safe to run twice at once: due rows are claimed with SKIP
    LOCKED, in order of their ids. The caller repeats until nothing is reviewed.
    """
    reports = [_review(ladder, now, limit) for ladder in all_ladders()]
    return ReviewReport(
        reviewed=sum(report.reviewed for report in reports),
        changed=sum(report.changed for report in reports),
    )


@transaction.atomic
def _review(ladder: Ladder, now: datetime.datetime, limit: int) -> ReviewReport:
    due = TierStanding.objects.filter(ladder_id=ladder.id, next_review_at__lte=now)
    rows = list(
        due.select_for_update(skip_locked=True).order_by("next_review_at", "id")[:limit]
    )
    if not rows:
        return ReviewReport(0, 0)
    profile_ids = [row.profile_id for row in rows]
    excluded = excluded_profiles(
        ladder.book_id, profile_ids, excludes_staff=ladder.excludes_staff
    )
    counting = [profile_id for profile_id in profile_ids if profile_id not in excluded]
    found = metrics(ladder, counting, now=now)
    decided = [
        _decided(ladder, row, found.get(row.profile_id, {}), now=now) for row in rows
    ]
    changes = [one for one in decided if one.outcome.decisions]
    unchanged = [one.row.pk for one in decided if not one.outcome.decisions]
    TierStanding.objects.filter(id__in=unchanged).update(
        next_review_at=next_review(ladder.time_zone, now=now)
    )
    changed = write_decisions(ladder, changes, now=now) if changes else 0
    return ReviewReport(len(rows), changed)


def _decided(
    ladder: Ladder, row: TierStanding, metric: Metric, *, now: datetime.datetime
) -> Decided:
    before = ladder.standing(row)
    outcome = outcome_of_review(
        before, ladder.levels, metric, rules=ladder.rules, now=now
    )
    return Decided(
        row=row,
        before=before,
        outcome=outcome,
        metric=metric,
        cause=Cause(now, Origin.LIVE),
    )
