"""Orders, their lines and fulfillments."""

from collections import defaultdict

from ...order.models import Fulfillment, FulfillmentLine, Order, OrderLine
from ..core.dataloaders import DataLoader


class OrderByIdLoader(DataLoader):
    context_key = "order_by_id"

    def batch_load(self, keys):
        orders = Order.objects.using(self.database_connection_name).in_bulk(keys)
        return [orders.get(key) for key in keys]


class OrdersByUserLoader(DataLoader):
    context_key = "order_by_user"

    def batch_load(self, keys):
        return _grouped(
            Order.objects.using(self.database_connection_name)
            .filter(user_id__in=keys)
            .order_by("-created_at", "-number"),
            "user_id",
            keys,
        )


class OrderLineByIdLoader(DataLoader):
    context_key = "orderline_by_id"

    def batch_load(self, keys):
        lines = OrderLine.objects.using(self.database_connection_name).in_bulk(keys)
        return [lines.get(key) for key in keys]


class OrderLinesByOrderIdLoader(DataLoader):
    context_key = "orderlines_by_order"

    def batch_load(self, keys):
        rows = OrderLine.objects.using(self.database_connection_name).filter(
            order_id__in=keys
        )
        return _grouped(rows.order_by("created_at", "pk"), "order_id", keys)


class FulfillmentsByOrderIdLoader(DataLoader):
    context_key = "fulfillments_by_order"

    def batch_load(self, keys):
        rows = Fulfillment.objects.using(self.database_connection_name).filter(
            order_id__in=keys
        )
        return _grouped(rows.order_by("pk"), "order_id", keys)


class FulfillmentLinesByFulfillmentIdLoader(DataLoader):
    context_key = "fulfillment_lines_by_fulfillment"

    def batch_load(self, keys):
        rows = FulfillmentLine.objects.using(self.database_connection_name).filter(
            fulfillment_id__in=keys
        )
        return _grouped(rows.order_by("pk"), "fulfillment_id", keys)


def _grouped(rows, attribute, keys):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, attribute)].append(row)
    return [found[key] for key in keys]
