"""People for whom it is so long since an order: found by the shop's own index of orders."""

import datetime
from dataclasses import dataclass

from ..observation.queries import OrdersInSum, orders_in_sum, told_orders
from ..saleor_adapter.orders import FIRST_ID, Place, iterate_ids
from .trigger import Window


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An order from so long ago, and all that its customer has ordered."""

    profile_id: int
    order_id: str
    channel: str
    placed_at: datetime.datetime
    sums: OrdersInSum


def orders_so_long_ago(
    window: Window, ago: datetime.timedelta, *, reached: str, limit: int
) -> tuple[list[Anniversary], str]:
    """Return a page of orders placed `ago` before the window, and where to go on ("" at the end).

    Three queries. Canceled orders and orders of nobody are left out.
    """
    since, until = window.since - ago, window.until - ago
    ids, place = iterate_ids(_place(reached, since), limit)
    told = told_orders(ids)
    people = {
        one.profile_id
        for one in told.values()
        if one.is_placed and not one.state.is_canceled and one.profile_id is not None
    }
    sums = orders_in_sum(people)
    found = [
        Anniversary(
            one.profile_id,
            order_id,
            one.state.channel,
            one.state.placed_at,
            sums[one.profile_id],
        )
        for order_id, one in told.items()
        if one.profile_id in sums and since < one.state.placed_at <= until
    ]
    is_over = len(ids) < limit or place.created_at > until
    return found, "" if is_over else f"{place.created_at.isoformat()}|{place.order_id}"


def _place(reached: str, since: datetime.datetime) -> Place:
    if not reached:
        return Place(since, FIRST_ID)
    moment, _, order_id = reached.partition("|")
    return Place(datetime.datetime.fromisoformat(moment), order_id)
