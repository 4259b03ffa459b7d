"""The figures of a journey: counts, revenue by currency, and the comparison with its holdout."""

import datetime
from collections.abc import Mapping
from typing import Any

import graphene

from ...analytics.definitions import DEFINITIONS, LABELS, Metric
from ...analytics.figures import Comparison, JourneyFigures
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    Decimal,
    NonNullList,
)
from .. import DOC_CATEGORY
from .measured import CrmMeasured, words_of


class CrmMetric(BaseObjectType):
    """A number with its meaning."""

    value = graphene.Int(required=True, description="The number.")

    class Meta:
        interfaces = (CrmMeasured,)
        description = "A number with what it means and how fresh it is."
        doc_category = DOC_CATEGORY


class CrmExitCount(BaseObjectType):
    """How many passages were over for a reason."""

    reason = graphene.String(required=True, description="The reason, as a code.")
    passages = graphene.Int(required=True, description="How many passages.")

    class Meta:
        description = "How many passages were over for one reason."
        doc_category = DOC_CATEGORY


class CrmExits(BaseObjectType):
    """Why passages were over."""

    reasons = NonNullList(
        CrmExitCount, required=True, description="The reasons, the most frequent first."
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "Why passages were over, with what it means and how fresh it is."
        doc_category = DOC_CATEGORY


class CrmRevenueAmount(BaseObjectType):
    """What orders brought in one currency."""

    currency = graphene.String(required=True, description="The currency's code.")
    orders = graphene.Int(required=True, description="How many orders.")
    gross = Decimal(
        required=True, description="Paid, and taken off by the journey's coupons."
    )
    refunded = Decimal(required=True, description="Refunded or charged back.")
    coupon_cost = Decimal(
        required=True, description="What the journey's coupons took off any order."
    )
    net = Decimal(required=True, description="Gross less refunds and coupons.")

    class Meta:
        description = "What orders brought in one currency; currencies are never added."
        doc_category = DOC_CATEGORY


class CrmRevenue(BaseObjectType):
    """What a journey's orders brought."""

    amounts = NonNullList(
        CrmRevenueAmount, required=True, description="The amounts, by currency."
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "What orders brought, with what it means and how fresh it is."
        doc_category = DOC_CATEGORY


class CrmInterval(BaseObjectType):
    """An estimate with its interval."""

    estimate = graphene.Float(required=True, description="The most likely value.")
    low = graphene.Float(required=True, description="The lower end.")
    high = graphene.Float(required=True, description="The upper end.")
    is_certain = graphene.Boolean(
        required=True, description="Whether the interval leaves out zero."
    )

    class Meta:
        description = "An estimate with the interval in which the truth lies, in 95 %."
        doc_category = DOC_CATEGORY


class CrmLiftRefusal(BaseObjectType):
    """Why no lift is claimed."""

    what = graphene.String(
        required=True, description="What is too few: `people` or `conversions`."
    )
    needed = graphene.Int(
        required=True,
        description="How many are needed: people on each side, conversions in all.",
    )
    treated = graphene.Int(required=True, description="How many treated there are.")
    held_out = graphene.Int(required=True, description="How many held out there are.")

    class Meta:
        description = "Why no lift is claimed: too few people or conversions."
        doc_category = DOC_CATEGORY


class CrmComparisonSide(BaseObjectType):
    """Everybody on one side of a holdout."""

    people = graphene.Int(required=True, description="People whose days are over.")
    waiting = graphene.Int(required=True, description="People whose days still run.")
    converted = graphene.Int(
        required=True, description="How many of the people reached the goal."
    )

    class Meta:
        description = "Everybody who was drawn into one side of a holdout."
        doc_category = DOC_CATEGORY


class CrmMoneyLift(BaseObjectType):
    """What a journey brought in one currency."""

    currency = graphene.String(required=True, description="The currency's code.")
    per_person = graphene.Field(
        CrmInterval, description="Net revenue more per person; null if refused."
    )
    total = graphene.Field(
        CrmInterval, description="The same for all the treated; null if refused."
    )
    refusal = graphene.Field(CrmLiftRefusal, description="Why nothing is claimed.")

    class Meta:
        description = "How much more net revenue the treated brought, in one currency."
        doc_category = DOC_CATEGORY


class CrmHoldoutComparison(BaseObjectType):
    """The treated beside the held out."""

    treated = graphene.Field(
        CrmComparisonSide, required=True, description="Those who are written to."
    )
    held_out = graphene.Field(
        CrmComparisonSide, required=True, description="Those who are only watched."
    )
    left_out = graphene.Int(
        required=True,
        description=(
            "People who count on neither side: they were drawn on both before two profiles were "
            "merged into one."
        ),
    )
    conversion = graphene.Field(
        CrmInterval,
        description="How much more of the treated convert, as a part of 1; null if refused.",
    )
    refusal = graphene.Field(
        CrmLiftRefusal, description="Why no lift of the conversion is claimed."
    )
    revenue = NonNullList(
        CrmMoneyLift, required=True, description="The lift of revenue, by currency."
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "What the journey changed: the treated beside the held out."
        doc_category = DOC_CATEGORY


def _count(metric: Metric) -> graphene.Field:
    return graphene.Field(CrmMetric, required=True, description=DEFINITIONS[metric])


class CrmJourneyKpis(BaseObjectType):
    """What a journey did and brought."""

    since = DateTime(description="From when passages count; null for all.")
    until = DateTime(required=True, description="Until before when passages count.")
    data_until = DateTime(
        required=True, description="All changes of the shop until then are in it."
    )
    days = graphene.Int(
        required=True,
        description="Within how many days orders count: those of the goal in force.",
    )
    enrolled = _count(Metric.ENROLLED)
    shadow = _count(Metric.SHADOW)
    sent = _count(Metric.SENT)
    delivered = _count(Metric.DELIVERED)
    opened = _count(Metric.OPENED)
    clicked = _count(Metric.CLICKED)
    messages = _count(Metric.MESSAGES)
    goal_reached = _count(Metric.GOAL_REACHED)
    exits = graphene.Field(CrmExits, required=True, description="Why people left.")
    revenue = graphene.Field(
        CrmRevenue, required=True, description="What orders brought, by currency."
    )
    comparison = graphene.Field(
        CrmHoldoutComparison,
        description="The treated beside the held out; null without a holdout.",
    )

    class Meta:
        description = "What a journey did and brought, reckoned when it is asked."
        doc_category = DOC_CATEGORY


def shown(found: JourneyFigures) -> CrmJourneyKpis:
    """Return the figures as the API shows them, each with its definition."""
    counts = {
        metric.value: CrmMetric(value=value, **_words(metric, found.data_until))
        for metric, value in found.counts.items()
    }
    return CrmJourneyKpis(
        since=found.period.since,
        until=found.period.until,
        data_until=found.data_until,
        days=found.days,
        exits=CrmExits(reasons=found.exits, **_words(Metric.EXITS, found.data_until)),
        revenue=CrmRevenue(
            amounts=found.revenue, **_words(Metric.REVENUE, found.data_until)
        ),
        comparison=holdout_comparison(
            found.comparison, _words(Metric.COMPARISON, found.data_until)
        ),
        **counts,
    )


def holdout_comparison(
    compared: Comparison | None, words: Mapping[str, Any]
) -> CrmHoldoutComparison | None:
    """Return the treated beside the held out, and what the figure says of itself; None for none."""
    if compared is None:
        return None
    return CrmHoldoutComparison(
        treated=compared.treated,
        held_out=compared.held_out,
        left_out=compared.left_out,
        conversion=compared.conversion,
        refusal=compared.refusal,
        revenue=compared.revenue,
        **words,
    )


def _words(metric: Metric, data_until: datetime.datetime) -> dict[str, Any]:
    return words_of(metric, LABELS, DEFINITIONS, data_until)
