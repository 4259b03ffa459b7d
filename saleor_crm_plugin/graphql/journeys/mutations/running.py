"""Publish journeys, turn them on and off, and move people between versions."""

from collections.abc import Callable
from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....journeys.actions.move import move_people
from ....journeys.actions.publish import publish
from ....journeys.actions.switch import drain, pause, turn_on
from ....journeys.errors import InvalidMapping
from ....journeys.models import Journey
from ....journeys.queries import journeys
from ....saleor_adapter.graphql import JSON, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmJourney, CrmJourneyMove
from . import STAFF, CrmJourneyError


class CrmJourneyPublish(CrmMutation):
    """Publish a draft."""

    journey = graphene.Field(CrmJourney, description="The journey after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the journey.")

    class Meta:
        description = "Publish the draft: new people enter it, those inside stay on their version."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        journey_id = node_row_id(id, "CrmJourney", field="id")
        publish(journey_id, author=author_of(info), now=clock.now())
        return cls(journey=journeys().get(pk=journey_id))


def _switched(switch: Callable[..., Journey], info: ResolveInfo, given: str) -> Journey:
    journey_id = node_row_id(given, "CrmJourney", field="id")
    return switch(journey_id, author=author_of(info), now=clock.now())


class CrmJourneyTurnOn(CrmMutation):
    """Turn a journey on."""

    journey = graphene.Field(CrmJourney, description="The journey after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the journey.")

    class Meta:
        description = "Take in new people and let those inside go on; also resumes."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(journey=_switched(turn_on, info, id))


class CrmJourneyPause(CrmMutation):
    """Pause a journey."""

    journey = graphene.Field(CrmJourney, description="The journey after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the journey.")

    class Meta:
        description = "Let everybody stand where they are until it is turned on again."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(journey=_switched(pause, info, id))


class CrmJourneyDrain(CrmMutation):
    """Let a journey run out."""

    journey = graphene.Field(CrmJourney, description="The journey after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the journey.")

    class Meta:
        description = (
            "Take in nobody new; behind the last one inside, the journey is off."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(journey=_switched(drain, info, id))


class CrmJourneyMovePeople(CrmMutation):
    """Move people in flight to another version."""

    move = graphene.Field(CrmJourneyMove, description="The move, which has begun.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the journey.")
        from_version = graphene.Int(
            required=True, description="The number of the version that they are on."
        )
        to_version = graphene.Int(
            required=True, description="The number of the version that they go to."
        )
        mapping = JSON(
            required=True,
            description=(
                "For every step of the old version its new one; an empty text to leave."
            ),
        )

    class Meta:
        description = "Move everybody who is on one version to another one."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        from_version: int,
        to_version: int,
        mapping: Any,
    ) -> Any:
        if not isinstance(mapping, dict) or not all(
            isinstance(step, str) for step in mapping.values()
        ):
            raise InvalidMapping(
                Sentence("The mapping must be an object of names of steps.")
            )
        move = move_people(
            node_row_id(id, "CrmJourney", field="id"),
            from_version,
            to_version,
            mapping=mapping,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(move=move)
