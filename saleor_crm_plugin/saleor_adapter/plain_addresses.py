"""The addresses of accounts and orders, to be compared and never to be stored."""

from collections.abc import Collection, Mapping
from typing import Any

from ..core.addresses import Address
from .db import WRITER
from .reading import read_rows

PARTS = """
address.country, address.postal_code, address.city, address.street_address_1 AS street,
address.street_address_2 AS more
"""
# The address that people chose as theirs, else the one they gave last.
ADDRESSES = f"""
SELECT account.id, {PARTS}
FROM account_user AS account
CROSS JOIN LATERAL (
    SELECT * FROM account_address
    WHERE id = coalesce(
        account.default_shipping_address_id, account.default_billing_address_id,
        (SELECT max(address_id) FROM account_user_addresses WHERE user_id = account.id)
    )
) AS address
WHERE account.id = ANY(%(ids)s::int[]) AND address.street_address_1 <> ''
"""  # noqa: S608 only a constant of this module
OF_ORDERS = f"""
SELECT placed.id::text AS id, {PARTS}
FROM order_order AS placed
JOIN account_address AS address
  ON address.id = coalesce(placed.shipping_address_id, placed.billing_address_id)
WHERE placed.id = ANY(%(ids)s::uuid[]) AND address.street_address_1 <> ''
"""  # noqa: S608 only a constant of this module


def account_addresses(
    user_ids: Collection[int], *, using: str = WRITER
) -> dict[int, Address]:
    """Return each account's address; those without a street are absent. One query."""
    if not user_ids:
        return {}
    rows = read_rows(ADDRESSES, {"ids": list(user_ids)}, using)
    return {row.pop("id"): _address(row) for row in rows}


def order_addresses(
    order_ids: Collection[str], *, using: str = WRITER
) -> dict[str, Address]:
    """Return by order where it was sent, or billed; others are absent. One query."""
    if not order_ids:
        return {}
    rows = read_rows(OF_ORDERS, {"ids": list(order_ids)}, using)
    return {row.pop("id"): _address(row) for row in rows}


def _address(row: Mapping[str, Any]) -> Address:
    return Address(**{name: value or "" for name, value in row.items()})
