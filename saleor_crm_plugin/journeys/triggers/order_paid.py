"""Money for an order came in."""

from typing import Any

from ...observation.events import OrderPaid
from ..about_orders import OrderSettings, order_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class OrderWasPaid(FactTrigger):
    """Once per order, however many payments it took."""

    code = "order_paid"
    label = "Order paid"
    events = (OrderPaid,)
    subject_has = ("order_id",)

    class Settings(OrderSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return order_entry(fact, self.settings, key=f"order:{fact.order_id}")
