"""Puts our part of the API together and hands it to Saleor while it builds its schema."""

from collections.abc import Sequence
from typing import Any

import graphene

from ..saleor_adapter.graphql import COST_MAP
from .audit.queries import AuditQueries
from .costs import COSTS
from .identity.mutations import CrmProfileErase, CrmProfileExport
from .identity.queries import IdentityQueries
from .ledger.queries import LedgerQueries
from .loyalty.fields import add_fields as add_loyalty_fields
from .loyalty.mutations.adjustment_requests import (
    CrmPointsAdjustmentApprove,
    CrmPointsAdjustmentDecline,
    CrmPointsAdjustmentRequestCreate,
)
from .loyalty.mutations.earning_rules import CrmEarningRuleAdd, CrmEarningRuleEnd
from .loyalty.mutations.membership import CrmLoyaltyJoin, CrmLoyaltyLeave
from .loyalty.mutations.points_adjust import CrmPointsAdjust
from .loyalty.mutations.programs import CrmProgramCreate, CrmProgramUpdate
from .loyalty.queries import LoyaltyQueries
from .outbox.mutations import CrmStuckRetry, CrmStuckSkip
from .outbox.queries import OutboxQueries
from .tiers.mutations.exclusions import CrmProfileExclude, CrmProfileInclude
from .tiers.mutations.invitations import CrmTierInvitationEnd, CrmTierInvite
from .tiers.mutations.ladders import CrmTierLadderCreate, CrmTierLadderUpdate
from .tiers.mutations.tiers import CrmTierAdd, CrmTierRemove, CrmTierUpdate
from .timeline.mutations.notes import CrmFollowUpAdd, CrmFollowUpComplete, CrmNoteAdd
from .timeline.queries import TimelineQueries


class CrmQueries(
    AuditQueries,
    IdentityQueries,
    LedgerQueries,
    LoyaltyQueries,
    OutboxQueries,
    TimelineQueries,
):
    """Everything that can be asked at the root."""


class CrmMutations(graphene.ObjectType):
    """Everything that can be changed."""

    crm_earning_rule_add = CrmEarningRuleAdd.Field()
    crm_earning_rule_end = CrmEarningRuleEnd.Field()
    crm_follow_up_add = CrmFollowUpAdd.Field()
    crm_follow_up_complete = CrmFollowUpComplete.Field()
    crm_loyalty_join = CrmLoyaltyJoin.Field()
    crm_loyalty_leave = CrmLoyaltyLeave.Field()
    crm_note_add = CrmNoteAdd.Field()
    crm_points_adjust = CrmPointsAdjust.Field()
    crm_points_adjustment_approve = CrmPointsAdjustmentApprove.Field()
    crm_points_adjustment_decline = CrmPointsAdjustmentDecline.Field()
    crm_points_adjustment_request_create = CrmPointsAdjustmentRequestCreate.Field()
    crm_profile_erase = CrmProfileErase.Field()
    crm_profile_exclude = CrmProfileExclude.Field()
    crm_profile_export = CrmProfileExport.Field()
    crm_profile_include = CrmProfileInclude.Field()
    crm_program_create = CrmProgramCreate.Field()
    crm_program_update = CrmProgramUpdate.Field()
    crm_tier_add = CrmTierAdd.Field()
    crm_tier_invitation_end = CrmTierInvitationEnd.Field()
    crm_tier_invite = CrmTierInvite.Field()
    crm_tier_ladder_create = CrmTierLadderCreate.Field()
    crm_tier_ladder_update = CrmTierLadderUpdate.Field()
    crm_tier_remove = CrmTierRemove.Field()
    crm_tier_update = CrmTierUpdate.Field()
    crm_stuck_retry = CrmStuckRetry.Field()
    crm_stuck_skip = CrmStuckSkip.Field()


def extend(
    query: type, mutation: type, types: Sequence[Any]
) -> tuple[type, type, list[Any]]:
    """Return Saleor's roots with ours added, and add our fields to its types; called once.

    Costs are added here and nowhere else: Saleor checks its cost map against the schema at each
    request, so an entry for a field that is not there would make every query fail.
    """
    add_loyalty_fields()
    for type_name, fields in COSTS.items():
        COST_MAP.setdefault(type_name, {}).update(fields)
    return (
        type("Query", (CrmQueries, query), {}),
        type("Mutation", (CrmMutations, mutation), {}),
        list(types),
    )
