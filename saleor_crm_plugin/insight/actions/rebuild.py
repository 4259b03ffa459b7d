"""Make all rollups anew, page by page; stopped at any point it goes on where it was."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections, transaction

from ...observation import walks
from ...saleor_adapter.db import WRITER
from ..proof_sql import PEOPLE
from .roll_up import roll_up_profiles

WALK = "insight_rebuild"
PAGE = 1000


@dataclass(frozen=True, slots=True)
class RebuildProgress:
    """How many people's rollups were made, and how many of this run's were other than before."""

    people: int
    changed: int


def rebuild_rollups(
    *,
    now: datetime.datetime,
    anew: bool = False,
    on_progress: Callable[[RebuildProgress], None] | None = None,
) -> RebuildProgress:
    """Sum up everybody's orders anew, 1,000 people at a time, each page one transaction.

    A finished rebuild does nothing more, unless `anew`. Idempotent; safe beside everything else.
    `on_progress` is called after each page, outside of any transaction.
    """
    if anew:
        walks.forget(WALK)
    changed = 0
    while True:
        seen, page_changed, is_finished = _page(now)
        changed += page_changed
        progress = RebuildProgress(seen, changed)
        if is_finished:
            return progress
        if on_progress:
            on_progress(progress)


@transaction.atomic(using=WRITER)
def _page(now: datetime.datetime) -> tuple[int, int, bool]:
    reached = walks.lock(WALK, now=now)
    if reached.is_finished:
        return reached.seen, 0, True
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PEOPLE, {"after": int(reached.id or 0), "limit": PAGE})
        people = [profile_id for (profile_id,) in cursor.fetchall()]
    if not people:
        walks.step(WALK, at=None, seen=0, to_id=reached.id, finished_at=now)
        return reached.seen, 0, True
    changed = roll_up_profiles(people, now=now)
    walks.step(WALK, at=None, seen=len(people), to_id=str(people[-1]))
    return reached.seen + len(people), len(changed), False
