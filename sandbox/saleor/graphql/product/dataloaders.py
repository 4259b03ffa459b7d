"""Products by id, variants by id and product."""

from collections import defaultdict

from ...product.models import Product, ProductVariant
from ..core.dataloaders import DataLoader


class ProductByIdLoader(DataLoader):
    context_key = "product_by_id"

    def batch_load(self, keys):
        products = Product.objects.using(self.database_connection_name).in_bulk(keys)
        return [products.get(key) for key in keys]


class ProductVariantByIdLoader(DataLoader):
    context_key = "productvariant_by_id"

    def batch_load(self, keys):
        variants = ProductVariant.objects.using(self.database_connection_name).in_bulk(
            keys
        )
        return [variants.get(key) for key in keys]


class ProductVariantsByProductIdLoader(DataLoader):
    context_key = "productvariants_by_product"

    def batch_load(self, keys):
        found = defaultdict(list)
        rows = ProductVariant.objects.using(self.database_connection_name).filter(
            product_id__in=keys
        )
        for variant in rows.order_by("sort_order", "sku", "pk"):
            found[variant.product_id].append(variant)
        return [found[key] for key in keys]
