"""Fill a new cart with what was in one that has gone. Imported only where requests are answered."""

import base64
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from saleor.graphql.api import schema
from saleor.graphql.context import get_context_value

from ..core.shop import CheckoutItem
from .products import VariantView, variants

__all__ = ["get_context_value", "rebuild_cart", "schema"]

logger = logging.getLogger(__name__)

# The shop's own way to make a cart, so that its rules, limits and hooks hold.
CREATE = """
mutation CrmRebuildCart($input: CheckoutCreateInput!) {
  checkoutCreate(input: $input) { checkout { id } errors { field code } }
}
"""
MAX_LINES = 100


def rebuild_cart(channel: str, items: Sequence[CheckoutItem]) -> str | None:
    """Make a new cart, nobody's, of what can still be bought; return its id, None for nothing.

    As many pieces as there are. Not idempotent: each call makes a cart.
    """
    known = variants([item.variant_id for item in items], channel, "")
    lines = [
        _line(item, known[item.variant_id]) for item in items if _fits(item, known)
    ]
    if not lines:
        return None
    # Asked by nobody: the new cart must not follow whoever happens to be signed in.
    answer = schema.execute(
        CREATE,
        variable_values={"input": {"channel": channel, "lines": lines[:MAX_LINES]}},
        context_value=get_context_value(HttpRequest()),
    )
    return _id_of(answer)


def _fits(item: CheckoutItem, known: Mapping[int, VariantView]) -> bool:
    view = known.get(item.variant_id)
    return view is not None and view.is_available


def _line(item: CheckoutItem, view: VariantView) -> dict[str, Any]:
    global_id = base64.b64encode(f"ProductVariant:{item.variant_id}".encode()).decode()
    pieces = item.quantity if view.stock is None else min(item.quantity, view.stock)
    return {"variantId": global_id, "quantity": pieces}


def _id_of(answer: Any) -> str | None:
    made = (answer.data or {}).get("checkoutCreate") or {}
    if answer.errors or made.get("errors") or not made.get("checkout"):
        logger.warning("The shop made no new cart: %s", made.get("errors"))
        return None
    _, _, checkout_id = base64.b64decode(made["checkout"]["id"]).decode().partition(":")
    return checkout_id
