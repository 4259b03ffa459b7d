"""Ask for an adjustment above the limit, and decide about what somebody else asked for."""

from typing import Any

import graphene

from ....core import clock
from ....loyalty.actions.adjust import PointsAdjustment
from ....loyalty.actions.adjustment_requests import (
    approve_adjustment,
    decline_adjustment,
    request_adjustment,
)
from ....loyalty.models import AdjustmentRequest
from ....loyalty.queries import adjustment_requests
from ....saleor_adapter.graphql import AccountPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id, person_row_id
from ...keys import opaque_key
from ..request_types import CrmPointsAdjustmentRequest
from . import CrmLoyaltyError

REQUEST = "CrmPointsAdjustmentRequest"


class CrmPointsAdjustmentRequestCreate(CrmMutation):
    """Ask for points to be given or taken."""

    request = graphene.Field(CrmPointsAdjustmentRequest, description="The request.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        program = graphene.ID(required=True, description="The ID of the program.")
        points = graphene.Int(
            required=True,
            description="Points to give, or below zero to take; never zero.",
        )
        reason = graphene.String(
            required=True, description="Why; the member reads it once it is approved."
        )
        key = graphene.String(
            description="A key of yours: the same key again asks for nothing a second time."
        )

    class Meta:
        description = "Ask for points to be given or taken; they move when somebody else approves."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        profile: str,
        program: str,
        points: int,
        reason: str,
        key: str | None = None,
    ) -> Any:
        asked = PointsAdjustment(
            program_id=node_row_id(program, "CrmProgram", field="program"),
            profile_id=person_row_id(profile, field="profile"),
            points=points,
            reason=reason,
            author=author_of(info),
            key=opaque_key(key),
        )
        return cls(request=_shown(request_adjustment(asked, now=clock.now())))


class CrmPointsAdjustmentApprove(CrmMutation):
    """Approve what somebody else asked for."""

    ARGUMENTS = {"profile": "id", "program": "id", "points": "id", "key": "id"}

    request = graphene.Field(CrmPointsAdjustmentRequest, description="The request.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the request.")

    class Meta:
        description = (
            "Approve points that another member of staff asked for: they move at once."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        row = approve_adjustment(
            node_row_id(id, REQUEST, field="id"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(request=_shown(row))


class CrmPointsAdjustmentDecline(CrmMutation):
    """Decline what somebody else asked for."""

    request = graphene.Field(CrmPointsAdjustmentRequest, description="The request.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the request.")
        reason = graphene.String(required=True, description="Why; it is kept.")

    class Meta:
        description = "Decline points that another member of staff asked for."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, reason: str) -> Any:
        row = decline_adjustment(
            node_row_id(id, REQUEST, field="id"),
            reason=reason,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(request=_shown(row))


def _shown(row: AdjustmentRequest) -> AdjustmentRequest:
    return adjustment_requests(now=clock.now()).get(pk=row.pk)
