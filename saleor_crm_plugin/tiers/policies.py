"""Which tier a metric reaches, when one is lost, and what is missing to the next."""

import datetime
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

# What counts, by currency; points and orders stand under the empty currency. Money of two
# currencies is never added: each counts for itself.
Metric = Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One tier as decisions see it; `thresholds` by currency, empty for invited tiers."""

    id: int
    code: str
    rank: int
    multiplier: Decimal
    thresholds: Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a profile is: the counted level, and since when a review has found it below."""

    level: Level | None
    below_since: datetime.datetime | None = None
    invited: Level | None = None
    invited_until: datetime.datetime | None = None

    def shown(self) -> Level | None:
        """Return the better of the counted and the invited level."""
        return max_level(self.level, self.invited)


class Kind(enum.StrEnum):
    """What a decision did; the values are those of the table."""

    UPGRADED = "upgraded"
    GRACE_STARTED = "grace_started"
    GRACE_ENDED = "grace_ended"
    DOWNGRADED = "downgraded"
    INVITATION_ENDED = "invitation_ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The ladder's rules for keeping a level."""

    grace: datetime.timedelta
    falls_one_step: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The standing from now on, and what was decided on the way (empty: nothing)."""

    standing: Standing
    decisions: tuple[Kind, ...] = ()


def max_level(one: Level | None, other: Level | None) -> Level | None:
    """Return the level of the higher rank; None is below all."""
    return max(one, other, key=_rank)


def _rank(level: Level | None) -> int:
    return -1 if level is None else level.rank


def reached_level(levels: Sequence[Level], metric: Metric) -> Level | None:
    """Return the highest level whose threshold is met in one currency on its own.

    A level without a threshold in a currency cannot be reached with that currency. Whoever
    counts nothing at all is on the levels with a threshold of zero.
    """
    reached = [level for level in levels if _meets(level, metric)]
    return max(reached, key=_rank, default=None)


def _meets(level: Level, metric: Metric) -> bool:
    return any(
        metric.get(currency, Decimal(0)) >= value
        for currency, value in level.thresholds.items()
    )


def missing_to(level: Level, metric: Metric) -> dict[str, Decimal]:
    """Return what is missing to the level by currency, any one of which is enough."""
    return {
        currency: max(Decimal(0), value - metric.get(currency, Decimal(0)))
        for currency, value in level.thresholds.items()
    }


def next_level(levels: Sequence[Level], current: Level | None) -> Level | None:
    """Return the next level above that can be reached by counting."""
    above = [
        level for level in levels if level.thresholds and level.rank > _rank(current)
    ]
    return min(above, key=_rank, default=None)


def outcome_of_fact(
    standing: Standing, levels: Sequence[Level], metric: Metric
) -> Outcome:
    """Return the upgrade, at once, that the metric gives; a fact never takes a level away."""
    reached = reached_level(levels, metric)
    if _rank(reached) <= _rank(standing.level):
        return Outcome(standing)
    return Outcome(_at(standing, reached), (Kind.UPGRADED,))


def outcome_of_review(
    standing: Standing,
    levels: Sequence[Level],
    metric: Metric,
    *,
    rules: Rules,
    now: datetime.datetime,
) -> Outcome:
    """Return what a review decides: the ends of invitations, upgrades missed, grace, downgrades.

    Grace starts at the first review that finds the metric below; a later one above ends it. When
    it is over the member falls one step or straight to the level reached; a next step has a grace
    of its own.
    """
    invited = _after_invitation(standing, now)
    counted = _counted_outcome(invited.standing, levels, metric, rules=rules, now=now)
    return Outcome(counted.standing, invited.decisions + counted.decisions)


def _after_invitation(standing: Standing, now: datetime.datetime) -> Outcome:
    if standing.invited_until is None or now < standing.invited_until:
        return Outcome(standing)
    kept = Standing(level=standing.level, below_since=standing.below_since)
    return Outcome(kept, (Kind.INVITATION_ENDED,))


def _counted_outcome(
    standing: Standing,
    levels: Sequence[Level],
    metric: Metric,
    *,
    rules: Rules,
    now: datetime.datetime,
) -> Outcome:
    reached = reached_level(levels, metric)
    if _rank(reached) > _rank(standing.level):
        return Outcome(_at(standing, reached), (Kind.UPGRADED,))
    if _rank(reached) == _rank(standing.level):
        if standing.below_since is None:
            return Outcome(standing)
        return Outcome(_at(standing, standing.level), (Kind.GRACE_ENDED,))
    started = standing.below_since or now
    if now < started + rules.grace:
        if standing.below_since is not None:
            return Outcome(standing)
        return Outcome(
            _at(standing, standing.level, below_since=now), (Kind.GRACE_STARTED,)
        )
    lower = (
        _one_step_down(levels, standing, reached) if rules.falls_one_step else reached
    )
    return Outcome(_at(standing, lower), (Kind.DOWNGRADED,))


def _one_step_down(
    levels: Sequence[Level], standing: Standing, reached: Level | None
) -> Level | None:
    below = [
        level
        for level in levels
        if level.thresholds and level.rank < _rank(standing.level)
    ]
    return max_level(reached, max(below, key=_rank, default=None))


def _at(
    standing: Standing,
    level: Level | None,
    *,
    below_since: datetime.datetime | None = None,
) -> Standing:
    return Standing(
        level=level,
        below_since=below_since,
        invited=standing.invited,
        invited_until=standing.invited_until,
    )


def counted_from(
    window: str, months: int, time_zone: str, *, now: datetime.datetime
) -> datetime.datetime | None:
    """Return the first moment that counts, in UTC; None counts everything.

    A rolling window starts at the midnight N months ago, a calendar year on the first of January,
    both in the ladder's time zone.
    """
    if window == "lifetime":
        return None
    today = now.astimezone(ZoneInfo(time_zone)).date()
    if window == "calendar_year":
        return _midnight(today.replace(month=1, day=1), time_zone)
    years, month = divmod(today.month - 1 - months, 12)
    first = datetime.date(today.year + years, month + 1, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(
        days=1
    )
    return _midnight(first.replace(day=min(today.day, last.day)), time_zone)


def next_review(time_zone: str, *, now: datetime.datetime) -> datetime.datetime:
    """Return the next midnight in the ladder's time zone, in UTC."""
    tomorrow = now.astimezone(ZoneInfo(time_zone)).date() + datetime.timedelta(days=1)
    return _midnight(tomorrow, time_zone)


def _midnight(day: datetime.date, time_zone: str) -> datetime.datetime:
    midnight = datetime.datetime.combine(
        day, datetime.time(), tzinfo=ZoneInfo(time_zone)
    )
    return midnight.astimezone(datetime.UTC)
