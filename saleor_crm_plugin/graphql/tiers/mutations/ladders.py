"""Give a program a ladder of tiers, and change the ladder."""

from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    DiscountPermissions,
    ResolveInfo,
)
from ....tiers.actions.settings import LadderSettings, create_ladder, update_ladder
from ....tiers.models import DowngradeStyle, TierBasis, TierWindow
from ....tiers.queries import stored_ladders
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..of_programs import program_of
from ..types import (
    CrmTierBasisEnum,
    CrmTierDowngradeEnum,
    CrmTierLadder,
    CrmTierWindowEnum,
)
from . import CrmTierError

_KINDS = {"basis": TierBasis, "window": TierWindow, "downgrade": DowngradeStyle}


class CrmTierLadderInput(BaseInputObjectType):
    """All settings of a ladder."""

    basis = CrmTierBasisEnum(required=True, description="What counts towards a tier.")
    window = CrmTierWindowEnum(
        required=True, description="The time in which it counts."
    )
    window_months = graphene.Int(
        description="How many months a rolling window has. Default: 12."
    )
    time_zone = graphene.String(
        description="The zone in which months and years begin. Default: UTC."
    )
    pending_counts = graphene.Boolean(
        description="Whether pending points count. Default: true."
    )
    grace_days = graphene.Int(
        description="Days for which a tier is kept after it would be lost. Default: 30."
    )
    downgrade = CrmTierDowngradeEnum(
        description="How far a member falls when the grace is over. Default: one step."
    )
    excludes_staff = graphene.Boolean(
        description="Whether staff count nowhere. Default: true."
    )

    class Meta:
        description = (
            "All settings of a ladder of tiers; what is left out takes its default."
        )
        doc_category = DOC_CATEGORY


class CrmTierLadderCreate(CrmMutation):
    """Give a program its ladder."""

    ARGUMENTS = {"book": "program"}

    ladder = graphene.Field(CrmTierLadder, description="The new ladder.")

    class Arguments:
        program = graphene.ID(required=True, description="The ID of the program.")
        input = CrmTierLadderInput(required=True, description="Its settings.")

    class Meta:
        description = "Give a program a ladder of tiers."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmTierError

    @classmethod
    def act(cls, info: ResolveInfo, *, program: str, input: dict[str, Any]) -> Any:
        found = program_of(program)
        ladder = create_ladder(
            found.book_id,
            _settings(input),
            channels=[row.channel for row in found.channels.all()],
            author=author_of(info),
            now=clock.now(),
        )
        return cls(ladder=stored_ladders().get(pk=ladder.pk))


class CrmTierLadderUpdate(CrmMutation):
    """Change a ladder."""

    ARGUMENTS = {"ladder": "id", "thresholds": "basis"}

    ladder = graphene.Field(CrmTierLadder, description="The ladder after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the ladder.")
        input = CrmTierLadderInput(required=True, description="All its settings.")
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = (
            "Change a ladder of tiers; members follow at their next order or review."
        )
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmTierError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        input: dict[str, Any],
        version: int | None = None,
    ) -> Any:
        ladder = update_ladder(
            node_row_id(id, "CrmTierLadder", field="id"),
            _settings(input),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(ladder=stored_ladders().get(pk=ladder.pk))


def _settings(given: dict[str, Any]) -> LadderSettings:
    values = {name: value for name, value in given.items() if value is not None}
    for name, kind in _KINDS.items():
        if name in values:
            values[name] = kind(values[name])
    return LadderSettings(**values)
