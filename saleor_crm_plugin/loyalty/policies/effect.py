"""What other rules would have changed, and for whom: sums over orders that were placed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class OrderEffect(NamedTuple):
    """One order, reckoned by the rules of now and by those that are tried."""

    profile_id: int
    currency: str
    points_now: int
    points_then: int


class Both(NamedTuple):
    """Points by the rules of now, and by those that are tried."""

    now: int
    then: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """Sums over all orders; who gains by some and loses by others counts by the sum."""

    orders: int
    customers: int
    gaining: int
    losing: int
    points: Both
    by_currency: dict[str, Both]


def summed(orders: Iterable[OrderEffect]) -> Effect:
    """Return the sums over these orders."""
    count = 0
    of_people: Counter[int] = Counter()
    of_now: Counter[str] = Counter()
    of_then: Counter[str] = Counter()
    for order in orders:
        count += 1
        of_people[order.profile_id] += order.points_then - order.points_now
        of_now[order.currency] += order.points_now
        of_then[order.currency] += order.points_then
    return Effect(
        orders=count,
        customers=len(of_people),
        gaining=sum(change > 0 for change in of_people.values()),
        losing=sum(change < 0 for change in of_people.values()),
        points=Both(of_now.total(), of_then.total()),
        by_currency={
            currency: Both(of_now[currency], of_then[currency])
            for currency in sorted(of_now)
        },
    )
