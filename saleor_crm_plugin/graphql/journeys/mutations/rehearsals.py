"""Ask for rehearsals, and stop them."""

import datetime
from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....journeys.actions.rehearsals import ask_for_rehearsal, cancel_rehearsal
from ....journeys.errors import InvalidSetting, JourneyNotFound
from ....journeys.queries import journeys, versions_of
from ....saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    DateTime,
    NonNullList,
    PermissionDenied,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...access import author_of, is_allowed
from ...errors import CrmMutation
from ...ids import node_row_id, person_row_id
from ..types import CrmRehearsal
from . import STAFF, CrmJourneyError

ON_TRIAL = "trial"


class CrmRehearsalStart(CrmMutation):
    """Ask for a rehearsal."""

    rehearsal = graphene.Field(CrmRehearsal, description="The rehearsal, which waits.")

    class Arguments:
        since = DateTime(
            required=True, description="The beginning of the time to play."
        )
        until = DateTime(
            required=True, description="The end of that time, not included, and past."
        )
        journeys = NonNullList(
            graphene.ID,
            description="The IDs of journeys, each with its draft, else as published.",
        )
        definition = JSON(description="A definition that belongs to no journey yet.")
        profile = graphene.ID(
            description=(
                "Only this person, with every decision; "
                "needs the permission to manage customers."
            )
        )

    class Meta:
        description = (
            "Run journeys over the past with a simulated clock; nothing of it happens."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        since: datetime.datetime,
        until: datetime.datetime,
        **chosen: Any,
    ) -> Any:
        definitions = _definitions(chosen.get("journeys") or [])
        if chosen.get("definition") is not None:
            definitions[ON_TRIAL] = chosen["definition"]
        row = ask_for_rehearsal(
            definitions,
            since,
            until,
            author=author_of(info),
            now=clock.now(),
            profile_id=_profile(info, chosen.get("profile")),
        )
        return cls(rehearsal=row)


class CrmRehearsalCancel(CrmMutation):
    """Stop a rehearsal."""

    rehearsal = graphene.Field(CrmRehearsal, description="The rehearsal after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the rehearsal.")

    class Meta:
        description = "Stop a rehearsal; one that is over stays as it is."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, _info: ResolveInfo, *, id: str) -> Any:
        rehearsal_id = node_row_id(id, "CrmRehearsal", field="id")
        return cls(rehearsal=cancel_rehearsal(rehearsal_id, now=clock.now()))


def _definitions(given: list[str]) -> dict[str, Any]:
    ids = [node_row_id(one, "CrmJourney", field="journeys") for one in given]
    codes = dict(journeys().filter(pk__in=ids).values_list("pk", "code"))
    found = versions_of(ids)
    definitions = {}
    for journey_id in ids:
        if journey_id not in codes:
            raise JourneyNotFound(journey_id)
        if not found[journey_id]:
            raise InvalidSetting(
                Sentence("A journey without a version."), field="journeys"
            )
        # Newest first: the draft, where there is one.
        definitions[codes[journey_id]] = found[journey_id][0].definition
    return definitions


def _profile(info: ResolveInfo, given: str | None) -> int | None:
    if given is None:
        return None
    if not is_allowed(info, AccountPermissions.MANAGE_USERS):
        raise PermissionDenied(permissions=[AccountPermissions.MANAGE_USERS])
    return person_row_id(given, field="profile")
