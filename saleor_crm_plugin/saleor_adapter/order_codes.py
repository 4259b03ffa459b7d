"""Which voucher codes the shop's orders carry."""

from collections.abc import Iterable

from .arrays import uuid_array
from .db import WRITER
from .reading import read_rows

CODES = """
SELECT id, voucher_code FROM order_order
WHERE id = ANY(%(orders)s::uuid[]) AND voucher_code <> '' AND status <> 'draft'
"""


def codes_of_orders(order_ids: Iterable[str], *, using: str = WRITER) -> dict[str, str]:
    """Return the code that each of these orders carries; others are absent. One query."""
    rows = read_rows(CODES, {"orders": uuid_array(order_ids)}, using)
    return {str(row["id"]): row["voucher_code"] for row in rows}
