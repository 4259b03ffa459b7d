"""The settings of a program as staff send them."""

from typing import Any

import graphene

from ....core.points import Rounding
from ....ledger.kinds import ShortfallPolicy
from ....loyalty.terms import ExpiryRounding, ExpiryStart, ExpiryUnit
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    DateTime,
    NonNullList,
    PositiveDecimal,
)
from ... import DOC_CATEGORY
from ..program_types import (
    CrmExpiryRoundingEnum,
    CrmExpiryStartEnum,
    CrmExpiryUnitEnum,
    CrmRoundingEnum,
    CrmShortfallEnum,
)

_KINDS = {
    "rounding": Rounding,
    "expiry_unit": ExpiryUnit,
    "expiry_rounding": ExpiryRounding,
    "expiry_start": ExpiryStart,
    "shortfall": ShortfallPolicy,
}
_MAY_BE_NULL = frozenset({"ends_at", "adjustment_limit", "leaver_keep_days"})


class CrmProgramCurrencyInput(BaseInputObjectType):
    """What a point is worth to the books in one currency."""

    currency = graphene.String(required=True, description="The currency, such as EUR.")
    worth_per_point = PositiveDecimal(
        required=True, description="What one point is worth."
    )

    class Meta:
        description = "What a point is worth to the books in one currency."
        doc_category = DOC_CATEGORY


class CrmProgramInput(BaseInputObjectType):
    """Settings of a program; what is left out stays as it is, or takes its default."""

    code = graphene.String(description="A short code; no other program may have it.")
    name = graphene.String(description="The name that members see.")
    unit_name = graphene.String(
        description="What its points are called. Default: points."
    )
    is_active = graphene.Boolean(
        description="Whether points can be earned. Default: true."
    )
    channels = NonNullList(
        graphene.String,
        description="The slugs of the channels it covers; a channel has one program at a time.",
    )
    starts_at = DateTime(description="From when orders earn points. Default: now.")
    ends_at = DateTime(description="Until when, not included; null for no end.")
    time_zone = graphene.String(
        description="The zone in which its days begin, such as Europe/Rome. Default: UTC."
    )
    rounding = CrmRoundingEnum(
        description="How fractions of a point end. Default: down."
    )
    includes_tax = graphene.Boolean(
        description="Whether tax earns points. Default: true."
    )
    includes_shipping = graphene.Boolean(
        description="Whether shipping costs earn points. Default: false."
    )
    gift_cards_earn = graphene.Boolean(
        description="Whether what is paid by gift card earns points. Default: false."
    )
    excludes_staff = graphene.Boolean(
        description="Whether staff earn nothing. Default: true."
    )
    return_window_days = graphene.Int(
        description="Days after being sent for which a line's points wait. Default: 14."
    )
    max_pending_days = graphene.Int(
        description="Days from payment after which points wait no longer. Default: 30."
    )
    expiry_unit = CrmExpiryUnitEnum(
        description="In what the term is counted. Default: never."
    )
    expiry_length = graphene.Int(description="How long points last, in that unit.")
    expiry_rounding = CrmExpiryRoundingEnum(
        description="To the end of which period the last day is moved. Default: none."
    )
    expiry_start = CrmExpiryStartEnum(description="From when the term counts.")
    expiry_warning_days = graphene.Int(
        description="Days before their end on which points are announced. Default: 30."
    )
    shortfall = CrmShortfallEnum(
        description="What becomes of points to be taken back that were spent already."
    )
    courtesy_days = graphene.Int(
        description="Days that points last which come back after their term. Default: 14."
    )
    adjustment_limit = graphene.Int(
        description="The most points that one person may give or take; null for no limit."
    )
    leaver_keep_days = graphene.Int(
        description="Days that points of a member who left stay; null for good. Default: 30."
    )
    terms_version = graphene.String(
        description="The version of the terms in force; empty for none. Default: none."
    )
    request_days = graphene.Int(
        description="Days in which a second person can decide. Default: 14."
    )
    worth_per_point = NonNullList(
        CrmProgramCurrencyInput, description="What a point is worth, by currency."
    )

    class Meta:
        description = "Settings of a loyalty program."
        doc_category = DOC_CATEGORY


def settings_from(given: dict[str, Any]) -> dict[str, Any]:
    """Return the given settings as fields of `ProgramSettings`; a null means "not given"."""
    settings = {
        name: value
        for name, value in given.items()
        if value is not None or name in _MAY_BE_NULL
    }
    for name, kind in _KINDS.items():
        if name in settings:
            settings[name] = kind(settings[name])
    if "channels" in settings:
        settings["channels"] = tuple(dict.fromkeys(settings["channels"]))
    if "worth_per_point" in settings:
        settings["worth_per_point"] = {
            one["currency"]: one["worth_per_point"]
            for one in settings["worth_per_point"]
        }
    return settings
