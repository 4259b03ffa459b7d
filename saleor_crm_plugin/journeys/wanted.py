"""Goods that people wanted, page by page."""

from collections.abc import Sequence

from .goods_models import WatchedGoods


def wanted_page(reached: str, limit: int, **conditions: object) -> list[WatchedGoods]:
    """Return the next `limit` rows behind `reached` that meet the conditions. One query."""
    rows = WatchedGoods.objects.filter(pk__gt=int(reached or 0), **conditions)
    return list(rows.order_by("pk")[:limit])


def goes_on(rows: Sequence[WatchedGoods], limit: int) -> str:
    """Return where to go on behind a page; "" behind the last one."""
    return str(rows[-1].pk) if len(rows) == limit else ""
