"""The follow-ups that come with the plugin, as staff see them before and after installing."""

from typing import Any

import graphene

from ...journeys.queries import journeys
from ...journeys.ready_made_journey import ReadyMadeJourney, ready_made_journeys
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..reading import reading
from .types import CrmJourney


class CrmReadyMadeJourney(BaseObjectType):
    """A follow-up that comes with the plugin."""

    code = graphene.String(required=True, description="The code to install it by.")
    label = graphene.String(required=True, description="What it is called.")
    summary = graphene.String(required=True, description="What it does, in words.")
    purpose = graphene.String(
        required=True, description="The purpose that a reader must have agreed to."
    )
    list_code = graphene.String(
        required=True,
        description="The list that a reader unsubscribes from; empty for none.",
    )
    settings_schema = JSON(
        required=True, description="The JSON Schema of what can be chosen."
    )
    journey = graphene.Field(
        CrmJourney, description="The journey that it was installed as, if it was."
    )

    class Meta:
        description = "A follow-up that comes with the plugin, with its templates."
        doc_category = DOC_CATEGORY


class ReadyMadeJourneyQueries(graphene.ObjectType):
    """Follow-ups for those who manage discounts."""

    crm_ready_made_journeys = PermissionsField(
        NonNullList(CrmReadyMadeJourney),
        required=True,
        description="All follow-ups that come with the plugin, by code.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_ready_made_journeys(_root: Any, info: ResolveInfo) -> Any:
        codes = [kind.code for kind in ready_made_journeys]
        with reading(info) as using:
            rows = journeys(using=using).filter(code__in=codes)
            installed = {row.code: row for row in rows}
        return [_shown(kind, installed.get(kind.code)) for kind in ready_made_journeys]


def _shown(kind: type[ReadyMadeJourney], journey: Any) -> CrmReadyMadeJourney:
    return CrmReadyMadeJourney(
        code=kind.code,
        label=kind.label,
        summary=kind.summary,
        purpose=str(kind.purpose),
        list_code=kind.list_code,
        settings_schema=kind.Settings.model_json_schema(),
        journey=journey,
    )
