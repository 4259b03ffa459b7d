"""The addresses of accounts as texts to be compared, never to be stored."""

from collections.abc import Collection

from .db import WRITER
from .reading import read_rows

# The address that people chose as theirs, else the one they gave last.
ADDRESSES = """
SELECT account.id, lower(concat_ws(' ', address.country, address.postal_code, address.city,
                                   address.street_address_1, address.street_address_2)) AS address
FROM account_user AS account
CROSS JOIN LATERAL (
    SELECT * FROM account_address
    WHERE id = coalesce(
        account.default_shipping_address_id, account.default_billing_address_id,
        (SELECT max(address_id) FROM account_user_addresses WHERE user_id = account.id)
    )
) AS address
WHERE account.id = ANY(%(ids)s::int[]) AND address.street_address_1 <> ''
"""


def address_texts(user_ids: Collection[int], *, using: str = WRITER) -> dict[int, str]:
    """Return each account's address in one line; those without a street are absent. One query."""
    if not user_ids:
        return {}
    rows = read_rows(ADDRESSES, {"ids": list(user_ids)}, using)
    return {row["id"]: row["address"] for row in rows}
