"""The figures of campaigns: a fixed number of statements, however many campaigns are asked for."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from ..campaigns.counts import Standing
from ..campaigns.definition import CampaignDefinition, read_definition
from ..campaigns.policies.crediting import MODELS, model_of
from ..campaigns.sources import SOURCE_KIND
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from . import campaign_sql
from .campaign_definitions import CampaignMetric
from .campaign_figures import (
    CampaignFigures,
    CampaignRevenue,
    Figures,
    ReasonCount,
)
from .figures import Comparison, Period, Side, Spent
from .policies import comparison
from .queries import everything_is_handled_until

# Where somebody stands, as it is shown: each of the audience under one of these.
_METRICS: Mapping[Standing, CampaignMetric] = {
    Standing.HELD_OUT: CampaignMetric.HELD_OUT,
    Standing.EXCLUDED: CampaignMetric.EXCLUDED,
    Standing.WAITING: CampaignMetric.WAITING,
    Standing.QUEUED: CampaignMetric.WAITING,
    Standing.SENDING: CampaignMetric.WAITING,
    Standing.DEFERRED: CampaignMetric.DEFERRED,
    Standing.REFUSED: CampaignMetric.REFUSED,
    Standing.FAILED: CampaignMetric.FAILED,
    Standing.UNKNOWN: CampaignMetric.UNKNOWN,
    Standing.SENT: CampaignMetric.SENT,
}
WITH_REASONS = (
    CampaignMetric.EXCLUDED,
    CampaignMetric.DEFERRED,
    CampaignMetric.REFUSED,
    CampaignMetric.FAILED,
    CampaignMetric.UNKNOWN,
)
# What became of those who were sent something.
_BECAME = (
    CampaignMetric.BOUNCED,
    CampaignMetric.DELIVERED,
    CampaignMetric.OPENED,
    CampaignMetric.CLICKED,
    CampaignMetric.CONVERTED,
    CampaignMetric.UNSUBSCRIBED,
    CampaignMetric.COMPLAINED,
)
COUNTED = (CampaignMetric.AUDIENCE, *dict.fromkeys(_METRICS.values()), *_BECAME)

Row = Mapping[str, Any]
Rows = Sequence[Row]


def campaign_figures(
    campaign_ids: Collection[int],
    period: Period,
    *,
    now: datetime.datetime,
    using: str = WRITER,
) -> dict[int, CampaignFigures]:
    """Return what these campaigns did and brought; unknown ones are absent.

    By the runs that began in the period. Six statements, each for all campaigns; takes no locks.
    They read the runs' recipients with their messages, those people's orders, and what the shop's
    orders with the campaigns' codes cost.
    """
    data_until = everything_is_handled_until(now=now, using=using)
    asked: dict[str, Any] = {
        "campaigns": int_array(campaign_ids),
        "since": period.since,
        "until": period.until,
        "source_kind": SOURCE_KIND,
        "models": to_json(
            {f"{model}:{touch}": name for (model, touch), name in MODELS.items()}
        ).decode(),
        "data_until": data_until,
    }
    campaigns = read_rows(campaign_sql.RUNS, asked, using)
    asked["runs"] = int_array(run for row in campaigns for run in row["runs"])
    found = _Found(
        *(
            _by_campaign(read_rows(statement, asked, using))
            for statement in (
                campaign_sql.FUNNEL,
                campaign_sql.REVENUE,
                campaign_sql.SIDES,
                campaign_sql.MONEY_OF_SIDES,
            )
        )
    )
    return {
        row["campaign_id"]: _figures(row, found, period, data_until)
        for row in campaigns
    }


class _Found:
    """What the statements have answered, by campaign."""

    def __init__(
        self,
        funnel: Mapping[int, Rows],
        revenue: Mapping[int, Rows],
        sides: Mapping[int, Rows],
        money: Mapping[int, Rows],
    ) -> None:
        self._funnel, self._revenue = funnel, revenue
        self._sides, self._money = sides, money

    def figures(
        self, campaign_id: int, arm: str | None, *, has_holdout: bool
    ) -> Figures:
        """Return the figures of one variant, or of all (None)."""
        funnel = [
            row
            for row in self._funnel.get(campaign_id, ())
            if arm is None or row["arm"] == arm
        ]
        counts = _counts(funnel)
        return Figures(
            counts=counts,
            reasons={metric: _reasons(funnel, metric) for metric in WITH_REASONS},
            reached=counts[CampaignMetric.SENT] - counts[CampaignMetric.BOUNCED],
            revenue=[
                _revenue(row) for row in self._of(self._revenue, campaign_id, arm)
            ],
            comparison=_comparison(
                self._of(self._sides, campaign_id, arm),
                self._of(self._money, campaign_id, arm),
            )
            if has_holdout
            else None,
        )

    @staticmethod
    def _of(found: Mapping[int, Rows], campaign_id: int, arm: str | None) -> Rows:
        return [row for row in found.get(campaign_id, ()) if row["arm"] == arm]


def _figures(
    row: Row, found: _Found, period: Period, data_until: datetime.datetime
) -> CampaignFigures:
    definition: CampaignDefinition = read_definition(from_json(row["definition"]))
    has_holdout = definition.holdout_basis_points > 0
    return CampaignFigures(
        period=period,
        data_until=data_until,
        days=definition.attribution.window_days,
        model=model_of(definition.attribution),
        whole=found.figures(row["campaign_id"], None, has_holdout=has_holdout),
        variants={
            arm.key: found.figures(row["campaign_id"], arm.key, has_holdout=has_holdout)
            for arm in definition.content.variants
        },
    )


def _counts(funnel: Rows) -> dict[CampaignMetric, int]:
    counts: Counter[CampaignMetric] = Counter(dict.fromkeys(COUNTED, 0))
    for row in funnel:
        counts[CampaignMetric.AUDIENCE] += row["people"]
        counts[_METRICS[Standing(row["standing"])]] += row["people"]
        for metric in _BECAME:
            counts[metric] += row[metric]
    return dict(counts)


def _reasons(funnel: Iterable[Row], metric: CampaignMetric) -> list[ReasonCount]:
    people: Counter[str] = Counter()
    for row in funnel:
        if _METRICS[Standing(row["standing"])] == metric:
            people[row["reason"]] += row["people"]
    return [
        ReasonCount(reason, count)
        for reason, count in sorted(people.items(), key=lambda one: (-one[1], one[0]))
    ]


def _revenue(row: Row) -> CampaignRevenue:
    return CampaignRevenue(
        **{
            name: value
            for name, value in row.items()
            if name not in ("campaign_id", "arm")
        }
    )


def _comparison(sides: Rows, money: Rows) -> Comparison:
    by_currency: dict[str, dict[bool, Spent]] = defaultdict(dict)
    for row in money:
        by_currency[row["currency"]][row["is_held_out"]] = Spent(
            row["buyers"], row["revenue"], row["revenue_squares"]
        )
    return comparison(
        {
            row["is_held_out"]: Side(row["people"], row["waiting"], row["converted"])
            for row in sides
        },
        by_currency,
    )


def _by_campaign(rows: Rows) -> Mapping[int, Rows]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["campaign_id"]].append(row)
    return found
