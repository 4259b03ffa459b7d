"""How much less the goods cost now than when the person saw them."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...saleor_adapter.products import PriceSeen, price_drops
from ..passage import Passage
from ..reading import Reading, ValueKind, readings


@readings.register
class PriceDropped(Reading):
    """Percent of the price seen, rounded down; 0 where nothing is cheaper or can be bought."""

    code = "price_drop"
    label = "Price drop in percent"
    kind = ValueKind.NUMBER

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        seen = {one.id: _seen(one) for one in passages}
        dropped = {
            drop.seen: _percent(drop.seen.price, drop.price)
            for drop in price_drops(
                list({one for several in seen.values() for one in several})
            )
        }
        return {
            passage_id: max((dropped.get(one, 0) for one in several), default=0)
            for passage_id, several in seen.items()
        }


def _seen(passage: Passage) -> list[PriceSeen]:
    subject = passage.subject
    if not subject.price:
        return []
    return [
        PriceSeen(variant_id=one, channel=subject.channel, price=subject.price)
        for one in subject.variant_ids
    ]


def _percent(before: Decimal, after: Decimal) -> int:
    return int((before - after) * 100 // before)
