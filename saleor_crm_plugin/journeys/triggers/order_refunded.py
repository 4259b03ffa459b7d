"""Money was given back."""

from typing import Any

from ...observation.events import OrderRefunded
from ..about_orders import OrderSettings, order_entry
from ..trigger import Entry, FactTrigger, triggers


@triggers.register
class OrderWasRefunded(FactTrigger):
    """Once per order."""

    code = "order_refunded"
    label = "Order refunded"
    events = (OrderRefunded,)
    subject_has = ("order_id",)

    class Settings(OrderSettings):
        pass

    def matches(self, fact: Any) -> Entry | None:
        return order_entry(fact, self.settings, key=f"refund:{fact.order_id}")
