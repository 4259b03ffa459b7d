"""Add tiers to a ladder, change them, and remove those that nobody has."""

from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    DiscountPermissions,
    NonNullList,
    PositiveDecimal,
    ResolveInfo,
)
from ....tiers.actions.settings import TierSettings, add_tier, remove_tier, update_tier
from ....tiers.errors import InvalidThreshold
from ....tiers.queries import stored_tiers
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmTier
from . import CrmTierError


class CrmTierThresholdInput(BaseInputObjectType):
    """What reaches a tier in one currency."""

    currency = graphene.String(
        description="The currency of spending; left out for points and for orders."
    )
    value = PositiveDecimal(
        required=True, description="The amount that reaches the tier."
    )

    class Meta:
        description = "What reaches a tier, in one currency or in points or orders."
        doc_category = DOC_CATEGORY


class CrmTierInput(BaseInputObjectType):
    """All settings of a tier."""

    code = graphene.String(
        required=True, description="A short code, unique on the ladder."
    )
    name = graphene.String(required=True, description="The name that members see.")
    rank = graphene.Int(required=True, description="Its place; a higher one is better.")
    thresholds = NonNullList(
        CrmTierThresholdInput,
        description="What reaches it; without any it is given by invitation only.",
    )
    multiplier = PositiveDecimal(
        description="By what earned points are multiplied. Default: 1."
    )
    has_early_access = graphene.Boolean(
        description="Whether members see new things earlier. Default: false."
    )
    description = graphene.String(description="What the tier brings.")

    class Meta:
        description = "All settings of a tier; what is left out takes its default."
        doc_category = DOC_CATEGORY


class CrmTierAdd(CrmMutation):
    """Add a tier."""

    tier = graphene.Field(CrmTier, description="The new tier.")

    class Arguments:
        ladder = graphene.ID(required=True, description="The ID of the ladder.")
        input = CrmTierInput(required=True, description="Its settings.")

    class Meta:
        description = "Add a tier to a ladder."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmTierError

    @classmethod
    def act(cls, info: ResolveInfo, *, ladder: str, input: dict[str, Any]) -> Any:
        row = add_tier(
            node_row_id(ladder, "CrmTierLadder", field="ladder"),
            _settings(input),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(tier=stored_tiers().get(pk=row.pk))


class CrmTierUpdate(CrmMutation):
    """Change a tier."""

    ARGUMENTS = {"tier": "id"}

    tier = graphene.Field(CrmTier, description="The tier after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the tier.")
        input = CrmTierInput(required=True, description="All its settings.")
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = "Change a tier; who has it keeps it until the next review."
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
        row = update_tier(
            node_row_id(id, "CrmTier", field="id"),
            _settings(input),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(tier=stored_tiers().get(pk=row.pk))


class CrmTierRemove(CrmMutation):
    """Remove a tier."""

    ARGUMENTS = {"tier": "id"}

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the tier.")

    class Meta:
        description = "Remove a tier that nobody has or ever had."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmTierError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        remove_tier(
            node_row_id(id, "CrmTier", field="id"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls()


def _settings(given: dict[str, Any]) -> TierSettings:
    values = {name: value for name, value in given.items() if value is not None}
    asked = values.get("thresholds", ())
    thresholds = {one.get("currency") or "": one["value"] for one in asked}
    if len(thresholds) < len(asked):
        raise InvalidThreshold(
            Sentence("There are two thresholds for the same currency.")
        )
    values["thresholds"] = thresholds
    return TierSettings(**values)
