"""Copies of everything about a person, and the shop's choices about keeping things."""

from typing import Any

import graphene

from ...privacy.links import copy_url
from ...privacy.models import ExportState, PersonExport
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..ids import node_id
from .loaders import ExportsLoader

CrmExportStateEnum = described_enum(
    "CrmExportStateEnum", ExportState, "How far a copy of a person's data is."
)


class CrmPersonExport(BaseObjectType):
    """A copy of everything about a person."""

    id = graphene.ID(required=True, description="The ID of the copy.")
    state = CrmExportStateEnum(required=True, description="How far it is.")
    asked_at = DateTime(required=True, description="When it was asked for.")
    parts_done = graphene.Int(
        required=True, description="How many kinds of data are in it."
    )
    parts_total = graphene.Int(
        required=True, description="How many there are; 0 before it was begun."
    )
    size = graphene.Float(required=True, description="Its size so far, in bytes.")
    expires_at = DateTime(
        description="Until when it can be fetched, 7 days; null unless it is ready."
    )
    url = graphene.String(
        description=(
            "Where it can be fetched: a ZIP archive of JSON documents. Whoever has the address "
            "can fetch it. Null unless it is ready."
        )
    )

    class Meta:
        description = "A copy of everything that is kept about a person."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: PersonExport, _info: ResolveInfo) -> str:
        return node_id("CrmPersonExport", root.pk)

    @staticmethod
    def resolve_url(root: PersonExport, _info: ResolveInfo) -> str | None:
        return copy_url(root.pk) if root.state == ExportState.READY else None


class PrivacyFields:
    """What `CrmProfile` shows of the copies that were made of a person's data."""

    exports = NonNullList(
        CrmPersonExport,
        required=True,
        description="The latest copies of the person's data, at most 10, newest first.",
    )

    @staticmethod
    def resolve_exports(root: Any, info: ResolveInfo) -> Any:
        return ExportsLoader(info.context).load(root.id)


class CrmTimelineRetention(BaseObjectType):
    """For how long one type of entries is kept."""

    entry_type = graphene.String(
        required=True, description="The type, such as `goods.viewed`."
    )
    label = graphene.String(required=True, description="What staff call it.")
    keep_days = graphene.Int(
        description="For how many days its entries are kept; null for good."
    )

    class Meta:
        description = "For how long entries of one type are kept in timelines."
        doc_category = DOC_CATEGORY


class CrmPrivacySettings(BaseObjectType):
    """The shop's choices about people's data."""

    keep_closed_accounts_days = graphene.Int(
        required=True,
        description="For how many days people are kept whose account was deleted.",
    )
    asks_before_inferring = graphene.Boolean(
        required=True,
        description=(
            "Whether lifecycle, relationship type, scores and predictions are made only of people "
            "who have agreed to the purpose `profiling`."
        ),
    )
    timeline_retention = NonNullList(
        CrmTimelineRetention,
        required=True,
        description="For how long each type of entries is kept, by its code.",
    )

    class Meta:
        description = "The shop's choices about keeping people's data."
        doc_category = DOC_CATEGORY
