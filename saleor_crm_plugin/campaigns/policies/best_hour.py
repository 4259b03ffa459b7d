"""At which hour of their own day somebody is most likely to read: learned, smoothed, explained.

`best_hours_sql` says the same for everybody at once. All in whole numbers, so that both agree to
the last digit.
"""

import datetime
import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...messaging.policies.quiet_hours import QuietHours

HOURS = 24
# What an act says of the hour: openings follow our own sending, an order is the person's own time.
OPENED, CLICKED, ORDERED = 1, 2, 3
# Below so many acts nothing is said of a person, or of the shop.
LEAST_ACTS = 5
LEAST_ACTS_OF_SHOP = 100
# How much the shop's hours weigh beside the person's own acts.
SHOP_WEIGHT = 10
# An act at five to seven says as much of seven as of six: half of it counts in the hours beside.
_HALF, _WHOLE = 2, 4
NOBODY = (0,) * HOURS


class HourSource(enum.StrEnum):
    """Whose habit an hour was taken from; FALLBACK is the hour that staff have named."""

    OWN = "own"
    SHOP = "shop"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Habit:
    """Weighted acts by the hour of the local day (24 of them), and how many acts they are."""

    weights: tuple[int, ...] = NOBODY
    acts: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class BestHour:
    """The hour, from whose habit it was taken, and by how many acts of the person."""

    hour: int
    source: HourSource
    acts: int


def best_hour(
    own: Habit, shop: Habit, *, allowed: Collection[int], fallback: int
) -> BestHour:
    """Return the best of the `allowed` hours (0 to 23), or `fallback` where nothing is known.

    With enough acts it is the hour around which most of them lie, counted together with the
    shop's hours as if these were `SHOP_WEIGHT` acts more; else that of the shop, if enough is
    known of it. Of equal hours the one that the shop knows better, then the earlier.
    """
    open_hours = sorted(allowed)
    if open_hours and own.acts >= LEAST_ACTS:
        hour = _best(_together(own, shop), shop, open_hours)
        return BestHour(hour=hour, source=HourSource.OWN, acts=own.acts)
    if open_hours and shop.acts >= LEAST_ACTS_OF_SHOP:
        hour = best_of_shop(shop, open_hours)
        return BestHour(hour=hour, source=HourSource.SHOP, acts=own.acts)
    return BestHour(hour=fallback, source=HourSource.FALLBACK, acts=own.acts)


def hours_outside(quiet: QuietHours | None) -> list[int]:
    """Return the hours that do not begin in quiet ones: at the others nothing would leave."""
    return [
        hour
        for hour in range(HOURS)
        if quiet is None or not quiet.covers(datetime.time(hour))
    ]


def smoothed(weights: Sequence[int]) -> tuple[int, ...]:
    """Return four times the weights, half of each spread over the hours beside; goes around."""
    return tuple(
        _HALF * weights[hour] + weights[hour - 1] + weights[(hour + 1) % HOURS]
        for hour in range(HOURS)
    )


def shop_scores(shop: Habit) -> tuple[int, ...]:
    """Return what the shop's hours add to a person's: smoothed, all alike where nobody acted."""
    return smoothed(shop.weights) if sum(shop.weights) else (_WHOLE,) * HOURS


def factors(shop: Habit) -> tuple[int, int]:
    """Return by what a person's smoothed acts and the shop's scores are multiplied and added."""
    return sum(shop_scores(shop)), _WHOLE * SHOP_WEIGHT


def best_of_shop(shop: Habit, allowed: Collection[int]) -> int:
    """Return the shop's best of these hours. Raises ValueError where there is none."""
    return _best(shop_scores(shop), shop, sorted(allowed))


def _together(own: Habit, shop: Habit) -> tuple[int, ...]:
    """Return the sum of both over a common denominator, so that it stays whole."""
    own_factor, shop_factor = factors(shop)
    pairs = zip(smoothed(own.weights), shop_scores(shop), strict=True)
    return tuple(mine * own_factor + theirs * shop_factor for mine, theirs in pairs)


def _best(scores: Sequence[int], shop: Habit, hours: Sequence[int]) -> int:
    return max(hours, key=lambda hour: (scores[hour], shop.weights[hour], -hour))
