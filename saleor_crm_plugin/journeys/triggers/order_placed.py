"""Somebody ordered something."""

from typing import Any

from ...observation.events import OrderPlaced
from ..about_orders import OrderSettings, order_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class OrderWasPlaced(FactTrigger):
    """Once per order."""

    code = "order_placed"
    label = "Order placed"
    events = (OrderPlaced,)
    subject_has = ("order_id",)

    class Settings(OrderSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return order_entry(fact, self.settings, key=f"order:{fact.order_id}")
