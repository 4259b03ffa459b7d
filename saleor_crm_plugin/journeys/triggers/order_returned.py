"""Goods came back."""

from typing import Any

from ...observation.events import OrderReturned
from ..about_orders import OrderSettings, order_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class OrderWasReturned(FactTrigger):
    """Once per order: a second return of the same order begins nothing again."""

    code = "order_returned"
    label = "Goods returned"
    events = (OrderReturned,)
    subject_has = ("order_id",)

    class Settings(OrderSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return order_entry(fact, self.settings, key=f"return:{fact.order_id}")
