"""The recordings of the real shop, and what of them the sandbox has to repeat."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import saleor

_VERSION = ".".join(saleor.__version__.split(".")[:2])
_FOLDER = Path(__file__).resolve().parents[2] / "sandbox" / "contract"
RECORDINGS = _FOLDER / f"operations-{_VERSION}.json"
CONTRACT = _FOLDER / f"saleor-{_VERSION}.json"

AMOUNT = "total_charged_amount"

# The sandbox sells without counting stock, without computed delivery options and without search.
TABLES = (
    "account_customerevent",
    "account_user",
    "checkout_checkout",
    "checkout_checkoutline",
    "checkout_checkoutmetadata",
    "discount_orderdiscount",
    "discount_voucher",
    "discount_voucherchannellisting",
    "discount_vouchercode",
    "order_fulfillment",
    "order_fulfillmentline",
    "order_order",
    "order_orderevent",
    "order_orderline",
    "payment_payment",
    "payment_transaction",
    "payment_transactionevent",
    "payment_transactionitem",
    "product_productvariantchannellisting",
)
# Orders take nothing off the shelves here, but staff fill and empty them.
OF_STOCK = ("variant_stocks_update", "variant_stocks_update_empty")
UNREPEATED = {
    # search
    "search_document",
    "search_index_dirty",
    "search_vector",
    # stock and delivery options
    "assigned_delivery_id",
    "delivery_methods_stale_at",
    "shipping_method_id",
    "stock_id",
    "weight",
    # taxes
    "display_gross_prices",
    "shipping_tax_class_id",
    "shipping_tax_class_name",
    "shipping_tax_rate",
    "tax_class_id",
    # caches of prices
    "discount_expiration",
    "price_expiration",
    # names and secrets that each shop makes up itself
    "password",
    "jwt_token_key",
    "uuid",
    "token",
    "product_type_id",
    "customer_type_id",
}


@cache
def recorded() -> dict[str, Any]:
    """Give all recorded operations by name."""
    scenarios = json.loads(RECORDINGS.read_text())["scenarios"].values()
    return {
        name: operation
        for scenario in scenarios
        for name, operation in scenario["operations"].items()
    }


# The real shop computes amounts when somebody asks for them; nobody asked in these recordings, or
# only some versions did.
UNASKED = {
    "checkout_lines_update": ("subtotal_", "total_"),
    "draft_order_create": ("subtotal_", "total_"),
}


def hooks(operation: dict[str, Any]) -> list[str]:
    """Name the hooks that were called, in their order; a notification with its kind."""
    return [
        f"notify {call['arguments'][0]}" if call["hook"] == "notify" else call["hook"]
        for call in operation["hooks"]
    ]


def sights(operation: dict[str, Any]) -> list[Any]:
    """List what each hook saw: the state passed, the state stored, and what lay around it."""
    return [_seen(call["saw"]) for call in operation["hooks"]]


def _seen(saw: Any) -> Any:
    """Compare amounts as numbers: an instance may still hold the text or scale that it was made with."""
    if isinstance(saw, list):
        return [_seen(item) for item in saw]
    if isinstance(saw, dict):
        return {
            name: Decimal(value) if name == AMOUNT else _seen(value)
            for name, value in saw.items()
        }
    return saw


@cache
def _known_columns(table: str) -> frozenset[str]:
    """Name the columns that the shop's models have; a table may hold others, left over from older versions."""
    models = json.loads(CONTRACT.read_text())["models"].values()
    # A model that this version does not have yet stands there as nothing.
    described = next(one for one in models if one and one["db_table"] == table)
    return frozenset(
        field["column"] for field in described["fields"].values() if field.get("column")
    )


def changes(name: str, operation: dict[str, Any]) -> list[tuple[Any, ...]]:
    """List the changed rows of the compared tables with the compared columns, in one order on both shops."""
    found = [
        (row["table"], row["change"], _columns(row, UNASKED.get(name, ())))
        for row in operation["rows"]
        if row["table"] in TABLES
        or (row["table"] == "warehouse_stock" and name in OF_STOCK)
    ]
    return sorted((row for row in found if row[2] or row[1] != "update"), key=repr)


def _columns(row: dict[str, Any], unasked: tuple[str, ...]) -> dict[str, Any]:
    columns = {
        name: value
        for name, value in row.get("columns", {}).items()
        if name not in UNREPEATED
        and name in _known_columns(row["table"])
        and not name.startswith(unasked)
    }
    # Addresses are kept by other rules: only whether there is one counts.
    addresses = {
        name: _presence(value)
        for name, value in columns.items()
        if name.endswith("address_id")
    }
    return columns | addresses


def _presence(value: Any) -> Any:
    return (
        [part is not None for part in value]
        if isinstance(value, list)
        else value is not None
    )
