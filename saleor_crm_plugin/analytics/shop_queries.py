"""The shop's metrics as they are asked for: one statement each, and one for their freshness."""

import datetime
from collections.abc import Sequence

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .figures import Period
from .queries import everything_is_handled_until
from .shop_metric import MetricAnswer, Point, shop_metrics


def measure(
    codes: Sequence[str],
    period: Period,
    *,
    now: datetime.datetime,
    using: str = WRITER,
) -> list[MetricAnswer]:
    """Return these metrics in this order; KeyError for a code that there is not. Locks nothing."""
    data_until = everything_is_handled_until(now=now, using=using)
    asked = {"since": period.since, "until": period.until, "now": now}
    return [
        MetricAnswer(
            code=code,
            label=shop_metrics[code].label,
            definition=shop_metrics[code].definition,
            points=[
                Point(**row)
                for row in read_rows(shop_metrics[code].statement, asked, using)
            ],
            data_until=data_until,
        )
        for code in codes
    ]
