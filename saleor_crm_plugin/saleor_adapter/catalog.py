"""Where goods stand in the shop's catalog, for whatever tells of goods by id."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from saleor.product.models import ProductVariant

from .arrays import int_array
from .db import WRITER
from .reading import read_rows

# Ids of any size: one that no row can have is not there.
PLACES = """
SELECT 'variant' AS what, variant.id, variant.product_id, product.category_id, NULL AS slug
FROM product_productvariant AS variant
JOIN product_product AS product ON product.id = variant.product_id
WHERE variant.id = ANY(%(variants)s::bigint[])
UNION ALL
SELECT 'product', NULL, id, category_id, NULL
FROM product_product WHERE id = ANY(%(products)s::bigint[])
UNION ALL
SELECT 'category', NULL, NULL, id, NULL
FROM product_category WHERE id = ANY(%(categories)s::bigint[])
UNION ALL
SELECT 'channel', NULL, NULL, NULL, slug
FROM channel_channel WHERE slug = ANY(%(channels)s::text[])
"""


@dataclass(frozen=True, slots=True)
class CatalogPlaces:
    """The products of variants, the categories of products, and which categories and channels there are."""

    product_of: dict[int, int]
    category_of: dict[int, int | None]
    categories: frozenset[int]
    channels: frozenset[str]


def catalog_places(
    *,
    variant_ids: Collection[int],
    product_ids: Collection[int],
    category_ids: Collection[int],
    channels: Collection[str] = (),
    using: str = WRITER,
) -> CatalogPlaces:
    """Return where these goods stand; ids and slugs that the shop does not know are absent.

    One query, none where nothing is asked for.
    """
    rows: list[dict[str, Any]] = []
    if variant_ids or product_ids or category_ids or channels:
        asked = {
            "variants": int_array(variant_ids),
            "products": int_array(product_ids),
            "categories": int_array(category_ids),
            "channels": list(channels),
        }
        rows = read_rows(PLACES, asked, using)
    of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        of[row["what"]].append(row)
    return CatalogPlaces(
        product_of={row["id"]: row["product_id"] for row in of["variant"]},
        category_of={
            row["product_id"]: row["category_id"]
            for row in of["variant"] + of["product"]
        },
        categories=frozenset(row["category_id"] for row in of["category"]),
        channels=frozenset(row["slug"] for row in of["channel"]),
    )


def goods_by_sku(
    skus: Collection[str], *, using: str = WRITER
) -> dict[str, tuple[int, int | None]]:
    """Return product and category of each of these SKUs that the shop knows. One query."""
    if not skus:
        return {}
    variants = ProductVariant.objects.using(using).filter(sku__in=skus)
    rows = variants.values_list("sku", "product_id", "product__category_id")
    return {sku: (product_id, category_id) for sku, product_id, category_id in rows}
