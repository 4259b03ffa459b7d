"""Give somebody a tier as a gift, and let the gift end."""

import datetime
from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import AccountPermissions, DateTime, ResolveInfo
from ....tiers.actions.invite import Invitation, end_invitation, invite
from ....tiers.queries import progress, stored_ladders, stored_tiers
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id, person_row_id
from ..types import CrmTierProgress
from . import CrmTierError


class CrmTierInvite(CrmMutation):
    """Give a tier until a moment."""

    progress = graphene.Field(
        CrmTierProgress, description="Where the member stands after it."
    )

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        tier = graphene.ID(required=True, description="The ID of the tier.")
        until = DateTime(required=True, description="When the gift ends.")
        reason = graphene.String(required=True, description="Why; it is kept.")

    class Meta:
        description = (
            "Give a member a tier until a moment, in place of any earlier invitation."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTierError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        profile: str,
        tier: str,
        until: datetime.datetime,
        reason: str,
    ) -> Any:
        asked = Invitation(
            profile_id=person_row_id(profile, field="profile"),
            tier_id=node_row_id(tier, "CrmTier", field="tier"),
            until=until,
            reason=reason,
            author=author_of(info),
        )
        now = clock.now()
        invite(asked, now=now)
        row = stored_tiers().select_related("ladder").get(pk=asked.tier_id)
        shown = _progress(asked.profile_id, row.ladder_id, row.ladder.book_id, now)
        return cls(progress=shown)


class CrmTierInvitationEnd(CrmMutation):
    """Let an invitation end early."""

    was_invited = graphene.Boolean(
        required=True,
        default_value=False,
        description="Whether there was an invitation to end.",
    )

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        ladder = graphene.ID(required=True, description="The ID of the ladder.")

    class Meta:
        description = (
            "Let an invitation end with the next review, which is due at once."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTierError

    @classmethod
    def act(cls, info: ResolveInfo, *, profile: str, ladder: str) -> Any:
        had_one = end_invitation(
            person_row_id(profile, field="profile"),
            node_row_id(ladder, "CrmTierLadder", field="ladder"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(was_invited=had_one)


def _progress(
    profile_id: int, ladder_id: int, book_id: int, now: datetime.datetime
) -> CrmTierProgress | None:
    found = progress(profile_id, book_id, now=now)
    ladder = stored_ladders().get(pk=ladder_id)
    names = {tier.code: tier.name for tier in ladder.tiers.all()}
    return CrmTierProgress.of(found, names) if found else None
