"""Install the follow-ups that come with the plugin."""

from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....journeys.actions.install import install_journey
from ....journeys.errors import InvalidChoices
from ....journeys.policies.graph import Problem
from ....journeys.queries import journeys
from ....saleor_adapter.graphql import JSON, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ..types import CrmJourney
from . import STAFF, CrmJourneyError


class CrmReadyMadeJourneyInstall(CrmMutation):
    """Install a follow-up, or change what was chosen for it."""

    journey = graphene.Field(CrmJourney, description="The journey, published.")

    class Arguments:
        code = graphene.String(required=True, description="The code of the follow-up.")
        settings = JSON(
            description="What was chosen, by its schema. Default: everything as it comes."
        )

    class Meta:
        description = (
            "Install a follow-up that comes with the plugin, with its templates; it is off until "
            "it is turned on. Again with other settings, it gets a new version; with the same, "
            "nothing changes. Templates that are there stay as they are."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, code: str, settings: Any = None) -> Any:
        if settings is not None and not isinstance(settings, dict):
            raise InvalidChoices([Problem("settings", Sentence("Must be an object."))])
        journey = install_journey(
            code, settings or {}, author=author_of(info), now=clock.now()
        )
        return cls(journey=journeys().get(pk=journey.pk))
