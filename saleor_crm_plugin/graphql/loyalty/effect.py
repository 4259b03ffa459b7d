"""What other rules would have changed for whom, for staff before they put them in force."""

from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...core.errors import CrmError
from ...core.sentences import Sentence, sentence_of
from ...loyalty.effects import EffectOfRules, effect_of_rules
from ...loyalty.models import Program
from ...saleor_adapter.graphql import (
    BaseObjectType,
    Decimal,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..points import CrmPoints
from ..reading import reading
from ..refused_arguments import refused_argument
from .loaders import ProgramsLoader
from .preview import CrmEarningDraftInput, asked_drafts

MOST_DAYS = 90
USUAL_DAYS = 30


class CrmEarningEffectWorth(BaseObjectType):
    """What the points would be worth in one currency."""

    currency = graphene.String(required=True, description="The currency.")
    now = Decimal(required=True, description="By the rules of now.")
    then = Decimal(required=True, description="By the rules that are tried.")

    class Meta:
        description = (
            "What the points are worth to the books, in one currency that has a worth."
        )
        doc_category = DOC_CATEGORY


class CrmEarningEffect(BaseObjectType):
    """What other rules would have changed."""

    days = graphene.Int(required=True, description="Of how many days the orders are.")
    members = graphene.Int(
        required=True, description="How many members have or had points."
    )
    members_looked_at = graphene.Int(
        required=True,
        description="How many of them were looked at: all, or a fair part of many.",
    )
    orders = graphene.Int(required=True, description="How many orders they placed.")
    customers = graphene.Int(
        required=True, description="How many of them placed orders."
    )
    gaining = graphene.Int(
        required=True, description="How many of them would have more points."
    )
    losing = graphene.Int(
        required=True, description="How many of them would have fewer points."
    )
    points_now = CrmPoints(required=True, description="All points by the rules of now.")
    points_then = CrmPoints(
        required=True, description="All points by the rules that are tried."
    )
    worth = NonNullList(
        CrmEarningEffectWorth,
        required=True,
        description="What they are worth to the books, by currency.",
    )

    class Meta:
        description = "What other rules would have changed, had the orders of the last days been placed now."
        doc_category = DOC_CATEGORY


class EarningEffectQueries(graphene.ObjectType):
    """See whom a change concerns before it is in force."""

    crm_earning_effect = PermissionsField(
        CrmEarningEffect,
        program=graphene.ID(required=True, description="The ID of the program."),
        rules=NonNullList(
            CrmEarningDraftInput,
            required=True,
            description="Rules to take in place of those of the same codes, 20 at most.",
        ),
        days=graphene.Int(
            description="Orders of how many days: from 1 to 90. Default: 30."
        ),
        description="Reckon what the orders of the last days would earn now, and by other rules; null for a program that does not exist.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_earning_effect(
        _root: Any,
        info: ResolveInfo,
        program: str,
        rules: list[Any],
        days: int | None = None,
    ) -> Promise:
        row_id = asked_row_id(program, "CrmProgram", argument="program")
        wanted = USUAL_DAYS if days is None else days
        if not 1 <= wanted <= MOST_DAYS:
            raise refused_argument(
                "days", Sentence("from 1 to {most}.", most=MOST_DAYS)
            )
        drafts = asked_drafts(rules)

        def with_program(rows: list[Program]) -> CrmEarningEffect | None:
            row = next((row for row in rows if row.pk == row_id), None)
            return None if row is None else _effect(info, row, drafts, wanted)

        return ProgramsLoader(info.context).load("all").then(with_program)


def _effect(
    info: ResolveInfo, row: Program, drafts: dict[str, Any], days: int
) -> CrmEarningEffect:
    try:
        with reading(info) as using:
            found = effect_of_rules(
                row, drafts, days=days, now=clock.now(), using=using
            )
    except CrmError as error:
        raise refused_argument("rules", sentence_of(error)) from error
    effect = found.effect
    return CrmEarningEffect(
        days=days,
        members=found.members,
        members_looked_at=found.looked_at,
        orders=effect.orders,
        customers=effect.customers,
        gaining=effect.gaining,
        losing=effect.losing,
        points_now=effect.points.now,
        points_then=effect.points.then,
        worth=_worths(row, found),
    )


def _worths(row: Program, found: EffectOfRules) -> list[CrmEarningEffectWorth]:
    worths = {one.currency: one.worth_per_point for one in row.currencies.all()}
    return [
        CrmEarningEffectWorth(
            currency=currency,
            now=worths[currency] * points.now,
            then=worths[currency] * points.then,
        )
        for currency, points in found.effect.by_currency.items()
        if currency in worths
    ]
