"""Programs and their rules."""

from typing import Any

import graphene

from ...core.points import Rounding
from ...ledger.kinds import ShortfallPolicy
from ...loyalty.earning_rule import earning_rules
from ...loyalty.models import Program, ProgramCurrency, ProgramRule
from ...loyalty.queries import SettingsFault
from ...loyalty.terms import ExpiryRounding, ExpiryStart, ExpiryUnit
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    Decimal,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..ids import node_id
from ..tiers.types import CrmTierLadder
from ..wording import worded
from .loaders import LadderByBookLoader, ProblemsByProgramLoader

CrmRoundingEnum = described_enum(
    "CrmRoundingEnum", Rounding, "How fractions of a point end."
)
CrmExpiryUnitEnum = described_enum(
    "CrmExpiryUnitEnum", ExpiryUnit, "In what a term is counted."
)
CrmExpiryRoundingEnum = described_enum(
    "CrmExpiryRoundingEnum",
    ExpiryRounding,
    "To the end of which period a term is moved.",
)
CrmExpiryStartEnum = described_enum(
    "CrmExpiryStartEnum", ExpiryStart, "From when a term is counted."
)
CrmShortfallEnum = described_enum(
    "CrmShortfallEnum",
    ShortfallPolicy,
    "What becomes of points to be taken back that were spent already.",
)
STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]


class CrmEarningRule(BaseObjectType):
    """A way to earn points in a program, with its settings."""

    id = graphene.ID(required=True, description="The ID of the rule.")
    code = graphene.String(required=True, description="Which rule it is.")
    label = graphene.String(required=True, description="What the rule does, in words.")
    settings = JSON(required=True, description="The rule's settings.")
    starts_at = DateTime(required=True, description="From when the rule is in force.")
    ends_at = DateTime(description="Until when, not included; null for no end.")

    class Meta:
        description = "A way to earn points in a program."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ProgramRule, _info: ResolveInfo) -> str:
        return node_id("CrmEarningRule", root.pk)

    @staticmethod
    def resolve_label(root: ProgramRule, _info: ResolveInfo) -> str:
        return (
            earning_rules[root.code].label if root.code in earning_rules else root.code
        )


class CrmProgramCurrency(BaseObjectType):
    """What a point is worth to the books in one currency."""

    currency = graphene.String(required=True, description="The currency.")
    worth_per_point = Decimal(required=True, description="What one point is worth.")

    class Meta:
        description = "What a point is worth to the books in one currency."
        doc_category = DOC_CATEGORY


class CrmProgramProblem(BaseObjectType):
    """Something missing in a program's settings."""

    code = graphene.String(
        required=True,
        description="What it is: `no_rule`, `missing_currency` or `missing_worth`.",
    )
    message = graphene.String(required=True, description="What it means, in words.")
    currency = graphene.String(
        description="The currency it is about, if it is about one."
    )
    rule = graphene.String(
        description="The code of the rule it is about, if it is about one."
    )

    class Meta:
        description = (
            "Something missing in a program's settings, so that somebody earns nothing."
        )
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_message(root: SettingsFault, info: ResolveInfo) -> str:
        return worded(root.message, info)

    @staticmethod
    def resolve_currency(root: SettingsFault, _info: ResolveInfo) -> str | None:
        return root.currency or None

    @staticmethod
    def resolve_rule(root: SettingsFault, _info: ResolveInfo) -> str | None:
        return root.rule or None


