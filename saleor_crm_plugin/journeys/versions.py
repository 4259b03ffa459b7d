"""Published versions as the engine uses them: with their plan and their journey's state."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .errors import InvalidDefinition
from .models import Journey, JourneyStatus, JourneyVersion
from .plan import Plan, plan_of

# Who is to enter a paused journey is written down, and waits.
TAKING_IN = (JourneyStatus.ON, JourneyStatus.PAUSED)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Version:
    """One published version; `is_current` says that new people enter this one."""

    id: int
    journey_id: int
    journey_code: str
    status: str
    is_current: bool
    experiment_id: int | None
    author: str
    plan: Plan


def versions(version_ids: Collection[int]) -> dict[int, Version]:
    """Return versions by id; absent are those that this release can no longer read. One query."""
    rows = JourneyVersion.objects.filter(pk__in=version_ids)
    return {one.id: one for one in _versions(rows.select_related("journey"))}


def current_versions(statuses: Collection[str]) -> list[Version]:
    """Return the versions that new people enter, of journeys in one of these states.

    One query. What this release can no longer read is left out, so that other journeys go on.
    """
    rows = JourneyVersion.objects.filter(
        journey__status__in=statuses, journey__current_id__isnull=False
    ).order_by("journey_id", "number")
    found = _versions(rows.select_related("journey"))
    return [one for one in found if one.is_current]


def is_anything_running() -> bool:
    """Whether any journey may have people. One query."""
    return Journey.objects.exclude(status=JourneyStatus.OFF).exists()


def _versions(rows: Iterable[JourneyVersion]) -> list[Version]:
    found = []
    for row in rows:
        try:
            plan = plan_of(row.definition)
        except InvalidDefinition:
            logger.error("A version can no longer be read.", extra={"version": row.pk})
            continue
        found.append(_version(row, plan))
    return found


def _version(row: JourneyVersion, plan: Plan) -> Version:
    return Version(
        id=row.pk,
        journey_id=row.journey_id,
        journey_code=row.journey.code,
        status=row.journey.status,
        is_current=row.journey.current_id == row.pk,
        experiment_id=row.journey.experiment_id,
        author=row.published_by,
        plan=plan,
    )
