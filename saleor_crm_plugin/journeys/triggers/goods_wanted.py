"""Somebody asked to be told when goods can be bought again."""

from typing import Any

from ...behavior.events import GoodsWanted
from ..about_goods import GoodsSettings, goods_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class GoodsWereWanted(FactTrigger):
    """For goods that cannot be bought at that moment; once per variant and day."""

    code = "goods_wanted"
    label = "Goods asked for"
    events = (GoodsWanted,)
    subject_has = ("variant_ids", "price")

    class Settings(GoodsSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return None if fact.is_available else goods_entry(fact, self.settings)
