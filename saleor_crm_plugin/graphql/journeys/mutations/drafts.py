"""Make journeys, write their drafts, and check definitions."""

from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....journeys.actions.drafts import checked, create_journey, rename, save_draft
from ....journeys.errors import InvalidDefinition, InvalidSetting
from ....journeys.queries import journeys
from ....saleor_adapter.graphql import JSON, NonNullList, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmJourney, CrmJourneyProblem
from . import STAFF, CrmJourneyError

DEFINITION = "The definition, as the reference of journeys describes it."


class CrmJourneyCreate(CrmMutation):
    """Make a journey."""

    journey = graphene.Field(CrmJourney, description="The new journey, off.")

    class Arguments:
        code = graphene.String(required=True, description="A short code, unique.")
        name = graphene.String(required=True, description="The name that staff see.")
        definition = JSON(required=True, description=DEFINITION)

    class Meta:
        description = "Make a journey with its first draft; it is off."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, code: str, name: str, definition: Any) -> Any:
        row = create_journey(
            code, name, definition, author=author_of(info), now=clock.now()
        )
        return cls(journey=row)


class CrmJourneyUpdate(CrmMutation):
    """Change a journey's name or draft."""

    journey = graphene.Field(CrmJourney, description="The journey after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the journey.")
        name = graphene.String(description="Another name.")
        definition = JSON(description=f"Another draft. {DEFINITION}")
        based_on = graphene.String(
            description="The fingerprint of the newest version that was read: the draft is "
            "refused with `CHANGED_MEANWHILE` if somebody has written another since."
        )

    class Meta:
        description = "Change the name or the draft of a journey; published versions never change."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        name: str | None = None,
        definition: Any = None,
        based_on: str | None = None,
    ) -> Any:
        journey_id = node_row_id(id, "CrmJourney", field="id")
        author, now = author_of(info), clock.now()
        if name is None and definition is None:
            raise InvalidSetting(Sentence("Give a name or a definition."), field="name")
        if name is not None:
            rename(journey_id, name, author=author, now=now)
        if definition is not None:
            save_draft(
                journey_id, definition, author=author, now=now, based_on=based_on
            )
        return cls(journey=journeys().get(pk=journey_id))


class CrmJourneyValidate(CrmMutation):
    """Check a definition."""

    is_valid = graphene.Boolean(
        required=True, default_value=False, description="Whether it could be published."
    )
    problems = NonNullList(
        CrmJourneyProblem,
        required=True,
        default_value=(),
        description="Everything that is wrong with it.",
    )

    class Arguments:
        definition = JSON(required=True, description=DEFINITION)

    class Meta:
        description = (
            "Check a definition as a graph, and for what the shop has; changes nothing."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, _info: ResolveInfo, *, definition: Any) -> Any:
        try:
            checked(definition)
        except InvalidDefinition as refusal:
            return cls(is_valid=False, problems=refusal.problems)
        return cls(is_valid=True, problems=[])
