"""Programs with their settings, and the rules that there are, for staff."""

from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...loyalty.earning_rule import EarningRule, earning_rules
from ...loyalty.queries import RequestState, adjustment_requests
from ...saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    BaseObjectType,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from .loaders import ProgramsLoader
from .program_types import CrmProgram
from .request_types import CrmPointsAdjustmentRequestConnection, CrmRequestStateEnum


class CrmEarningRuleType(BaseObjectType):
    """A kind of earning rule, with the form of its settings."""

    code = graphene.String(required=True, description="The code to add such a rule by.")
    label = graphene.String(required=True, description="What it does, in words.")
    occasion = graphene.String(
        required=True,
        description="What it rewards: order, first_order, sign_up or profile_field.",
    )
    settings_schema = JSON(
        required=True,
        description="The JSON Schema of its settings, to make a form from.",
    )

    class Meta:
        description = "A kind of earning rule, with the form of its settings."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_occasion(root: type[EarningRule], _info: ResolveInfo) -> str:
        return root.occasion.value

    @staticmethod
    def resolve_settings_schema(
        root: type[EarningRule], _info: ResolveInfo
    ) -> dict[str, Any]:
        return root.Settings.model_json_schema()


class LoyaltyQueries(graphene.ObjectType):
    """The settings of programs."""

    crm_program = PermissionsField(
        CrmProgram,
        id=graphene.ID(required=True, description="The ID of the program."),
        description="Look up a loyalty program.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )
    crm_programs = PermissionsField(
        NonNullList(CrmProgram),
        required=True,
        description="All loyalty programs, oldest first.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    crm_earning_rule_types = PermissionsField(
        NonNullList(CrmEarningRuleType),
        required=True,
        description="The kinds of earning rules that a program can have, by code.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    crm_points_adjustment_requests = KeysetConnectionField(
        CrmPointsAdjustmentRequestConnection,
        state=CrmRequestStateEnum(description="Only requests in this state."),
        description="Adjustments that need or needed a second person, newest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_points_adjustment_requests(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        state: str | None = None,
    ) -> Any:
        wanted = None if state is None else RequestState(state)
        with reading(info) as using:
            rows = adjustment_requests(now=clock.now(), state=wanted, using=using)
            return newest_first(
                CrmPointsAdjustmentRequestConnection,
                rows,
                info,
                first=first,
                after=after,
            )

    @staticmethod
    def resolve_crm_program(_root: Any, info: ResolveInfo, id: str) -> Promise:
        row_id = asked_row_id(id, "CrmProgram", argument="id")
        programs = ProgramsLoader(info.context).load("all")
        return programs.then(
            lambda rows: next((row for row in rows if row.pk == row_id), None)
        )

    @staticmethod
    def resolve_crm_programs(_root: Any, info: ResolveInfo) -> Promise:
        return ProgramsLoader(info.context).load("all")

    @staticmethod
    def resolve_crm_earning_rule_types(
        _root: Any, _info: ResolveInfo
    ) -> list[type[EarningRule]]:
        return list(earning_rules)