class CrmProgram(BaseObjectType):
    """A loyalty program."""

    id = graphene.ID(required=True, description="The ID of the program.")
    code = graphene.String(required=True, description="The code of the program.")
    name = graphene.String(required=True, description="The name of the program.")
    unit_name = graphene.String(
        required=True, description="What its points are called."
    )
    is_active = graphene.Boolean(
        required=True, description="Whether points can be earned."
    )
    starts_at = DateTime(required=True, description="From when orders earn points.")
    ends_at = DateTime(description="Until when, not included; null for no end.")
    time_zone = graphene.String(
        required=True, description="The zone in which its days begin."
    )
    channels = NonNullList(
        graphene.String,
        required=True,
        description="The slugs of the channels it covers.",
    )
    return_window_days = graphene.Int(
        required=True,
        description="How many days after being sent a line's points are still pending.",
    )
    max_pending_days = graphene.Int(
        required=True,
        description="After how many days from payment points are released in any case.",
    )
    rounding = CrmRoundingEnum(
        required=True, description="How fractions of a point end."
    )
    includes_tax = graphene.Boolean(
        required=True, description="Whether tax earns points."
    )
    includes_shipping = graphene.Boolean(
        required=True, description="Whether shipping costs earn points."
    )
    gift_cards_earn = graphene.Boolean(
        required=True, description="Whether what is paid by gift card earns points."
    )
    excludes_staff = graphene.Boolean(
        required=True, description="Whether the shop's staff earn nothing."
    )
    courtesy_days = graphene.Int(
        required=True,
        description="How many days points last that come back after their term.",
    )
    expiry_unit = CrmExpiryUnitEnum(
        required=True, description="In what the term is counted."
    )
    expiry_length = graphene.Int(
        required=True, description="How long points last, in that unit."
    )
    expiry_rounding = CrmExpiryRoundingEnum(
        required=True, description="To the end of which period the last day is moved."
    )
    expiry_start = CrmExpiryStartEnum(
        required=True, description="From when the term counts."
    )
    expiry_warning_days = graphene.Int(
        required=True,
        description="How many days before their end points are announced.",
    )
    shortfall = PermissionsField(
        CrmShortfallEnum,
        description="What becomes of points to be taken back that were spent already.",
        permissions=STAFF,
    )
    adjustment_limit = PermissionsField(
        graphene.Int,
        description="The most points that one person may give or take by hand; null for no limit.",
        permissions=STAFF,
    )
    terms_version = graphene.String(
        required=True,
        description="The version of the terms in force, to be accepted when joining; or empty.",
    )
    leaver_keep_days = graphene.Int(
        description="How many days the points of a member who left stay; null for good."
    )
    request_days = PermissionsField(
        graphene.Int,
        description="For how many days a second person can decide about an adjustment.",
        permissions=STAFF,
    )
    currencies = PermissionsField(
        NonNullList(CrmProgramCurrency),
        description="What a point is worth to the books, by currency.",
        permissions=STAFF,
    )
    problems = PermissionsField(
        NonNullList(CrmProgramProblem),
        description="What is missing in the settings; empty when all is well.",
        permissions=STAFF,
    )
    version = graphene.Int(
        required=True,
        description="How often its settings have changed: for whoever changes them.",
    )
    rules = NonNullList(
        CrmEarningRule,
        required=True,
        description="The ways to earn points, oldest first.",
    )
    ladder = graphene.Field(
        CrmTierLadder, description="The program's tiers, if it has any."
    )

    class Meta:
        description = "A loyalty program."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Program, _info: ResolveInfo) -> str:
        return node_id("CrmProgram", root.pk)

    @staticmethod
    def resolve_channels(root: Program, _info: ResolveInfo) -> list[str]:
        return sorted(row.channel for row in root.channels.all())

    @staticmethod
    def resolve_currencies(root: Program, _info: ResolveInfo) -> list[ProgramCurrency]:
        return sorted(root.currencies.all(), key=lambda row: row.currency)

    @staticmethod
    def resolve_problems(root: Program, info: ResolveInfo) -> Any:
        return ProblemsByProgramLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_rules(root: Program, _info: ResolveInfo) -> list[ProgramRule]:
        return sorted(root.rules.all(), key=lambda row: (row.starts_at, row.pk))

    @staticmethod
    def resolve_ladder(root: Program, info: ResolveInfo) -> Any:
        return LadderByBookLoader(info.context).load(root.book_id)
