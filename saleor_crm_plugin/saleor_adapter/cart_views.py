"""Carts as messages show them, and what a cart is called in the shop's API."""

import base64
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

CARTS = """
SELECT cart.token, channel.slug AS channel, cart.currency, lower(cart.language_code) AS language,
       cart.country, cart.last_change, cart.total_gross_amount AS total
FROM checkout_checkout AS cart
JOIN channel_channel AS channel ON channel.id = cart.channel_id
WHERE cart.token = ANY(%(ids)s::uuid[])
"""
# Lines that the shop gives away are not the customer's choice.
LINES = f"""
SELECT line.checkout_id, line.variant_id, product.id AS product_id, product.category_id,
       coalesce(nullif(own_name.name, ''), variant.name) AS variant_name,
       coalesce(nullif(shown_name.name, ''), product.name) AS product_name,
       product.slug, picture.id AS picture_id, line.quantity,
       coalesce(line.price_override, price.discounted_price_amount, price.price_amount,
                line.undiscounted_unit_price_amount) AS unit_price
FROM checkout_checkoutline AS line
JOIN checkout_checkout AS cart ON cart.token = line.checkout_id
JOIN product_productvariant AS variant ON variant.id = line.variant_id
JOIN product_product AS product ON product.id = variant.product_id
LEFT JOIN product_productvariantchannellisting AS price
  ON price.variant_id = variant.id AND price.channel_id = cart.channel_id
{SHOWN}
WHERE line.checkout_id = ANY(%(ids)s::uuid[]) AND NOT line.is_gift
ORDER BY line.checkout_id, line.created_at, line.id
"""  # noqa: S608 only constants of this package


@dataclass(frozen=True, kw_only=True, slots=True)
class CartLineView:
    """One line; `unit_price` is what the channel asks for a piece now."""

    variant_id: int
    product_id: int
    category_id: int | None
    product_name: str
    variant_name: str
    slug: str
    thumbnail_url: str
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class CartView:
    """One cart; `total` is what the shop last reckoned for all of it, gross, in `currency`.

    `global_id` is how the shop's API and storefronts call it. It is open as long as it is there:
    the shop takes the cart away when an order is made of it.
    """

    id: str
    global_id: str
    channel: str
    currency: str
    language: str
    country: str
    last_change: datetime.datetime
    total: Decimal
    is_open: bool
    lines: tuple[CartLineView, ...]


def cart_views(
    checkout_ids: Collection[str], language: str = "", *, using: str = WRITER
) -> dict[str, CartView]:
    """Return these carts, goods named in the language where it is known. Two queries.

    What the shop does not have any more is absent: ordered, or gone.
    """
    if not checkout_ids:
        return {}
    parameters = {"ids": uuid_array(checkout_ids), "languages": fall_backs(language)}
    lines: dict[str, list[CartLineView]] = {}
    for row in read_rows(LINES, parameters, using):
        lines.setdefault(str(row["checkout_id"]), []).append(_line(row))
    return {
        (cart_id := str(row["token"])): _cart(row, lines.get(cart_id, ()))
        for row in read_rows(CARTS, parameters, using)
    }


def checkout_global_id(checkout_id: str) -> str:
    """Return what the shop's API calls the cart."""
    return base64.b64encode(f"Checkout:{checkout_id}".encode()).decode()


def _cart(row: Mapping[str, Any], lines: Sequence[CartLineView]) -> CartView:
    return CartView(
        id=str(row["token"]),
        global_id=checkout_global_id(str(row["token"])),
        channel=row["channel"],
        currency=row["currency"],
        language=row["language"],
        country=row["country"],
        last_change=row["last_change"],
        total=row["total"],
        is_open=True,
        lines=tuple(lines),
    )


def _line(row: Mapping[str, Any]) -> CartLineView:
    return CartLineView(
        variant_id=row["variant_id"],
        product_id=row["product_id"],
        category_id=row["category_id"],
        product_name=row["product_name"],
        variant_name=row["variant_name"],
        slug=row["slug"],
        thumbnail_url=thumbnail_url(row["picture_id"]),
        quantity=row["quantity"],
        unit_price=row["unit_price"],
    )
