"""Goods that somebody wanted, and that were not to be had, can be bought again."""

from ...saleor_adapter.products import Offered, back_in_stock
from ..passage import Subject
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers
from ..wanted import goes_on, wanted_page


@triggers.register
class BackInStock(ScanTrigger):
    """Once per person, variant and time that it was wanted in vain."""

    code = "back_in_stock"
    label = "Back in stock"
    watches_goods = True
    subject_has = ("variant_ids",)

    class Settings(TriggerSettings):
        pass

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        rows = wanted_page(reached, limit, was_there=False)
        there = back_in_stock(
            {Offered(variant_id=row.variant_id, channel=row.channel) for row in rows}
        )
        entries = [
            Entry(
                profile_id=row.profile_id,
                key=f"stock:{row.variant_id}:{row.pk}",
                # Of the wish, so that the next scan finds nothing newer under this key.
                occurred_at=row.seen_at,
                due_at=window.until,
                subject=Subject(variant_ids=(row.variant_id,), channel=row.channel),
            )
            for row in rows
            if Offered(variant_id=row.variant_id, channel=row.channel) in there
        ]
        return ScanPage(entries, goes_on(rows, limit))
