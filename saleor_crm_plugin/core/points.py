"""Whole points out of money and weights: one rounding, and shares that add up exactly."""

import enum
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal


class Rounding(enum.StrEnum):
    """How a program turns a fraction of a point into whole points."""

    DOWN = "down"
    HALF_UP = "half_up"
    UP = "up"


_DECIMAL_MODE = {
    Rounding.DOWN: ROUND_DOWN,
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.UP: ROUND_UP,
}


def whole_points(amount: Decimal, rounding: Rounding) -> int:
    """Round `amount` (points, not negative) once to whole points."""
    return int(amount.quantize(Decimal(1), rounding=_DECIMAL_MODE[rounding]))


def largest_remainder(total: int, weights: Sequence[Decimal | int]) -> list[int]:
    """Share `total` whole points in proportion to `weights`; the shares add up to `total`.

    Hamilton's method: everyone gets the rounded-down quota, and the points left go one each to
    the largest remainders, ties to the earlier weight. All weights zero: everything to the first.
    Raises ValueError for a negative total or weight, and for a total without weights.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("Only amounts of zero or more can be shared.")
    if not weights:
        if total:
            raise ValueError("There is nobody to share with.")
        return []
    exact = [Decimal(weight) for weight in weights]
    whole = sum(exact)
    if whole == 0:
        return [total, *([0] * (len(exact) - 1))]
    # Integer division keeps it exact: Decimal division would round the quotas.
    scaled = _as_integers(exact)
    scaled_whole = sum(scaled)
    quotas = [divmod(total * weight, scaled_whole) for weight in scaled]
    shares = [quota for quota, _ in quotas]
    by_remainder = sorted(
        range(len(quotas)), key=lambda index: (-quotas[index][1], index)
    )
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def _as_integers(values: Sequence[Decimal]) -> list[int]:
    places = max(max(-int(value.as_tuple().exponent), 0) for value in values)
    return [int(value.scaleb(places)) for value in values]
