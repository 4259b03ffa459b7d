"""The field by which a campaign tells its figures."""

import datetime
from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...saleor_adapter.graphql import DateTime, ResolveInfo
from .campaign_types import CrmCampaignKpis, shown
from .loaders import FiguresByCampaignLoader
from .periods import require_period


def campaign_kpis_field() -> graphene.Field:
    """Return the field; whoever may see the campaign may see its figures."""
    return graphene.Field(
        CrmCampaignKpis,
        since=DateTime(
            description="From when runs count, by their beginning. Default: all."
        ),
        until=DateTime(description="Until before when they count. Default: now."),
        required=True,
        description="What it did and brought, with what each number means.",
    )


def resolve_campaign_kpis(
    root: Any,
    info: ResolveInfo,
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
) -> Promise:
    """Return the figures of the campaign. Raises GraphQLError for a period that is none."""
    require_period(since, until, clock.now())
    found = FiguresByCampaignLoader(info.context).load((since, until, root.pk))
    return found.then(shown)
