"""Correct a member's balance by hand."""

from typing import Any

import graphene

from ....core import clock
from ....loyalty.actions.adjust import PointsAdjustment, adjust_points
from ....loyalty.queries import programs
from ....saleor_adapter.graphql import AccountPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id, person_row_id
from ...keys import opaque_key
from ..account_types import CrmLoyalty, Member
from . import CrmLoyaltyError


class CrmPointsAdjust(CrmMutation):
    """Give or take points."""

    ARGUMENTS = {"approvedBy": "points"}

    loyalty = graphene.Field(CrmLoyalty, description="The member's points after it.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        program = graphene.ID(required=True, description="The ID of the program.")
        points = graphene.Int(
            required=True,
            description="Points to give, or below zero to take; never zero.",
        )
        reason = graphene.String(
            required=True, description="Why; the member reads it in the history."
        )
        key = graphene.String(
            description="A key of yours: the same key again changes nothing a second time."
        )

    class Meta:
        description = "Give a member points or take some, with a reason."
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
        adjust_points(asked, now=clock.now())
        row = programs().get(pk=asked.program_id)
        return cls(loyalty=Member(program=row, profile_id=asked.profile_id))
