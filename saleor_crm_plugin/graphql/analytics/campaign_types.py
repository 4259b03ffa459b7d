"""The figures of a campaign: its funnel, its money by currency, and the held out beside it."""

import datetime
from typing import Any

import graphene

from ...analytics.campaign_definitions import DEFINITIONS, LABELS, CampaignMetric
from ...analytics.campaign_figures import CampaignFigures, Figures
from ...analytics.campaign_queries import COUNTED, WITH_REASONS
from ...saleor_adapter.graphql import BaseObjectType, DateTime, Decimal, NonNullList
from .. import DOC_CATEGORY
from .measured import CrmMeasured, words_of
from .types import CrmHoldoutComparison, CrmMetric, holdout_comparison

_RATES = (CampaignMetric.UNSUBSCRIBED, CampaignMetric.COMPLAINED)


class CrmReasonCount(BaseObjectType):
    """How many people stand somewhere for a reason."""

    reason = graphene.String(
        required=True, description="The reason, as a code; empty where there is none."
    )
    people = graphene.Int(required=True, description="How many people.")

    class Meta:
        description = "How many people stand somewhere for one reason."
        doc_category = DOC_CATEGORY


class CrmMetricByReason(BaseObjectType):
    """A number with its parts."""

    value = graphene.Int(required=True, description="The number.")
    reasons = NonNullList(
        CrmReasonCount,
        required=True,
        description="Its parts by reason, the most frequent first.",
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "A number, why, what it means and how fresh it is."
        doc_category = DOC_CATEGORY


class CrmMetricRate(BaseObjectType):
    """A number beside those of whom it is a part."""

    value = graphene.Int(required=True, description="The number.")
    of = graphene.Int(required=True, description="Of how many people it is a part.")
    rate = graphene.Float(
        description="The number as a part of 1 of them; null where there are none."
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "A number and its rate, what it means and how fresh it is."
        doc_category = DOC_CATEGORY


class CrmCampaignRevenueAmount(BaseObjectType):
    """What was credited to a campaign in one currency."""

    currency = graphene.String(required=True, description="The currency's code.")
    orders = graphene.Int(required=True, description="How many orders.")
    gross = Decimal(
        required=True, description="Paid, and taken off by the campaign's codes."
    )
    refunded = Decimal(required=True, description="Refunded or charged back.")
    coupon_cost = Decimal(
        required=True, description="What the campaign's codes took off any order."
    )
    points_cost = Decimal(
        required=True, description="What the points of these orders are worth."
    )
    message_cost = Decimal(required=True, description="What the messages cost.")
    net = Decimal(required=True, description="Gross less refunds and all costs.")
    margin = Decimal(
        description="What is left of the lines whose cost is known; null without any."
    )
    lines = graphene.Int(required=True, description="Lines of these orders.")
    lines_known = graphene.Int(
        required=True, description="Those of them whose cost is known."
    )
    known_share = graphene.Float(
        description="The known lines as a part of 1 of all; null without lines."
    )

    class Meta:
        description = "Credited orders in one currency; currencies are never added."
        doc_category = DOC_CATEGORY


class CrmCampaignRevenue(BaseObjectType):
    """What a campaign's orders brought."""

    amounts = NonNullList(
        CrmCampaignRevenueAmount, required=True, description="The amounts, by currency."
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "What was credited, with what it means and how fresh it is."
        doc_category = DOC_CATEGORY


def _count(metric: CampaignMetric) -> graphene.Field:
    kind = CrmMetric
    if metric in WITH_REASONS:
        kind = CrmMetricByReason
    elif metric in _RATES:
        kind = CrmMetricRate
    return graphene.Field(kind, required=True, description=DEFINITIONS[metric])


class _Numbers:
    """What is told of a whole campaign and of each variant alike."""

    audience = _count(CampaignMetric.AUDIENCE)
    held_out = _count(CampaignMetric.HELD_OUT)
    excluded = _count(CampaignMetric.EXCLUDED)
    waiting = _count(CampaignMetric.WAITING)
    deferred = _count(CampaignMetric.DEFERRED)
    refused = _count(CampaignMetric.REFUSED)
    failed = _count(CampaignMetric.FAILED)
    unknown = _count(CampaignMetric.UNKNOWN)
    sent = _count(CampaignMetric.SENT)
    bounced = _count(CampaignMetric.BOUNCED)
    delivered = _count(CampaignMetric.DELIVERED)
    opened = _count(CampaignMetric.OPENED)
    clicked = _count(CampaignMetric.CLICKED)
    converted = _count(CampaignMetric.CONVERTED)
    unsubscribed = _count(CampaignMetric.UNSUBSCRIBED)
    complained = _count(CampaignMetric.COMPLAINED)
    revenue = graphene.Field(
        CrmCampaignRevenue,
        required=True,
        description="What was credited, by currency.",
    )
    comparison = graphene.Field(
        CrmHoldoutComparison,
        description="The treated beside the held out; null without a holdout.",
    )


class CrmCampaignVariantKpis(_Numbers, BaseObjectType):
    """What one variant did and brought."""

    key = graphene.String(required=True, description="The variant's key.")

    class Meta:
        description = "What one variant of a campaign did and brought."
        doc_category = DOC_CATEGORY


class CrmCampaignKpis(_Numbers, BaseObjectType):
    """What a campaign did and brought."""

    since = DateTime(description="From when runs count; null for all.")
    until = DateTime(required=True, description="Until before when runs count.")
    data_until = DateTime(
        required=True, description="All changes of the shop until then are in it."
    )
    days = graphene.Int(required=True, description="Within how many days orders count.")
    model = graphene.String(
        required=True,
        description=(
            "How orders are credited: `last_click`, `last_touch`, `first_touch`, `linear`."
        ),
    )
    variants = NonNullList(
        CrmCampaignVariantKpis,
        required=True,
        description="The same for each variant, in the order of the definition.",
    )

    class Meta:
        description = "What a campaign did and brought, each number with its meaning."
        doc_category = DOC_CATEGORY


def shown(found: CampaignFigures) -> CrmCampaignKpis:
    """Return the figures as the API shows them, each with its definition."""
    return CrmCampaignKpis(
        since=found.period.since,
        until=found.period.until,
        data_until=found.data_until,
        days=found.days,
        model=found.model,
        variants=[
            CrmCampaignVariantKpis(key=key, **_numbers(one, found.data_until))
            for key, one in found.variants.items()
        ],
        **_numbers(found.whole, found.data_until),
    )


def _numbers(found: Figures, data_until: datetime.datetime) -> dict[str, Any]:
    return {
        **{metric.value: _counted(found, metric, data_until) for metric in COUNTED},
        "revenue": CrmCampaignRevenue(
            amounts=found.revenue, **_words(CampaignMetric.REVENUE, data_until)
        ),
        "comparison": holdout_comparison(
            found.comparison, _words(CampaignMetric.COMPARISON, data_until)
        ),
    }


def _counted(
    found: Figures, metric: CampaignMetric, data_until: datetime.datetime
) -> Any:
    value, words = found.counts[metric], _words(metric, data_until)
    if metric in WITH_REASONS:
        return CrmMetricByReason(value=value, reasons=found.reasons[metric], **words)
    if metric in _RATES:
        rate = found.rate(metric)
        return CrmMetricRate(value=value, of=found.reached, rate=rate, **words)
    return CrmMetric(value=value, **words)


def _words(metric: CampaignMetric, data_until: datetime.datetime) -> dict[str, Any]:
    return words_of(metric, LABELS, DEFINITIONS, data_until)
