"""What every part of an order should hold: points rounded once, and from when until when."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...core.points import Rounding, largest_remainder
from ...core.sentences import Sentence
from ...core.shop import OrderState
from ..earning_rule import Occasion
from ..terms import EarningTerms, ExpiryStart
from .expiry import expiry_moment
from .money import NOTHING, Eligible, eligible_money

FIRST_ORDER_PART = "first_order"


@dataclass(frozen=True, slots=True)
class Target:
    """How many points one part of an order should hold, from when, and until when.

    `expires_at` is the first moment at which they can no longer be spent.
    """

    part: str
    points: int
    available_at: datetime.datetime
    expires_at: datetime.datetime | None


def order_targets(
    order: OrderState, terms: EarningTerms, *, is_first: bool
) -> list[Target]:
    """Return the target of every part of the order that could earn, zeros included.

    One rounding for the whole order; the parts share by largest remainder, none above its share
    of the grant, so that taking back never adds to another line. `is_first` is whether this is
    the order that holds its owner's first-order points.
    """
    eligible = eligible_money(order, terms)
    granted = _rounded_order_points(eligible.at_grant, terms)
    left = granted
    if eligible.now != eligible.at_grant:
        left = min(granted, _rounded_order_points(eligible.now, terms))
    caps = largest_remainder(
        granted, whole_weights([part.at_grant for part in eligible.parts])
    )
    shares = caps
    if left != granted:
        weights = whole_weights([part.now for part in eligible.parts])
        shares = shared_within(left, weights, caps)
    points = {
        part.part: share for part, share in zip(eligible.parts, shares, strict=True)
    } | _first_order_points(eligible, terms, is_first=is_first)
    return [_target(order, terms, part, share) for part, share in points.items()]


def _rounded_order_points(eligible: Fraction, terms: EarningTerms) -> int:
    exact = terms.exact_points(Occasion.ORDER, eligible) if eligible else NOTHING
    return rounded(exact * Fraction(terms.multiplier), terms.rounding)


def _first_order_points(
    eligible: Eligible, terms: EarningTerms, *, is_first: bool
) -> dict[str, int]:
    if not terms.has(Occasion.FIRST_ORDER):
        return {}
    if not is_first or not eligible.now:
        return {FIRST_ORDER_PART: 0}
    # A fixed bonus is no share of the money: what is left of the order only has to reach it.
    return {
        FIRST_ORDER_PART: rounded(
            terms.exact_points(Occasion.FIRST_ORDER, eligible.now), terms.rounding
        )
    }


def rounded(exact: Fraction, rounding: Rounding) -> int:
    """Round exact points (not negative) once to whole points."""
    if rounding == Rounding.HALF_UP:
        return math.floor(exact + Fraction(1, 2))
    return math.ceil(exact) if rounding == Rounding.UP else math.floor(exact)


def whole_weights(weights: Sequence[Fraction]) -> list[int]:
    """Return whole numbers in the same proportion as `weights`."""
    common = math.lcm(*(weight.denominator for weight in weights))
    return [int(weight * common) for weight in weights]


def shared_within(total: int, weights: Sequence[int], caps: Sequence[int]) -> list[int]:
    """Share `total` by largest remainder, nobody above their cap; the rest goes on to the others.

    Whoever has weight is served before those without. Raises ValueError if the caps do not hold
    the total.
    """
    if total > sum(caps):
        raise ValueError(Sentence("The caps are too small for the total."))
    if total == sum(caps):
        return list(caps)
    shares = [0] * len(caps)
    rest = total
    while rest:
        open_weights = [
            weight if share < cap else 0
            for weight, share, cap in zip(weights, shares, caps, strict=True)
        ]
        if not any(open_weights):
            open_weights = [
                cap - share for share, cap in zip(shares, caps, strict=True)
            ]
        for index, extra in enumerate(largest_remainder(rest, open_weights)):
            taken = min(extra, caps[index] - shares[index])
            shares[index] += taken
            rest -= taken
    return shares


def _target(order: OrderState, terms: EarningTerms, part: str, points: int) -> Target:
    available_at = _available_at(order, terms, part)
    earned_at = order.paid_at or order.placed_at
    start = earned_at if terms.expiry.start == ExpiryStart.EARNED else available_at
    return Target(
        part, points, available_at, expiry_moment(start, terms.expiry, terms.time_zone)
    )


def _available_at(
    order: OrderState, terms: EarningTerms, part: str
) -> datetime.datetime:
    """N days after the part was handed over; as long as it was not, M days after payment."""
    lines = [line for line in order.lines if line.id == part] or list(order.lines)
    handed_over = [
        line.fulfilled_at if line.fulfilled >= line.quantity else None for line in lines
    ]
    moments = [moment for moment in handed_over if moment is not None]
    if moments and len(moments) == len(handed_over):
        return max(moments) + datetime.timedelta(days=terms.return_window_days)
    paid_at = order.paid_at or order.placed_at
    return paid_at + datetime.timedelta(days=terms.max_pending_days)
