"""Staff fill the shelves and change prices."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from saleor._contract import contract
from saleor.channel.models import Channel
from saleor.product.models import ProductVariant, ProductVariantChannelListing
from saleor.warehouse.models import Stock, Warehouse

from .acting import operation, tell


@operation
@transaction.atomic
def set_stock(variant: ProductVariant, warehouse: Warehouse, quantity: int) -> Stock:
    """Say how many pieces of a variant lie in a warehouse."""
    stock, _ = Stock.objects.get_or_create(product_variant=variant, warehouse=warehouse)
    before, stock.quantity = stock.quantity, quantity
    stock.save()
    if quantity and not before:
        _tell("product_variant_back_in_stock", stock)
    if before and not quantity:
        _tell("product_variant_out_of_stock", stock)
    _tell("product_variant_stocks_updated", [stock])
    return stock


@operation
@transaction.atomic
def set_price(variant: ProductVariant, channel: Channel, price: Decimal) -> None:
    """Ask another price in a channel."""
    ProductVariantChannelListing.objects.filter(
        variant=variant, channel=channel
    ).update(price_amount=price, discounted_price_amount=price)
    tell("product_variant_updated", variant, webhooks=set())


def _tell(hook: str, about: Any) -> None:
    """Call a hook that only older versions have."""
    if hook in contract()["base_plugin"]:
        tell(hook, about, webhooks=set())
