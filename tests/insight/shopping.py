"""What tests of insight buy: orders in the shop, observed and handled at once."""

import datetime

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.actions import observe_orders
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.outbox.actions import deliver

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)


def tell(*orders, origin=Origin.LIVE, now=NOW):
    """Observe these orders and let everybody hear of it."""
    with clock.fixed_at(now):
        observe_orders([str(order.pk) for order in orders], origin=origin, now=now)
        deliver(now=now)


def owner_of(order) -> int:
    """Return the id of the profile that the order was told of."""
    return ToldOrder.objects.get(order_id=order.pk).profile_id


def on(day: int, month: int = 3, hour: int = 12) -> datetime.datetime:
    """Return a moment of spring 2026."""
    return datetime.datetime(2026, month, day, hour, tzinfo=datetime.UTC)
