"""Rows of warehouses, vouchers, pictures and translations, the same on both shops."""

from decimal import Decimal
from typing import Any

from .catalog_rows import COUNTER, make_address, model


def make_warehouse(channel: Any, **changes: Any) -> Any:
    """Make a warehouse of the channel where people may collect what they buy."""
    number = next(COUNTER)
    values = {
        "name": f"Warehouse {number}",
        "slug": f"warehouse-{number}",
        "address": make_address(),
        "click_and_collect_option": "local",
    }
    warehouse = model("warehouse.Warehouse").objects.create(**values | changes)
    model("warehouse.ChannelWarehouse").objects.create(
        channel=channel, warehouse=warehouse
    )
    return warehouse


def make_stock(variant: Any, warehouse: Any, quantity: int) -> Any:
    """Put pieces of a variant into a warehouse, and count them from now on."""
    variant.track_inventory = True
    variant.save()
    return model("warehouse.Stock").objects.create(
        product_variant=variant, warehouse=warehouse, quantity=quantity
    )


def make_zone(channel: Any, warehouse: Any) -> Any:
    """Let the warehouse ship to somewhere in the channel."""
    zone = model("shipping.ShippingZone").objects.create(name="Everywhere")
    zone.channels.add(channel)
    warehouse.shipping_zones.add(zone)
    return zone


def make_picture(product: Any, **changes: Any) -> Any:
    """Add a picture to a product."""
    values = {"product": product, "image": "products/one.jpg", "type": "IMAGE"}
    return model("product.ProductMedia").objects.create(**values | changes)


def translate(row: Any, language: str, name: str) -> Any:
    """Name a product or a variant in a language."""
    kind = type(row).__name__
    owner = "product" if kind == "Product" else "product_variant"
    return model(f"product.{kind}Translation").objects.create(
        language_code=language, name=name, **{owner: row}
    )


def make_voucher(
    channel: Any = None, value: Decimal = Decimal(5), **changes: Any
) -> Any:
    """Make a voucher of single-use codes that takes an amount off orders of the channel."""
    values = {"name": "Five off", "type": "entire_order", "single_use": True}
    voucher = model("discount.Voucher").objects.create(**values | changes)
    if channel is not None:
        model("discount.VoucherChannelListing").objects.create(
            voucher=voucher,
            channel=channel,
            currency=channel.currency_code,
            discount_value=value,
        )
    return voucher
