"""Rows of orders and carts, the same on both shops."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .catalog_rows import model, set_columns
from .payment_rows import pay_rows

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Line:
    """What an order line shall hold; prices are gross, per piece, and net is the same."""

    quantity: int = 1
    unit_price: Decimal = Decimal(10)
    undiscounted_unit_price: Decimal | None = None
    variant: Any = None
    name: str = "Apple juice"


def make_order(
    channel: Any,
    *,
    user: Any = None,
    lines: Sequence[Line] = (Line(),),
    shipping: Decimal = ZERO,
    paid: bool | Decimal = False,
    created_at: datetime.datetime | None = None,
    **changes: Any,
) -> Any:
    """Make a confirmed order with its lines; `paid` True charges the whole, an amount that much.

    `user_email` makes a guest's order; with `user` it is the account's e-mail unless given.
    """
    goods = sum((line.quantity * line.unit_price for line in lines), ZERO)
    before = sum(
        (
            line.quantity * (line.undiscounted_unit_price or line.unit_price)
            for line in lines
        ),
        ZERO,
    )
    values = {
        "channel": channel,
        "currency": channel.currency_code,
        "user": user,
        "user_email": user.email if user else "",
        "status": "unfulfilled",
        "origin": "checkout",
        "checkout_token": str(uuid.uuid4()),
        "should_refresh_prices": False,
        **_taxed("shipping_price", shipping),
        **_taxed("subtotal", goods),
        **_taxed("total", goods + shipping),
        **_taxed("undiscounted_total", before + shipping),
        "base_shipping_price_amount": shipping,
    }
    if _has_column("order.Order", "lines_count"):
        values["lines_count"] = len(lines)
    order = model("order.Order").objects.create(**values | changes)
    for line in lines:
        make_order_line(order, line)
    if created_at:
        set_columns(order, created_at=created_at)
    if paid:
        pay_rows(
            order, order.total_gross_amount if paid is True else paid, at=created_at
        )
    return order


def make_order_line(order: Any, line: Line) -> Any:
    """Add a line; the totals of the order stay as they are."""
    before = line.undiscounted_unit_price or line.unit_price
    variant = line.variant
    return model("order.OrderLine").objects.create(
        order=order,
        variant=variant,
        product_name=variant.product.name if variant else line.name,
        variant_name=variant.name if variant else "",
        product_sku=variant.sku if variant else None,
        is_shipping_required=True,
        is_gift_card=False,
        quantity=line.quantity,
        currency=order.currency,
        tax_rate=ZERO,
        base_unit_price_amount=line.unit_price,
        undiscounted_base_unit_price_amount=before,
        unit_discount_amount=before - line.unit_price,
        **_product_type(variant),
        **_taxed("unit_price", line.unit_price),
        **_taxed("total_price", line.quantity * line.unit_price),
        **_taxed("undiscounted_unit_price", before),
        **_taxed("undiscounted_total_price", line.quantity * before),
    )


def make_checkout(
    channel: Any,
    *,
    user: Any = None,
    email: str | None = None,
    lines: Sequence[Line] = (),
    **changes: Any,
) -> Any:
    """Make an open cart; each line needs a variant."""
    total = sum((line.quantity * line.unit_price for line in lines), ZERO)
    values = {
        "channel": channel,
        "currency": channel.currency_code,
        "user": user,
        "email": email,
        "country": "US",
    }
    last_change = changes.pop("last_change", None)
    checkout = model("checkout.Checkout").objects.create(
        **values | _taxed("total", total) | _taxed("subtotal", total) | changes
    )
    model("checkout.CheckoutMetadata").objects.create(checkout=checkout)
    for line in lines:
        model("checkout.CheckoutLine").objects.create(
            checkout=checkout,
            variant=line.variant,
            quantity=line.quantity,
            currency=checkout.currency,
        )
    if last_change:
        set_columns(checkout, last_change=last_change)
    return checkout


def _product_type(variant: Any) -> dict[str, Any]:
    if variant is None or not _has_column("order.OrderLine", "product_type_id"):
        return {}
    return {"product_type_id": variant.product.product_type_id}


def _taxed(name: str, amount: Decimal) -> dict[str, Decimal]:
    return {f"{name}_net_amount": amount, f"{name}_gross_amount": amount}


def _has_column(label: str, name: str) -> bool:
    return any(field.name == name for field in model(label)._meta.get_fields())
