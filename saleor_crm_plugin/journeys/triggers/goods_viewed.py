"""Somebody looked at goods, or asked to be told about them."""

from typing import Any

from ...behavior.events import GoodsViewed, GoodsWanted
from ..about_goods import GoodsSettings, goods_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class GoodsWereViewed(FactTrigger):
    """Once per variant and day; the passage remembers what the goods cost then."""

    code = "goods_viewed"
    label = "Goods looked at"
    events = (GoodsViewed, GoodsWanted)
    subject_has = ("variant_ids", "price")

    class Settings(GoodsSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return goods_entry(fact, self.settings)
