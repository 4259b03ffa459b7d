"""Goods that somebody wanted cost less than when they saw them."""

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from ...saleor_adapter.products import PriceDrop as Drop
from ...saleor_adapter.products import PriceSeen, price_drops
from ..goods_models import WatchedGoods
from ..passage import Subject
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers
from ..wanted import goes_on, wanted_page


@triggers.register
class PriceHasDropped(ScanTrigger):
    """Once per person, variant and new price, if it is by so much lower than the one first seen."""

    code = "price_drop"
    label = "Price drop"
    every = datetime.timedelta(hours=1)
    watches_goods = True
    subject_has = ("variant_ids",)

    class Settings(TriggerSettings):
        least_percent: Annotated[int, Field(ge=1, le=99)] = 10

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        rows = wanted_page(reached, limit)
        seen = {
            row.pk: PriceSeen(
                variant_id=row.variant_id, channel=row.channel, price=row.price
            )
            for row in rows
        }
        drops = {drop.seen: drop for drop in price_drops(list(seen.values()))}
        entries = [
            self._entry(row, drop, window)
            for row in rows
            if (drop := drops.get(seen[row.pk])) and self._is_enough(drop)
        ]
        return ScanPage(entries, goes_on(rows, limit))

    def _is_enough(self, drop: Drop) -> bool:
        most = drop.seen.price * (100 - self.settings.least_percent) / Decimal(100)
        return drop.price <= most

    def _entry(self, row: WatchedGoods, drop: Drop, window: Window) -> Entry:
        return Entry(
            profile_id=row.profile_id,
            key=f"price:{row.variant_id}:{drop.price.normalize():f}",
            occurred_at=row.seen_at,
            due_at=window.until,
            subject=Subject(variant_ids=(row.variant_id,), channel=row.channel),
        )
