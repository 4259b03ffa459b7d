"""Adjustments that wait for a second person."""

from typing import Any

import graphene

from ...core import clock
from ...loyalty.models import AdjustmentRequest
from ...loyalty.queries import RequestState, state_of
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullConnection,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..authors import NAME, Authored, name_of
from ..enums import described_enum
from ..ids import node_id
from ..points import CrmPoints
from .loaders import ProgramsLoader
from .program_types import CrmProgram

CrmRequestStateEnum = described_enum(
    "CrmRequestStateEnum", RequestState, "What has become of a request."
)


class CrmPointsAdjustmentRequest(Authored, BaseObjectType):
    """An adjustment that somebody asked for."""

    id = graphene.ID(required=True, description="The ID of the request.")
    state = CrmRequestStateEnum(required=True, description="What has become of it.")
    program = graphene.Field(
        CrmProgram, required=True, description="The program whose points it is about."
    )
    profile_id = graphene.ID(
        required=True, description="The ID of the member (`CrmProfile`)."
    )
    points = CrmPoints(
        required=True, description="Points to give, or below zero to take."
    )
    reason = graphene.String(
        required=True, description="Why; empty once the person was erased."
    )
    author = graphene.String(
        required=True, description="Who asked: `user:` or `app:` and a number."
    )
    requested_at = DateTime(required=True, description="When it was asked for.")
    expires_at = DateTime(
        required=True, description="When it can no longer be decided."
    )
    decided_by = graphene.String(description="Who decided; null as long as nobody did.")
    decided_by_name = graphene.String(description=f"What whoever decided {NAME}")
    decided_at = DateTime(description="When it was decided.")
    declined_because = graphene.String(
        required=True, description="Why it was declined, or an empty text."
    )

    class Meta:
        description = "An adjustment that waits, or waited, for a second person."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: AdjustmentRequest, _info: ResolveInfo) -> str:
        return node_id("CrmPointsAdjustmentRequest", root.pk)

    @staticmethod
    def resolve_decided_by_name(root: AdjustmentRequest, info: ResolveInfo) -> Any:
        return name_of(CrmPointsAdjustmentRequest.resolve_decided_by(root, info), info)

    @staticmethod
    def resolve_state(root: AdjustmentRequest, _info: ResolveInfo) -> str:
        return state_of(root, now=clock.now()).value

    @staticmethod
    def resolve_program(root: AdjustmentRequest, info: ResolveInfo) -> Any:
        programs = ProgramsLoader(info.context).load("all")
        return programs.then(
            lambda rows: next(row for row in rows if row.pk == root.program_id)
        )

    @staticmethod
    def resolve_profile_id(root: AdjustmentRequest, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.profile_id)

    @staticmethod
    def resolve_reason(root: AdjustmentRequest, _info: ResolveInfo) -> str:
        return root.words.reason if hasattr(root, "words") else ""

    @staticmethod
    def resolve_declined_because(root: AdjustmentRequest, _info: ResolveInfo) -> str:
        return root.words.declined_because if hasattr(root, "words") else ""

    @staticmethod
    def resolve_decided_by(root: AdjustmentRequest, _info: ResolveInfo) -> str | None:
        return root.decision.decided_by if hasattr(root, "decision") else None

    @staticmethod
    def resolve_decided_at(root: AdjustmentRequest, _info: ResolveInfo) -> Any:
        return root.decision.decided_at if hasattr(root, "decision") else None


class CrmPointsAdjustmentRequestConnection(NonNullConnection):
    """A page of requests."""

    class Meta:
        node = CrmPointsAdjustmentRequest
        description = "A page of requests for adjustments, newest first."
        doc_category = DOC_CATEGORY
