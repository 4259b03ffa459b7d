"""Publish drafts: from then on they never change, and new people enter them."""

import datetime

from django.db import transaction

from ...audit.actions import record_change
from ...experiments.actions import set_holdout
from ..errors import NothingToPublish
from ..models import Journey, JourneyStatus, JourneyVersion
from ..plan import read_plan
from .drafts import AUDITED, locked


def publish(journey_id: int, *, author: str, now: datetime.datetime) -> JourneyVersion:
    """Publish the journey's draft; people in flight stay on their version.

    The draft is checked once more, now also for what the shop has at this moment. A holdout gets
    an experiment of the journey's own, whose draw stays with it. Locks the journey. Raises
    JourneyNotFound, NothingToPublish and InvalidDefinition.
    """
    with transaction.atomic():
        journey = locked(journey_id)
        draft = journey.versions.filter(published_at__isnull=True).first()
        if draft is None:
            raise NothingToPublish(journey_id)
        plan = read_plan(draft.definition)
        if journey.status == JourneyStatus.ON:
            plan.require_what_it_needs()
        else:
            plan.require_what_it_names()
        draft.published_at, draft.published_by = now, author
        draft.save(update_fields=["published_at", "published_by"])
        before = {"current": journey.current_id}
        journey.current = draft
        journey.experiment_id = _experiment(
            journey, plan.definition.holdout_basis_points, author, now
        )
        journey.save(update_fields=["current", "experiment_id"])
        record_change(
            AUDITED,
            journey_id,
            author=author,
            before=before,
            after={"current": draft.pk, "number": draft.number},
            now=now,
        )
    return draft


def _experiment(
    journey: Journey, basis_points: int, author: str, now: datetime.datetime
) -> int | None:
    if not basis_points and journey.experiment_id is None:
        return None
    # A share of nothing keeps the experiment: its draws are what the lift is measured by.
    experiment = set_holdout(
        f"journey-{journey.pk}", basis_points=basis_points, author=author, now=now
    )
    return experiment.pk
