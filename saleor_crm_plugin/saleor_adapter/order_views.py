"""Orders as messages show them: numbers, amounts, goods and pictures, without personal text."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..core.languages import fall_backs
from .arrays import uuid_array
from .db import WRITER
from .product_sql import SHOWN
from .products import thumbnail_url
from .reading import read_rows

CANCELED = frozenset({"canceled", "expired"})
PAID = frozenset({"full", "overcharged"})

ORDERS = """
SELECT placed.id, placed.number, placed.status, placed.charge_status, placed.created_at,
       channel.slug AS channel, placed.currency, lower(placed.language_code) AS language,
       coalesce(sent_to.country, billed_to.country, '') AS country,
       placed.total_gross_amount AS total, placed.subtotal_gross_amount AS subtotal,
       placed.shipping_price_gross_amount AS shipping, placed.total_charged_amount AS charged,
       coalesce(placed.shipping_method_name, '') AS shipping_method,
       coalesce((
           SELECT max(parcel.tracking_number) FROM order_fulfillment AS parcel
           WHERE parcel.order_id = placed.id AND parcel.status = 'fulfilled'
       ), '') AS tracking_number
FROM order_order AS placed
JOIN channel_channel AS channel ON channel.id = placed.channel_id
LEFT JOIN account_address AS sent_to ON sent_to.id = placed.shipping_address_id
LEFT JOIN account_address AS billed_to ON billed_to.id = placed.billing_address_id
WHERE placed.id = ANY(%(ids)s::uuid[])
"""
AS_PLACED = """
lower(placed.language_code) = ANY(%(languages)s::text[]) OR cardinality(%(languages)s::text[]) = 0
""".strip()
# The names are those at the time of the order, unless the asked language is another one and the
# goods are still in the catalog.
LINES = f"""
SELECT line.order_id, line.id, line.variant_id, product.id AS product_id, product.category_id,
       coalesce(
           CASE WHEN {AS_PLACED}
                THEN nullif(line.translated_product_name, '') END,
           nullif(shown_name.name, ''), line.product_name
       ) AS product_name,
       coalesce(
           CASE WHEN {AS_PLACED}
                THEN nullif(line.translated_variant_name, '') END,
           nullif(own_name.name, ''), line.variant_name
       ) AS variant_name,
       coalesce(product.slug, '') AS slug, picture.id AS picture_id, line.quantity,
       line.unit_price_gross_amount AS unit_price, line.total_price_gross_amount AS total,
       coalesce((
           SELECT sum(piece.quantity)
           FROM order_fulfillmentline AS piece
           JOIN order_fulfillment AS parcel ON parcel.id = piece.fulfillment_id
           WHERE piece.order_line_id = line.id
             AND parcel.status IN ('returned', 'refunded_and_returned')
       ), 0)::int AS returned
FROM order_orderline AS line
JOIN order_order AS placed ON placed.id = line.order_id
LEFT JOIN product_productvariant AS variant ON variant.id = line.variant_id
LEFT JOIN product_product AS product ON product.id = variant.product_id
{SHOWN}WHERE line.order_id = ANY(%(ids)s::uuid[])
ORDER BY line.order_id, line.created_at, line.id
"""  # noqa: S608 only constants of this package


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderLineView:
    """One line: prices are gross, per piece and for all; `returned` pieces came back of it.

    `variant_id`, `product_id` and `category_id` are None where the goods are no longer sold.
    """

    id: str
    variant_id: int | None
    product_id: int | None
    category_id: int | None
    product_name: str
    variant_name: str
    slug: str
    thumbnail_url: str
    quantity: int
    returned: int
    unit_price: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderView:
    """One order: amounts are gross, in `currency`; `due` is what is still to be paid.

    `country` is where it goes, two letters; `language` the one it was placed in.
    """

    id: str
    number: str
    status: str
    is_canceled: bool
    is_paid: bool
    placed_at: datetime.datetime
    channel: str
    currency: str
    language: str
    country: str
    total: Decimal
    subtotal: Decimal
    shipping: Decimal
    due: Decimal
    shipping_method: str
    tracking_number: str
    lines: tuple[OrderLineView, ...]


def order_views(
    order_ids: Collection[str], language: str = "", *, using: str = WRITER
) -> dict[str, OrderView]:
    """Return these orders, goods named in the language where it is known. Two queries.

    Without a language each order is named as it was when it was placed. What the shop does not
    have is absent.
    """
    if not order_ids:
        return {}
    parameters = {"ids": uuid_array(order_ids), "languages": fall_backs(language)}
    lines: dict[str, list[OrderLineView]] = {}
    for row in read_rows(LINES, parameters, using):
        lines.setdefault(str(row["order_id"]), []).append(_line(row))
    return {
        (order_id := str(row["id"])): _order(row, lines.get(order_id, ()))
        for row in read_rows(ORDERS, parameters, using)
    }


def _order(row: Mapping[str, Any], lines: Sequence[OrderLineView]) -> OrderView:
    is_canceled = row["status"] in CANCELED
    is_paid = row["charge_status"] in PAID
    return OrderView(
        id=str(row["id"]),
        number=str(row["number"]),
        status=row["status"],
        is_canceled=is_canceled,
        is_paid=is_paid,
        placed_at=row["created_at"],
        channel=row["channel"],
        currency=row["currency"],
        language=row["language"],
        country=row["country"],
        total=row["total"],
        subtotal=row["subtotal"],
        shipping=row["shipping"],
        due=max(row["total"] - row["charged"], Decimal(0)),
        shipping_method=row["shipping_method"],
        tracking_number=row["tracking_number"],
        lines=tuple(lines),
    )


def _line(row: Mapping[str, Any]) -> OrderLineView:
    return OrderLineView(
        id=str(row["id"]),
        variant_id=row["variant_id"],
        product_id=row["product_id"],
        category_id=row["category_id"],
        product_name=row["product_name"],
        variant_name=row["variant_name"],
        slug=row["slug"],
        thumbnail_url=thumbnail_url(row["picture_id"]),
        quantity=row["quantity"],
        returned=row["returned"],
        unit_price=row["unit_price"],
        total=row["total"],
    )
