"""What an order would earn, for staff who set up a program."""

from decimal import Decimal as PlainDecimal
from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...core.errors import CrmError
from ...core.sentences import Sentence, sentence_of
from ...loyalty.drafts import with_drafts
from ...loyalty.models import Program
from ...loyalty.policies.preview import (
    ImaginedOrder,
    imagined_state,
    points_preview,
)
from ...loyalty.programs import ProgramTerms, program_terms
from ...saleor_adapter.graphql import (
    JSON,
    BaseInputObjectType,
    BaseObjectType,
    Decimal,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    PositiveDecimal,
    ResolveInfo,
)
from ...tiers.models import Tier, TierLadder
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..points import CrmPoints
from ..refused_arguments import refused_argument
from .loaders import LadderByBookLoader, ProgramsLoader

# No shop's order is worth more, in no currency; and no currency has smaller coins.
MOST_MONEY = PlainDecimal(10) ** 12
MOST_PLACES = 4
MOST_DRAFTS = 20


class CrmEarningDraftInput(BaseInputObjectType):
    """A rule that is not in force yet."""

    code = graphene.String(
        required=True, description="Which rule it is, such as `per_amount_spent`."
    )
    settings = JSON(required=True, description="The rule's settings.")

    class Meta:
        description = "A rule that is not in force yet."
        doc_category = DOC_CATEGORY


class CrmEarningPreviewInput(BaseInputObjectType):
    """An order that nobody has placed."""

    currency = graphene.String(required=True, description="The order's currency.")
    amount = PositiveDecimal(
        required=True, description="What its goods cost, as far as it earns."
    )
    shipping = PositiveDecimal(description="What its shipping costs. Default: 0.")
    tier = graphene.ID(
        description="The ID of the tier that the buyer has (`CrmTier`). Default: none."
    )
    is_first_order = graphene.Boolean(
        description="Whether it is the buyer's first. Default: false."
    )
    rules = NonNullList(
        CrmEarningDraftInput,
        description="Rules to take in place of those of the same codes, 20 at most.",
    )

    class Meta:
        description = "An order that nobody has placed: paid whole, nothing returned."
        doc_category = DOC_CATEGORY


class CrmEarningPreview(BaseObjectType):
    """What an order would earn."""

    points = CrmPoints(required=True, description="All points that it would earn.")
    order_points = CrmPoints(
        required=True, description="Those for the money that is spent on it."
    )
    first_order_points = CrmPoints(
        required=True, description="Those for being the buyer's first."
    )
    worth = Decimal(
        description="What they are worth to the books, in the order's currency; null if that is not set."
    )

    class Meta:
        description = "What an order would earn."
        doc_category = DOC_CATEGORY


class EarningPreviewQueries(graphene.ObjectType):
    """Try a program out before anybody buys."""

    crm_earning_preview = PermissionsField(
        CrmEarningPreview,
        program=graphene.ID(required=True, description="The ID of the program."),
        input=CrmEarningPreviewInput(required=True, description="The order."),
        description="Reckon what an order would earn now, also by rules that are not in force yet; null for a program that does not exist.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_earning_preview(
        _root: Any, info: ResolveInfo, program: str, input: Any
    ) -> Promise:
        row_id = asked_row_id(program, "CrmProgram", argument="program")
        order = ImaginedOrder(
            currency=input["currency"],
            goods=_money(input["amount"], "amount"),
            shipping=_money(input.get("shipping"), "shipping"),
            is_first=bool(input.get("is_first_order")),
        )
        drafts = asked_drafts(input.get("rules") or [])

        def with_program(rows: list[Program]) -> Any:
            row = next((row for row in rows if row.pk == row_id), None)
            if row is None:
                return None
            terms = _with_rules(program_terms(row), drafts)
            ladder = LadderByBookLoader(info.context).load(row.book_id)
            return ladder.then(
                lambda found: _preview(row, terms, order, _tier(found, input))
            )

        return ProgramsLoader(info.context).load("all").then(with_program)


def _money(given: PlainDecimal | None, field: str) -> PlainDecimal:
    amount = PlainDecimal(0) if given is None else PlainDecimal(str(given))
    exponent = amount.as_tuple().exponent
    if amount >= MOST_MONEY or not isinstance(exponent, int) or exponent < -MOST_PLACES:
        raise refused_argument(
            field,
            Sentence(
                "from 0 to below {most:f}, with {places} places at most.",
                most=MOST_MONEY,
                places=MOST_PLACES,
            ),
        )
    return amount


def asked_drafts(drafts: list[Any]) -> dict[str, Any]:
    """Return the settings by code. Raises GraphQLError where there are too many."""
    if len(drafts) > MOST_DRAFTS:
        raise refused_argument("rules", Sentence("{most} at most.", most=MOST_DRAFTS))
    return {draft["code"]: draft["settings"] for draft in drafts}


def _with_rules(terms: ProgramTerms, drafts: dict[str, Any]) -> ProgramTerms:
    try:
        return with_drafts(terms, drafts, now=clock.now())
    except CrmError as error:
        raise refused_argument("rules", sentence_of(error)) from error


def _tier(ladder: TierLadder | None, asked: Any) -> Tier | None:
    given = asked.get("tier")
    if given is None:
        return None
    row_id = asked_row_id(given, "CrmTier", argument="tier")
    tiers = ladder.tiers.all() if ladder else []
    found = next((tier for tier in tiers if tier.pk == row_id), None)
    if found is None:
        raise refused_argument("tier", Sentence("The program has no such tier."))
    return found


def _preview(
    program: Program, terms: ProgramTerms, order: ImaginedOrder, tier: Tier | None
) -> CrmEarningPreview:
    found = points_preview(
        order,
        terms.terms_for(
            imagined_state(order, placed_at=clock.now()),
            multiplier=tier.multiplier if tier else PlainDecimal(1),
        ),
    )
    points = found.order + found.first_order
    worth = next(
        (
            row.worth_per_point
            for row in program.currencies.all()
            if row.currency == order.currency
        ),
        None,
    )
    return CrmEarningPreview(
        points=points,
        order_points=found.order,
        first_order_points=found.first_order,
        worth=None if worth is None else worth * points,
    )
