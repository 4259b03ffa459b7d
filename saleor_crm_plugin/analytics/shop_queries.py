"""The shop's metrics as they are asked for: one statement each, and one for their freshness."""

import datetime
from collections.abc import Sequence

from ..core.sentences import Sentence, joined
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .figures import Period, SalesChannel
from .queries import everything_is_handled_until
from .shop_metric import MetricAnswer, Point, ShopMetric, shop_metrics


def measure(
    codes: Sequence[str],
    period: Period,
    *,
    now: datetime.datetime,
    channel: SalesChannel | None = None,
    using: str = WRITER,
) -> list[MetricAnswer]:
    """Return these metrics in this order; KeyError for a code that there is not. Locks nothing."""
    data_until = everything_is_handled_until(now=now, using=using)
    asked = {
        "since": period.since,
        "until": period.until,
        "now": now,
        "channel": channel and channel.slug,
        "channel_id": channel and channel.channel_id,
    }
    answers = []
    for metric in (shop_metrics[code] for code in codes):
        rows = read_rows(metric.statement, asked, using)
        narrowed = channel if metric.in_channel else None
        answers.append(
            MetricAnswer(
                code=metric.code,
                label=metric.label,
                definition=_definition(metric, narrowed),
                points=[Point(**row) for row in rows],
                data_until=data_until,
                channel=narrowed.slug if narrowed else None,
            )
        )
    return answers


def _definition(metric: type[ShopMetric], channel: SalesChannel | None) -> Sentence:
    if channel is None or metric.in_channel is None:
        return metric.definition
    return joined([metric.definition, metric.in_channel])
