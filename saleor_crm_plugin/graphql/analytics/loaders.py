"""Batched figures: one reckoning for all journeys of an answer that are asked for one period."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from ...analytics.figures import JourneyFigures, Period
from ...analytics.queries import journey_figures
from ...core import clock
from ...saleor_adapter.graphql import DataLoader

Key = tuple[datetime.datetime | None, datetime.datetime | None, int]


class FiguresByJourneyLoader(DataLoader):
    """A journey's figures by (since, until, id), without `until` until now.

    A query names few periods, and all journeys of one answer share one moment.
    """

    context_key = "crm_figures_by_journey"

    def batch_load(self, keys: Iterable[Key]) -> list[JourneyFigures | None]:
        keys = list(keys)
        now = clock.now()
        periods = [Period(since, until or now) for since, until, _ in keys]
        ids = [journey_id for *_, journey_id in keys]
        asked: dict[Period, set[int]] = defaultdict(set)
        for period, journey_id in zip(periods, ids, strict=True):
            asked[period].add(journey_id)
        found = {
            period: journey_figures(
                journey_ids, period, now=now, using=self.database_connection_name
            )
            for period, journey_ids in asked.items()
        }
        return [
            found[period].get(journey_id)
            for period, journey_id in zip(periods, ids, strict=True)
        ]
