"""Goods as a channel sells them now, for messages and for what watches prices and stock."""

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connections
from saleor.core.utils import build_absolute_uri

from ..core.languages import fall_backs
from .db import WRITER
from .product_sql import OFFERED, RELATED, VARIANTS
from .reading import read_rows

THUMBNAIL_SIZE = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class VariantView:
    """One variant as a channel sells it.

    Prices are the channel's own, as they stand in the catalog; `stock` is None where nobody
    counts pieces. `slug` is the product's. `thumbnail_url` is absolute, "" without a picture.
    """

    id: int
    product_id: int
    category_id: int | None
    name: str
    product_name: str
    slug: str
    thumbnail_url: str
    price: Decimal
    undiscounted_price: Decimal
    currency: str
    is_available: bool
    stock: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A variant in a channel."""

    variant_id: int
    channel: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """How a channel sells a variant: per piece, and whether it can be bought."""

    price: Decimal
    currency: str
    is_available: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceSeen:
    """What a variant cost when somebody saw or bought it, per piece in the channel's currency."""

    variant_id: int
    channel: str
    price: Decimal

    @property
    def offered(self) -> Offered:
        """Return which variant in which channel it is."""
        return Offered(variant_id=self.variant_id, channel=self.channel)


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceDrop:
    """A variant that can be bought for less than it was seen for."""

    seen: PriceSeen
    price: Decimal
    currency: str


def variants(
    variant_ids: Collection[int], channel: str, language: str, *, using: str = WRITER
) -> dict[int, VariantView]:
    """Return these variants as the channel sells them, named in the language where it is known.

    One query. What the channel does not list with a price is absent.
    """
    if not variant_ids:
        return {}
    parameters = {
        "ids": list(variant_ids),
        "channel": channel,
        "languages": fall_backs(language),
    }
    return {
        row["variant_id"]: _view(row) for row in read_rows(VARIANTS, parameters, using)
    }


def offers(wanted: Collection[Offered], *, using: str = WRITER) -> dict[Offered, Offer]:
    """Return how the channels sell these variants now. One query; what is not listed is absent."""
    if not wanted:
        return {}
    rows = read_rows(OFFERED, _pairs(wanted), using)
    return {
        Offered(variant_id=row["variant_id"], channel=row["slug"]): Offer(
            price=row["price"],
            currency=row["currency"],
            is_available=row["is_available"],
        )
        for row in rows
    }


def back_in_stock(wanted: Collection[Offered], *, using: str = WRITER) -> set[Offered]:
    """Return those of the wanted variants that can be bought in their channel now. One query."""
    found = offers(wanted, using=using)
    return {one for one, offer in found.items() if offer.is_available}


def price_drops(seen: Sequence[PriceSeen], *, using: str = WRITER) -> list[PriceDrop]:
    """Return what can be bought for less than it was seen for, in the order given. One query."""
    found = offers({one.offered for one in seen}, using=using)
    now = ((one, found.get(one.offered)) for one in seen)
    return [
        PriceDrop(seen=one, price=offer.price, currency=offer.currency)
        for one, offer in now
        if offer and offer.is_available and offer.price < one.price
    ]


def related(
    product_ids: Collection[int],
    channel: str,
    *,
    without: Collection[int] = (),
    each: int = 3,
    using: str = WRITER,
) -> dict[int, list[int]]:
    """Return for each product up to `each` variants of other products to buy in its place.

    They are of the same category, can be bought now, and are of none of the products in `without`
    (those that the customer has). The nearest come first: the most collections in common, then
    the closest price. One query; products without any are absent.
    """
    if not product_ids:
        return {}
    parameters: dict[str, Any] = {
        "ids": list(product_ids),
        "channel": channel,
        "without": [*without, *product_ids],
        "each": each,
    }
    with connections[using].cursor() as cursor:
        cursor.execute(RELATED, parameters)
        return dict(cursor.fetchall())


def thumbnail_url(picture_id: int | None) -> str:
    """Return where the shop serves the small picture, absolute; "" for none."""
    if picture_id is None:
        return ""
    # The same address for every shop: the image is made when it is asked for first.
    global_id = base64.b64encode(f"ProductMedia:{picture_id}".encode()).decode()
    return build_absolute_uri(f"/thumbnail/{global_id}/{THUMBNAIL_SIZE}/")


def _pairs(items: Iterable[Offered]) -> dict[str, list[Any]]:
    listed = list(items)
    return {
        "ids": [item.variant_id for item in listed],
        "channels": [item.channel for item in listed],
    }


def _view(row: Mapping[str, Any]) -> VariantView:
    return VariantView(
        id=row["variant_id"],
        product_id=row["product_id"],
        category_id=row["category_id"],
        name=row["name"],
        product_name=row["product_name"],
        slug=row["slug"],
        thumbnail_url=thumbnail_url(row["picture_id"]),
        price=row["price"],
        undiscounted_price=row["undiscounted_price"],
        currency=row["currency"],
        is_available=row["is_available"],
        stock=row["pieces"],
    )
