"""What one code of a voucher can take off an order, as far as the voucher itself says."""

from dataclasses import dataclass
from decimal import Decimal

from .db import WRITER
from .reading import read_rows

# Where channels of one currency differ, the dearer one counts.
WORTH = """
SELECT listing.currency, max(listing.discount_value) AS value,
       voucher.discount_value_type = 'percentage' AS is_percentage,
       voucher.type = 'specific_product' AND NOT voucher.apply_once_per_order AS is_per_item
FROM discount_voucher AS voucher
JOIN discount_voucherchannellisting AS listing ON listing.voucher_id = voucher.id
WHERE voucher.id = %(voucher)s
GROUP BY listing.currency, voucher.id
ORDER BY listing.currency
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class VoucherWorth:
    """In one currency: an amount of money, or percent of what is bought.

    An amount is the most that a code can take off, unless it `is_per_item`.
    """

    currency: str
    value: Decimal
    is_percentage: bool
    is_per_item: bool


def voucher_worth(voucher_id: int, *, using: str = WRITER) -> list[VoucherWorth]:
    """Return what a code is worth by currency; nothing for a voucher that is not there. One query."""
    return [
        VoucherWorth(**row) for row in read_rows(WORTH, {"voucher": voucher_id}, using)
    ]
