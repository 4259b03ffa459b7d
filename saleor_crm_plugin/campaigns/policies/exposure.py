"""What a campaign would cost and give away, by currency; money of two currencies is never added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """What one message by a channel costs."""

    channel: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Worth:
    """What one code takes off in one currency: an amount, or percent of what is bought.

    An amount that is given `per_item` has no most.
    """

    currency: str
    value: Decimal
    is_percentage: bool = False
    is_per_item: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Exposure:
    """What all codes together take off at most; None where the voucher does not say."""

    worth: Worth
    most: Decimal | None


def message_cost(
    by_channel: Mapping[str, int], prices: Iterable[Price]
) -> dict[str, Decimal]:
    """Return what these numbers of messages cost, by currency; what has no price costs nothing."""
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for price in prices:
        if count := by_channel.get(price.channel, 0):
            costs[price.currency] += count * price.amount
    return dict(sorted(costs.items()))


def code_exposure(codes: int, worths: Iterable[Worth]) -> list[Exposure]:
    """Return what so many codes take off at most, by currency, if every one of them is used there."""
    return [
        Exposure(worth=one, most=None if _has_no_most(one) else codes * one.value)
        for one in worths
    ]


def _has_no_most(worth: Worth) -> bool:
    return worth.is_percentage or worth.is_per_item
