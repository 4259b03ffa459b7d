"""Give a program ways to earn, change them, and end them."""

import datetime
from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....loyalty.actions.rules import NewRule, add_rule, end_rule, replace_rule
from ....loyalty.errors import InvalidRuleSettings
from ....saleor_adapter.graphql import (
    JSON,
    BaseInputObjectType,
    DateTime,
    DiscountPermissions,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..program_types import CrmEarningRule
from . import CrmLoyaltyError


class CrmEarningRuleInput(BaseInputObjectType):
    """A way to earn points."""

    code = graphene.String(
        required=True, description="Which rule it is, such as `per_amount_spent`."
    )
    settings = JSON(
        required=True,
        description="The rule's settings, as the reference of earning rules describes them.",
    )
    starts_at = DateTime(
        description="From when it is in force. Default: the program's start."
    )
    ends_at = DateTime(description="Until when, not included; null for no end.")

    class Meta:
        description = "A way to earn points in a program."
        doc_category = DOC_CATEGORY


class CrmEarningRuleAdd(CrmMutation):
    """Put a rule in force."""

    rule = graphene.Field(CrmEarningRule, description="The new rule.")

    class Arguments:
        program = graphene.ID(required=True, description="The ID of the program.")
        input = CrmEarningRuleInput(required=True, description="The rule.")

    class Meta:
        description = "Put an earning rule in force; the same rule cannot be there twice at a time."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(cls, info: ResolveInfo, *, program: str, input: dict[str, Any]) -> Any:
        asked = NewRule(
            program_id=node_row_id(program, "CrmProgram", field="program"),
            code=input["code"],
            settings=_object(input["settings"]),
            starts_at=input.get("starts_at"),
            ends_at=input.get("ends_at"),
        )
        return cls(rule=add_rule(asked, author=author_of(info), now=clock.now()))


class CrmEarningRuleEnd(CrmMutation):
    """End a rule."""

    ARGUMENTS = {"rule": "id", "startsAt": "endsAt"}

    rule = graphene.Field(CrmEarningRule, description="The rule after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the rule.")
        ends_at = DateTime(description="When it ends. Default: now.")

    class Meta:
        description = "End an earning rule. Points that were earned by it stay."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, id: str, ends_at: datetime.datetime | None = None
    ) -> Any:
        now = clock.now()
        row = end_rule(
            node_row_id(id, "CrmEarningRule", field="id"),
            ends_at=ends_at or now,
            author=author_of(info),
            now=now,
        )
        return cls(rule=row)


class CrmEarningRuleReplace(CrmMutation):
    """Give a rule other settings from a moment on."""

    ARGUMENTS = {"rule": "id"}

    rule = graphene.Field(
        CrmEarningRule, description="The rule that takes the place of the other."
    )

    class Arguments:
        id = graphene.ID(
            required=True, description="The ID of the rule; it must have no end."
        )
        settings = JSON(required=True, description="Its settings from then on.")
        starts_at = DateTime(description="From when they count. Default: now.")

    class Meta:
        description = "Let an earning rule have other settings from a moment on. Points that were earned by it stay."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        settings: Any,
        starts_at: datetime.datetime | None = None,
    ) -> Any:
        now = clock.now()
        row = replace_rule(
            node_row_id(id, "CrmEarningRule", field="id"),
            _object(settings),
            starts_at=starts_at or now,
            author=author_of(info),
            now=now,
        )
        return cls(rule=row)


def _object(settings: Any) -> dict[str, Any]:
    if not isinstance(settings, dict):
        raise InvalidRuleSettings(Sentence("The settings must be an object."))
    return settings
