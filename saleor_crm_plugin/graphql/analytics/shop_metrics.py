"""The shop's metrics in the API: one shape for all, each with its words and its freshness."""

import datetime
from collections.abc import Sequence
from typing import Any

import graphene

from ...analytics.figures import Period, SalesChannel
from ...analytics.shop_metric import shop_metrics
from ...analytics.shop_queries import measure
from ...core import clock
from ...core.sentences import Sentence
from ...saleor_adapter.channels import channel_ids
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    DateTime,
    Decimal,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..points import CrmPoints
from ..reading import reading
from ..refused_arguments import refused_argument
from .measured import CrmMeasured
from .periods import require_period


class CrmShopMetricPoint(BaseObjectType):
    """One number of a metric."""

    of = graphene.String(
        required=True, description="Of which group: a month, a tier, a step."
    )
    to = graphene.String(
        required=True,
        description="Towards which other group; empty where there is none.",
    )
    after = graphene.Int(description="After how many periods, for cohorts.")
    count = graphene.Field(
        CrmPoints, required=True, description="How many people, or points."
    )
    total = graphene.Field(
        CrmPoints, description="Of how many; null where it is no part of anything."
    )
    share = graphene.Float(description="The count as a part of 1 of the total.")
    currency = graphene.String(
        required=True, description="The currency of the amount; empty without one."
    )
    amount = Decimal(description="Money; currencies are never added.")

    class Meta:
        description = "One number of a metric of the shop."
        doc_category = DOC_CATEGORY


class CrmShopMetric(BaseObjectType):
    """A metric of the shop."""

    points = NonNullList(
        CrmShopMetricPoint, required=True, description="The numbers, in their order."
    )

    channel = graphene.String(
        description=(
            "The slug of the channel whose numbers these are; null for the whole shop's, also "
            "where one channel has none of its own."
        )
    )

    class Meta:
        interfaces = (CrmMeasured,)
        description = "A metric of the shop with what it means and how fresh it is."
        doc_category = DOC_CATEGORY


class ShopMetricQueries(graphene.ObjectType):
    """What the shop's doings come to."""

    crm_shop_metrics = PermissionsField(
        NonNullList(CrmShopMetric),
        codes=NonNullList(
            graphene.String,
            required=True,
            description=(
                "Which metrics: `breakage`, `cohorts`, `credited_revenue`, `funnel`, "
                "`lost_signals`, `points_liability`, `repeat_rate`, `repurchase_cycles`, "
                "`rfm_grid`, `tier_migration`."
            ),
        ),
        since=DateTime(description="The beginning of the period. Default: all."),
        until=DateTime(description="Until before when. Default: now."),
        channel=graphene.String(
            description="The slug of the channel to look at. Default: the whole shop."
        ),
        required=True,
        description="Metrics of the whole shop, reckoned when they are asked for.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_shop_metrics(
        _root: Any,
        info: ResolveInfo,
        codes: Sequence[str],
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
        channel: str | None = None,
    ) -> Any:
        now = clock.now()
        require_period(since, until, now)
        for code in codes:
            if code not in shop_metrics or codes.count(code) > 1:
                raise refused_argument(
                    "codes",
                    Sentence("There is no metric {code!r}, or twice.", code=code[:40]),
                )
        with reading(info) as using:
            return measure(
                codes,
                Period(since, until or now),
                now=now,
                channel=_channel(channel, using),
                using=using,
            )


def _channel(slug: str | None, using: str) -> SalesChannel | None:
    if slug is None:
        return None
    found = channel_ids(using=using).get(slug)
    if found is None:
        raise refused_argument(
            "channel", Sentence("There is no channel {channel!r}.", channel=slug[:40])
        )
    return SalesChannel(slug, found)
