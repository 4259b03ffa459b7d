"""The figures of journeys as they are answered: plain values, money per currency."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..experiments.policies import Interval, TooFew
from .definitions import Metric


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` (None: from the beginning) until before `until`."""

    since: datetime.datetime | None
    until: datetime.datetime


@dataclass(frozen=True, slots=True)
class SalesChannel:
    """One of the shop's channels, by both of its names: tables of ours hold the one or the other."""

    slug: str
    channel_id: int


@dataclass(frozen=True, slots=True)
class Exit:
    """How many passages were over for one reason."""

    reason: str
    passages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Revenue:
    """What orders brought in one currency: net is gross less refunds and coupons."""

    currency: str
    orders: int
    gross: Decimal
    refunded: Decimal
    coupon_cost: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """Everybody drawn into one side whose days are over, and those for whom they run."""

    people: int = 0
    waiting: int = 0
    converted: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """What one side has spent in one currency; squares are of each person's sum."""

    buyers: int = 0
    revenue: Decimal = Decimal(0)
    revenue_squares: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class MoneyLift:
    """What the journey brought in one currency: per person and in all, or why nobody can say."""

    currency: str
    per_person: Interval | None
    total: Interval | None
    refusal: TooFew | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Both sides of the holdout, and the lift; `conversion` is None where it is refused.

    `left_out` counts the people who were drawn on both sides before they were merged.
    """

    treated: Side
    held_out: Side
    left_out: int
    conversion: Interval | None
    refusal: TooFew | None
    revenue: Sequence[MoneyLift]


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyFigures:
    """All figures of one journey; `comparison` is None where it never had a holdout.

    `days` are those within which goals and orders count. `data_until` is the moment up to which
    the shop's changes are in the figures.
    """

    period: Period
    data_until: datetime.datetime
    days: int
    counts: Mapping[Metric, int]
    exits: Sequence[Exit]
    revenue: Sequence[Revenue]
    comparison: Comparison | None
