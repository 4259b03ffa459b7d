"""The purchases of the CDNOW sample up to the end of its 39 weeks of calibration."""

import datetime
from decimal import Decimal

from demo.cdnow import Size, read_purchases

LAST_DAY = datetime.date(1997, 9, 30)


def calibration() -> list[tuple[int, datetime.date, Decimal]]:
    """Return customer, day and dollars of each purchase."""
    return [
        (int(one.customer), one.on, one.dollars)
        for one in read_purchases(Size.SAMPLE)
        if one.on <= LAST_DAY
    ]
