"""Put ready-made follow-ups into the shop, as the merchant wants them."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from ...core.sentences import sentence_about
from ...templates.actions.ready_made import install_ready_made
from ..errors import InvalidChoices, UnknownReadyMade
from ..models import Journey
from ..plan import read_plan
from ..policies.graph import Problem
from ..ready_made_journey import ReadyMadeJourney, ready_made_journeys, templates_of
from .drafts import create_journey, save_draft
from .publish import publish


def install_journey(
    code: str, settings: Mapping[str, Any], *, author: str, now: datetime.datetime
) -> Journey:
    """Make the follow-up with its templates, published and off; or change it where it is there.

    Idempotent: with the same settings nothing changes. Other settings become a new version, which
    new people enter; its status stays. Templates that are there are left as staff wrote them.
    Locks the journey. Raises UnknownReadyMade, InvalidChoices, and InvalidDefinition where the
    shop lacks a voucher; then nothing is changed.
    """
    ready_made = _chosen(code, settings)
    definition = ready_made.definition()
    read_plan(definition)
    with transaction.atomic():
        install_ready_made(templates_of(definition), author=author, now=now)
        known = Journey.objects.select_for_update(of=("self",)).select_related(
            "current"
        )
        journey = known.filter(code=code).first()
        if journey is None:
            journey = create_journey(
                code, ready_made.label, definition, author=author, now=now
            )
        elif journey.current and journey.current.definition == definition:
            return journey
        else:
            save_draft(journey.pk, definition, author=author, now=now)
        publish(journey.pk, author=author, now=now)
    journey.refresh_from_db()
    return journey


def _chosen(code: str, settings: Mapping[str, Any]) -> ReadyMadeJourney:
    if code not in ready_made_journeys:
        raise UnknownReadyMade(code)
    kind = ready_made_journeys[code]
    try:
        return kind(kind.Settings.model_validate(settings))
    except ValidationError as error:
        raise InvalidChoices(
            [
                Problem(
                    ".".join(map(str, one["loc"])) or "settings", sentence_about(one)
                )
                # Without the values that were given: they may be anything.
                for one in error.errors(include_url=False, include_input=False)
            ]
        ) from error
