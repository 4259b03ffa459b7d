"""Pure decisions: in which bucket a person is, and what a comparison of two groups says."""

import hashlib
import math
import uuid
from dataclasses import dataclass
from statistics import NormalDist

BUCKETS = 10_000
# Below these no claim is made: the formulas are approximations that need some people and events.
FEWEST_PEOPLE = 100
FEWEST_CONVERSIONS = 10
_BITS = 15


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the interval in which the truth lies with the asked confidence."""

    estimate: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Say whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody assigned to one side; money in one currency, squares for the variance."""

    people: int
    converted: int
    revenue: float = 0.0
    revenue_squares: float = 0.0


@dataclass(frozen=True, slots=True)
class Lift:
    """What the treatment brought: per person as a rate and as money, and money in all."""

    conversion: Interval
    revenue_per_person: Interval
    revenue: Interval


@dataclass(frozen=True, slots=True)
class TooFew:
    """No lift is claimed: how many of what are needed on each side, and how many there are."""

    what: str
    needed: int
    treated: int
    held_out: int


def bucket(salt: str, public_id: uuid.UUID) -> int:
    """Return the person's bucket, 0 to 9,999.

    It is the same for ever under one salt, and independent of that under any other.
    """
    digest = hashlib.sha256(f"{salt}:{public_id}".encode()).hexdigest()
    return int(digest[:_BITS], 16) % BUCKETS


def is_held_out(place: int, *, basis_points: int) -> bool:
    """Say whether a bucket belongs to the holdout of this size."""
    return place < basis_points


def lift(treated: Group, held_out: Group, *, confidence: float = 0.95) -> Lift | TooFew:
    """Compare everybody treated with everybody held out, or say what is too few for that.

    Conversion: Newcombe's hybrid score interval for a difference of two proportions (Statistics in
    Medicine 17, 1998, method 10). Revenue: Welch's interval for a difference of two means with the
    normal quantile, which the smallest sample allows.
    """
    if refusal := _too_few(treated, held_out):
        return refusal
    quantile = NormalDist().inv_cdf(0.5 + confidence / 2)
    per_person = _difference_of_means(treated, held_out, quantile)
    return Lift(
        conversion=_difference_of_rates(treated, held_out, quantile),
        revenue_per_person=per_person,
        revenue=Interval(*(part * treated.people for part in _parts(per_person))),
    )


def _too_few(treated: Group, held_out: Group) -> TooFew | None:
    if min(treated.people, held_out.people) < FEWEST_PEOPLE:
        return TooFew("people", FEWEST_PEOPLE, treated.people, held_out.people)
    if treated.converted + held_out.converted < FEWEST_CONVERSIONS:
        return TooFew(
            "conversions", FEWEST_CONVERSIONS, treated.converted, held_out.converted
        )
    return None


def _difference_of_rates(treated: Group, held_out: Group, quantile: float) -> Interval:
    first, first_low, first_high = _wilson(treated.converted, treated.people, quantile)
    second, second_low, second_high = _wilson(
        held_out.converted, held_out.people, quantile
    )
    estimate = first - second
    return Interval(
        estimate,
        estimate - math.hypot(first - first_low, second_high - second),
        estimate + math.hypot(first_high - first, second - second_low),
    )


def _wilson(hits: int, total: int, quantile: float) -> tuple[float, float, float]:
    """Return the rate and Wilson's score interval for it."""
    rate = hits / total
    square = quantile * quantile
    middle = (rate + square / (2 * total)) / (1 + square / total)
    half = (
        quantile
        * math.sqrt(rate * (1 - rate) / total + square / (4 * total * total))
        / (1 + square / total)
    )
    return rate, max(0.0, middle - half), min(1.0, middle + half)


def _difference_of_means(treated: Group, held_out: Group, quantile: float) -> Interval:
    estimate = treated.revenue / treated.people - held_out.revenue / held_out.people
    half = quantile * math.sqrt(
        _variance(treated) / treated.people + _variance(held_out) / held_out.people
    )
    return Interval(estimate, estimate - half, estimate + half)


def _variance(group: Group) -> float:
    mean = group.revenue / group.people
    spread = group.revenue_squares - group.people * mean * mean
    return max(0.0, spread) / (group.people - 1)


def _parts(interval: Interval) -> tuple[float, float, float]:
    return interval.estimate, interval.low, interval.high
