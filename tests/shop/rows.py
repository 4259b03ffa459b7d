"""Plain rows of the shop for tests that need no shop operation: the same on both shops, no hook is called."""

from .catalog_rows import (
    make_address,
    make_app,
    make_category,
    make_channel,
    make_product,
    make_site_settings,
    make_staff,
    make_user,
    make_variant,
    model,
    set_columns,
)
from .order_rows import Line, make_checkout, make_order, make_order_line
from .payment_rows import (
    add_transaction_event,
    cancel_rows,
    charge_back_rows,
    fulfill_rows,
    pay_rows,
    refund_rows,
    return_rows,
    reverse_refund_rows,
)

__all__ = [
    "Line",
    "add_transaction_event",
    "cancel_rows",
    "charge_back_rows",
    "fulfill_rows",
    "make_address",
    "make_app",
    "make_category",
    "make_channel",
    "make_checkout",
    "make_order",
    "make_order_line",
    "make_product",
    "make_site_settings",
    "make_staff",
    "make_user",
    "make_variant",
    "model",
    "pay_rows",
    "refund_rows",
    "return_rows",
    "reverse_refund_rows",
    "set_columns",
]
