"""Published versions as the engine uses them: with their plan and their journey's state."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .models import Journey, JourneyStatus, JourneyVersion
from .plan import Plan, plan_of


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
    """Return versions by id. One query."""
    rows = JourneyVersion.objects.filter(pk__in=version_ids)
    return {one.id: one for one in _versions(rows.select_related("journey"))}


def current_versions(statuses: Collection[str]) -> list[Version]:
    """Return the versions that new people enter, of journeys in one of these states. One query."""
    rows = JourneyVersion.objects.filter(
        journey__status__in=statuses, journey__current_id__isnull=False
    ).order_by("journey_id", "number")
    found = _versions(rows.select_related("journey"))
    return [one for one in found if one.is_current]


def is_anything_running() -> bool:
    """Whether any journey may have people. One query."""
    return Journey.objects.exclude(status=JourneyStatus.OFF).exists()


def _versions(rows: Iterable[JourneyVersion]) -> list[Version]:
    return [
        Version(
            id=row.pk,
            journey_id=row.journey_id,
            journey_code=row.journey.code,
            status=row.journey.status,
            is_current=row.journey.current_id == row.pk,
            experiment_id=row.journey.experiment_id,
            author=row.published_by,
            plan=plan_of(row.definition),
        )
        for row in rows
    ]
