"""Batched figures: one reckoning for all that an answer asks for one period."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from ...analytics.campaign_figures import CampaignFigures
from ...analytics.campaign_queries import campaign_figures
from ...analytics.figures import JourneyFigures, Period
from ...analytics.queries import journey_figures
from ...core import clock
from ...saleor_adapter.graphql import DataLoader

Key = tuple[datetime.datetime | None, datetime.datetime | None, int]


class FiguresByJourneyLoader(DataLoader):
    """A journey's figures by (since, until, id), without `until` until now."""

    context_key = "crm_figures_by_journey"

    def batch_load(self, keys: Iterable[Key]) -> list[JourneyFigures | None]:
        return _by_period(keys, journey_figures, self.database_connection_name)


class FiguresByCampaignLoader(DataLoader):
    """A campaign's figures by (since, until, id), without `until` until now."""

    context_key = "crm_figures_by_campaign"

    def batch_load(self, keys: Iterable[Key]) -> list[CampaignFigures | None]:
        return _by_period(keys, campaign_figures, self.database_connection_name)


def _by_period(
    keys: Iterable[Key], reckon: Callable[..., Mapping[int, Any]], using: str
) -> list[Any]:
    """Reckon once for each period that is named: a query names few, and all share one moment."""
    now = clock.now()
    wanted = [(Period(since, until or now), one) for since, until, one in keys]
    asked: dict[Period, set[int]] = defaultdict(set)
    for period, one in wanted:
        asked[period].add(one)
    found = {
        period: _reckoned(reckon, ids, period, now, using)
        for period, ids in asked.items()
    }
    return [found[period].get(one) for period, one in wanted]


def _reckoned(
    reckon: Callable[..., Mapping[int, Any]],
    ids: Collection[int],
    period: Period,
    now: datetime.datetime,
    using: str,
) -> Mapping[int, Any]:
    return reckon(ids, period, now=now, using=using)
