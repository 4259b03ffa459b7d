"""The reads of journeys that others may use."""

from collections.abc import Collection, Sequence

from django.db.models import Count, QuerySet

from .models import (
    DUE_STATES,
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
