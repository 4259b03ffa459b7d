"""Goods were handed over."""

from typing import Any

from ...observation.events import OrderFulfilled
from ..about_orders import OrderSettings, order_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class OrderWasFulfilled(FactTrigger):
    """Once per order: a later parcel begins nothing again."""

    code = "order_fulfilled"
    label = "Order handed over"
    events = (OrderFulfilled,)
    subject_has = ("order_id",)

    class Settings(OrderSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return order_entry(fact, self.settings, key=f"order:{fact.order_id}")
