"""Carts in the shop, how they vanish, and what was told, for tests of their observation."""

import datetime
from typing import Any

from saleor_crm_plugin.outbox.models import FactRow
from tests.shop import rows
from tests.shop.rows import Line

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
LEFT_AT = NOW - datetime.timedelta(hours=2)
ANN = "ann@example.com"


def make_cart(channel: Any, **changes: Any) -> Any:
    """Make a cart of two pieces for 20 dollars; nobody's, unless told otherwise."""
    lines = [Line(quantity=2, variant=rows.make_variant())]
    return rows.make_checkout(
        channel, **{"lines": lines, "last_change": LEFT_AT} | changes
    )


def vanish(cart: Any) -> None:
    """Take the cart away as the shop does, which calls no hook; it keeps its key here."""
    cart.lines.all().delete()
    rows.model("checkout.CheckoutMetadata").objects.filter(checkout=cart).delete()
    rows.model("checkout.Checkout").objects.filter(pk=cart.pk).delete()


def told_codes() -> list[str]:
    """Return the codes of all facts, in the order in which they were told."""
    return list(FactRow.objects.order_by("id").values_list("code", flat=True))
