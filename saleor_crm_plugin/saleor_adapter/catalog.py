"""Where goods stand in the shop's catalog, for whatever tells of goods by id."""

from collections.abc import Collection
from dataclasses import dataclass

from saleor.product.models import Category, Product, ProductVariant

from .db import WRITER


@dataclass(frozen=True, slots=True)
class CatalogPlaces:
    """The products of variants, the categories of products, and which categories there are."""

    product_of: dict[int, int]
    category_of: dict[int, int | None]
    categories: frozenset[int]


def catalog_places(
    *,
    variant_ids: Collection[int],
    product_ids: Collection[int],
    category_ids: Collection[int],
    using: str = WRITER,
) -> CatalogPlaces:
    """Return where these goods stand; ids that the shop does not know are absent.

    At most three queries, none for what is not asked for.
    """
    product_of: dict[int, int] = {}
    category_of: dict[int, int | None] = {}
    if variant_ids:
        variants = ProductVariant.objects.using(using).filter(pk__in=variant_ids)
        for variant_id, product_id, category_id in variants.values_list(
            "pk", "product_id", "product__category_id"
        ):
            product_of[variant_id] = product_id
            category_of[product_id] = category_id
    if product_ids:
        products = Product.objects.using(using).filter(pk__in=product_ids)
        category_of.update(products.values_list("pk", "category_id"))
    known: list[int] = []
    if category_ids:
        categories = Category.objects.using(using).filter(pk__in=category_ids)
        known = list(categories.values_list("pk", flat=True))
    return CatalogPlaces(product_of, category_of, frozenset(known))


def goods_by_sku(
    skus: Collection[str], *, using: str = WRITER
) -> dict[str, tuple[int, int | None]]:
    """Return product and category of each of these SKUs that the shop knows. One query."""
    if not skus:
        return {}
    variants = ProductVariant.objects.using(using).filter(sku__in=skus)
    rows = variants.values_list("sku", "product_id", "product__category_id")
    return {sku: (product_id, category_id) for sku, product_id, category_id in rows}
