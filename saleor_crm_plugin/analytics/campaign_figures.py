"""The figures of campaigns as they are answered: plain values, money per currency."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .campaign_definitions import CampaignMetric
from .figures import Comparison, Period


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many people stand somewhere for one reason."""

    reason: str
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignRevenue:
    """What was credited in one currency: net is gross less refunds and all costs.

    `margin` is of the `lines_known` of all `lines` of these orders; None where none is known.
    """

    currency: str
    orders: int
    gross: Decimal
    refunded: Decimal
    coupon_cost: Decimal
    points_cost: Decimal
    message_cost: Decimal
    net: Decimal
    margin: Decimal | None
    lines: int
    lines_known: int

    @property
    def known_share(self) -> float | None:
        """The lines whose cost is known, as a part of 1 of all; None without lines."""
        return self.lines_known / self.lines if self.lines else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The figures of a whole campaign or of one variant.

    `reached` is of whom the rates are. `comparison` is None where there was no holdout.
    """

    counts: Mapping[CampaignMetric, int]
    reasons: Mapping[CampaignMetric, Sequence[ReasonCount]]
    reached: int
    revenue: Sequence[CampaignRevenue]
    comparison: Comparison | None

    def rate(self, metric: CampaignMetric) -> float | None:
        """Return how many of the reached it was, as a part of 1; None where nobody was reached."""
        return self.counts[metric] / self.reached if self.reached else None


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignFigures:
    """All figures of one campaign, in all and by variant.

    `days` and `model` are those of the definition in force: within which days orders count, and
    how they are credited. `data_until` is the moment up to which the shop's changes are in it.
    """

    period: Period
    data_until: datetime.datetime
    days: int
    model: str
    whole: Figures
    variants: Mapping[str, Figures]
