"""What the person's orders come to, by the rollups that insight keeps."""

from decimal import Decimal
from typing import Any, ClassVar

from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..gathering import held, sums_of_days
from ..policies.values import ValueKind
from .told_orders import ORDERS_CHANGE, Currency, RowNumbers

GROUP = "Orders"
ROLLUP = Relation(sql="crm_customer_rollup")


class OfRollup(Field):
    """Base of what stands in the person's one row; who never ordered has none."""

    group = GROUP
    kind = ValueKind.NUMBER
    default: ClassVar[Any] = Decimal(0)
    hears = ORDERS_CHANGE
    column: str

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=ROLLUP, value=f"{{row}}.{self.column}")


@fields.register
class AllOrders(OfRollup):
    """How many orders count: neither canceled nor replacements."""

    code = "orders.count"
    label = "Orders ever"
    column = "orders"


@fields.register
class CanceledOrders(OfRollup):
    """How many orders were canceled."""

    code = "orders.canceled"
    label = "Canceled orders"
    column = "canceled_orders"


@fields.register
class DiscountedOrders(OfRollup):
    """How many orders cost less than their list prices."""

    code = "orders.discounted"
    label = "Discounted orders"
    column = "discounted_orders"


@fields.register
class DiscountedShare(Field):
    """How many of a hundred orders cost less than their list prices; not known without orders."""

    code = "orders.discounted_percent"
    label = "Orders with a discount"
    group = GROUP
    kind = ValueKind.NUMBER
    unit = "%"
    hears = ORDERS_CHANGE

    def reads(self, moment: Moment) -> Reads:
        value = "round(100.0 * {row}.discounted_orders / nullif({row}.orders, 0), 2)"
        return Reads(relation=ROLLUP, value=value)


@fields.register
class ReturnedOrders(OfRollup):
    """How many orders had a piece that came back."""

    code = "returns.orders"
    label = "Orders with returns"
    group = "Returns and complaints"
    column = "returned_orders"


@fields.register
class ReturnedPieces(OfRollup):
    """How many pieces came back."""

    code = "returns.items"
    label = "Pieces returned"
    group = "Returns and complaints"
    column = "returned_items"


@fields.register
class FirstOrder(OfRollup):
    """When the person ordered for the first time."""

    code = "orders.first_at"
    label = "First order"
    kind = ValueKind.MOMENT
    default = None
    column = "first_order_at"


@fields.register
class LastOrder(OfRollup):
    """When the person ordered last."""

    code = "orders.last_at"
    label = "Last order"
    kind = ValueKind.MOMENT
    default = None
    column = "last_order_at"


@fields.register
class OwnCycleEnds(Field):
    """When the next order would be due by the person's own rhythm; not known after few orders."""

    code = "orders.cycle_ends_at"
    label = "Next order due by their own rhythm"
    group = GROUP
    kind = ValueKind.MOMENT
    hears = ORDERS_CHANGE

    def reads(self, moment: Moment) -> Reads:
        value = "({row}.last_order_at + {row}.cycle_days * interval '1 day')"
        return Reads(relation=ROLLUP, value=value)


@fields.register
class Categories(Field):
    """The categories of everything the person has ever ordered."""

    code = "orders.categories"
    label = "Categories bought"
    group = GROUP
    kind = ValueKind.IDS
    default = frozenset()
    chosen_from = "category"
    hears = ORDERS_CHANGE

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=ROLLUP, value="{row}.category_ids")


@fields.register
class Channels(Field):
    """The channels in which the person has ever ordered."""

    code = "orders.channels"
    label = "Channels bought in"
    group = GROUP
    kind = ValueKind.IDS
    default = frozenset()
    chosen_from = "channel"
    hears = ORDERS_CHANGE

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=ROLLUP, value="{row}.channel_ids")


class InDays(Field):
    """Base of what is summed up over days, in a window or over all time."""

    group = GROUP
    kind = ValueKind.NUMBER
    default = Decimal(0)
    takes_window = True
    hears = ORDERS_CHANGE
    amount: str

    class Of(Scope):
        """In which channels of the shop; empty for all."""

        channels: RowNumbers = ()

    def reads(self, moment: Moment) -> Reads:
        parameters: dict[str, Any] = {}
        rows = "crm_customer_day WHERE true"
        if self.of.channels:
            rows += " AND channel_id = ANY(%(channels)s)"
            parameters["channels"] = list(self.of.channels)
        if currency := getattr(self.of, "currency", ""):
            rows += " AND currency = %(currency)s"
            parameters["currency"] = currency
        return sums_of_days(
            f"sum({self.amount})",
            rows,
            moment=moment,
            within_days=self.within_days,
            **parameters,
        )


@fields.register
class OrdersInDays(InDays):
    """How many orders were placed; days are the shop's, today is the last of them."""

    code = "orders.placed"
    label = "Orders"
    amount = "orders"


@fields.register
class PiecesInDays(InDays):
    """How many pieces were ordered."""

    code = "orders.items"
    label = "Pieces ordered in all"
    amount = "items"


@fields.register
class SpentInDays(InDays):
    """What was paid and kept of these days' orders, refunds taken off, in one currency."""

    code = "orders.spent"
    label = "Spent"
    amount = "net"

    class Of(Scope):
        """In which currency, and in which channels."""

        currency: Currency
        channels: RowNumbers = ()


@fields.register
class SpentEver(Field):
    """What was paid and kept of all orders, refunds taken off, in one currency."""

    code = "orders.spent_ever"
    label = "Spent ever"
    group = GROUP
    kind = ValueKind.NUMBER
    default = Decimal(0)
    hears = ORDERS_CHANGE

    class Of(Scope):
        """In which currency."""

        currency: Currency

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=(
                "(SELECT profile_id, net FROM crm_customer_money"
                " WHERE currency = %(currency)s)"
            ),
            parameters={"currency": self.of.currency},
        )
        return Reads(relation=relation, value="{row}.net")


@fields.register
class Products(Field):
    """The products that the person has ever ordered."""

    code = "orders.products"
    label = "Products bought"
    group = GROUP
    kind = ValueKind.IDS
    default = frozenset()
    chosen_from = "product"
    hears = ORDERS_CHANGE

    def reads(self, moment: Moment) -> Reads:
        return held("product_id", "crm_customer_product WHERE true")
