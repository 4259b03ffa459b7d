"""Orders, pieces and money of certain goods, channels or vouchers, as they were told."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field as Limits
from pydantic import StringConstraints

from ...observation.events import (
    OrderAmended,
    OrderCanceled,
    OrderGone,
    OrderPaid,
    OrderPlaced,
    OrderReassigned,
    OrderRefunded,
    OrderReopened,
    OrderReturned,
)
from ...saleor_adapter.private_hash import text_hash
from ..field import Field, Moment, Reads, Scope, fields
from ..gathering import COUNTED, gathered
from ..policies.values import LARGEST_ID, ValueKind

GROUP = "Orders"
DAY = datetime.timedelta(days=1)
ORDERS_CHANGE = (
    OrderPlaced,
    OrderPaid,
    OrderReturned,
    OrderRefunded,
    OrderCanceled,
    OrderReopened,
    OrderReassigned,
    OrderAmended,
    OrderGone,
)
RowNumber = Annotated[int, Limits(ge=1, le=LARGEST_ID)]
RowNumbers = Annotated[tuple[RowNumber, ...], Limits(max_length=100)]
Slug = Annotated[str, StringConstraints(pattern=r"^[^\x00]{1,250}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
_LINES = (
    "crm_told_order AS told CROSS JOIN LATERAL jsonb_to_recordset(told.state -> 'lines')"
    " AS line (product_id int, category_id int, collection_ids int[], quantity int,"
    " total_gross numeric)"
)


class Goods(Scope):
    """Which orders, and which of their lines; several of one kind mean any of them."""

    channels: Annotated[tuple[Slug, ...], Limits(max_length=100)] = ()
    products: RowNumbers = ()
    categories: RowNumbers = ()
    collections: RowNumbers = ()
    voucher: Annotated[str, StringConstraints(max_length=255)] = ""


class Bought(Field):
    """Base of what is reckoned from told orders and their lines."""

    group = GROUP
    kind = ValueKind.NUMBER
    default = Decimal(0)
    takes_window = True
    hears = ORDERS_CHANGE
    # What is reckoned over the lines that fit.
    amount: str

    class Of(Goods):
        """Which orders and lines."""

    def reads(self, moment: Moment) -> Reads:
        parameters = self._parameters(moment)
        fits = "".join(
            f" AND {condition}"
            for name, condition in _CONDITIONS.items()
            if name in parameters
        )
        until = (
            ", min(told.placed_at) + %(within)s AS until" if self.within_days else ""
        )
        relation = gathered(
            f"{self.amount} AS value{until}",
            f"{_LINES} WHERE {COUNTED}{fits}",
            "told.profile_id",
            **parameters,
        )
        return Reads(
            relation=relation,
            value="{row}.value",
            until="{row}.until" if self.within_days else None,
        )

    def _parameters(self, moment: Moment) -> dict[str, Any]:
        given: dict[str, Any] = {
            name: list(value)
            for name, value in self.of
            if isinstance(value, tuple) and value
        }
        if self.of.voucher:
            given["voucher"] = text_hash(self.of.voucher)
        if getattr(self.of, "currency", ""):
            given["currency"] = self.of.currency
        if self.within_days:
            window = DAY * self.within_days
            given |= {"within": window, "since": moment.now - window}
        return given


_CONDITIONS: Mapping[str, str] = {
    "channels": "told.channel = ANY(%(channels)s)",
    "products": "line.product_id = ANY(%(products)s)",
    "categories": "line.category_id = ANY(%(categories)s)",
    "collections": "line.collection_ids && %(collections)s::int[]",
    "voucher": "told.state ->> 'voucher_code_hash' = %(voucher)s",
    "currency": "told.currency = %(currency)s",
    "since": "told.placed_at > %(since)s",
}


@fields.register
class OrdersOfGoods(Bought):
    """How many orders had any of these goods; canceled ones and replacements do not count."""

    code = "bought.orders"
    label = "Orders with goods"
    amount = "count(DISTINCT told.order_id)"


@fields.register
class PiecesOfGoods(Bought):
    """How many pieces of these goods were ordered, returned ones included."""

    code = "bought.items"
    label = "Pieces ordered"
    amount = "sum(line.quantity)"


@fields.register
class SpentOnGoods(Bought):
    """What the lines of these goods cost after discounts, gross, in one currency."""

    code = "bought.spent"
    label = "Spent on goods"
    amount = "sum(line.total_gross)"

    class Of(Goods):
        """Which orders and lines, and in which currency."""

        currency: Currency
