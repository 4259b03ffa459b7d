"""The reads of journeys that others may use."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from .models import (
    DUE_STATES,
    PRESENT_STATES,
    Enrollment,
    EnrollmentState,
    Journey,
    JourneyMove,
    JourneyVersion,
    Rehearsal,
    StepLog,
)
from .webhook_models import WebhookEndpoint


def journeys(*, using: str = "default") -> QuerySet[Journey]:
    """Return all journeys, oldest first."""
    return Journey.objects.using(using).order_by("pk")


def versions_of(
    journey_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[JourneyVersion]]:
    """Return the versions of journeys, newest first. One query."""
    found: dict[int, list[JourneyVersion]] = {one: [] for one in journey_ids}
    rows = JourneyVersion.objects.using(using).filter(journey_id__in=journey_ids)
    for row in rows.order_by("-number"):
        found[row.journey_id].append(row)
    return found


def in_flight(
    journey_ids: Collection[int], *, using: str = "default"
) -> dict[int, int]:
    """Return how many people are expected, inside or watched in each journey. One query."""
    rows = (
        Enrollment.objects.using(using)
        .filter(journey_id__in=journey_ids, state__in=DUE_STATES)
        .values_list("journey_id")
        .annotate(Count("id"))
    )
    return dict.fromkeys(journey_ids, 0) | dict(rows)


@dataclass(frozen=True, slots=True)
class StepPeople:
    """How many people stand at a step of a version, and how."""

    version: int
    step: str
    state: str
    people: int


def people_by_step(
    journey_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[StepPeople]]:
    """Return by journey how many people stand where, the newest version first. One query.

    Reads an index row for everybody who is present.
    """
    found: dict[int, list[StepPeople]] = {one: [] for one in journey_ids}
    rows = (
        Enrollment.objects.using(using)
        .filter(version__journey_id__in=journey_ids, state__in=PRESENT_STATES)
        .values_list("version__journey_id", "version__number", "step", "state")
        .annotate(people=Count("id"))
        .order_by("-version__number", "step", "state")
    )
    for journey_id, version, step, state, people in rows:
        found[journey_id].append(StepPeople(version, step, state, people))
    return found


def present_enrollments(
    version_id: int,
    first: int,
    *,
    step: str | None = None,
    after: int = 0,
    using: str = "default",
) -> list[Enrollment]:
    """Return the passages that are on a version and not over, by id; at `step` only if it is given.

    One query.
    """
    rows = Enrollment.objects.using(using).filter(
        version_id=version_id, state__in=PRESENT_STATES, pk__gt=after
    )
    if step is not None:
        rows = rows.filter(step=step)
    return list(rows.select_related("journey", "version").order_by("pk")[:first])


def enrollments_of(
    profile_id: int, first: int, *, before: int | None = None, using: str = "default"
) -> list[Enrollment]:
    """Return a person's passages with their journeys and versions, newest first. One query."""
    rows = Enrollment.objects.using(using).filter(profile_id=profile_id)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("journey", "version").order_by("-pk")[:first])


def stuck_enrollments(
    first: int, *, after: int = 0, using: str = "default"
) -> list[Enrollment]:
    """Return passages that failed again and again, by id. One query."""
    rows = Enrollment.objects.using(using).filter(
        state=EnrollmentState.STUCK, pk__gt=after
    )
    return list(rows.select_related("journey", "version").order_by("pk")[:first])


def steps_of(
    enrollment_ids: Collection[int], *, using: str = "default"
) -> dict[int, Sequence[StepLog]]:
    """Return the steps that passages have left behind, in order. One query."""
    found: dict[int, list[StepLog]] = {one: [] for one in enrollment_ids}
    rows = StepLog.objects.using(using).filter(enrollment_id__in=enrollment_ids)
    for row in rows.order_by("enrollment_id", "visit"):
        found[row.enrollment_id].append(row)
    return dict(found)


def moves(move_id: int, *, using: str = "default") -> JourneyMove | None:
    """Return one move of people. One query."""
    return JourneyMove.objects.using(using).filter(pk=move_id).first()


def webhook_endpoints(*, using: str = "default") -> QuerySet[WebhookEndpoint]:
    """Return the other systems that journeys may call, by code."""
    rows = WebhookEndpoint.objects.using(using).filter(retired_at__isnull=True)
    return rows.order_by("code")


def rehearsal(rehearsal_id: int, *, using: str = "default") -> Rehearsal | None:
    """Return one rehearsal. One query."""
    return Rehearsal.objects.using(using).filter(pk=rehearsal_id).first()
