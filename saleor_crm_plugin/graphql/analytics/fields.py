"""The field by which a journey tells its figures."""

import datetime
from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...saleor_adapter.graphql import DateTime, ResolveInfo
from .loaders import FiguresByJourneyLoader
from .periods import require_period
from .types import CrmJourneyKpis, shown


def kpis_field() -> graphene.Field:
    """Return the field; whoever may see the journey may see its figures."""
    return graphene.Field(
        CrmJourneyKpis,
        since=DateTime(description="From when passages count. Default: all."),
        until=DateTime(description="Until before when they count. Default: now."),
        required=True,
        description="What it did and brought, with what each number means.",
    )


def resolve_kpis(
    root: Any,
    info: ResolveInfo,
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
) -> Promise:
    """Return the figures of the journey. Raises GraphQLError for a period that is none."""
    require_period(since, until, clock.now())
    found = FiguresByJourneyLoader(info.context).load((since, until, root.pk))
    return found.then(shown)
