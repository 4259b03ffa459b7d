"""How many of those who have bought once have bought again."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class RepeatRate(ShopMetric):
    code = "repeat_rate"
    label = "Repeat rate"
    definition = Sentence(
        "Of the people whose first order was within the period, those who have at least one "
        "more order, whenever it was. Orders count that were placed, are not canceled and do "
        "not merely replace goods, and purchases brought in from other systems."
    )
    in_channel = Sentence(
        "In one channel, people count who have ordered there, with all that they ordered "
        "anywhere."
    )
    statement = """
    SELECT count(*) FILTER (WHERE orders > 1) AS count, count(*) AS total
    FROM crm_customer_rollup
    WHERE orders > 0 AND first_order_at < %(until)s
      AND first_order_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND (%(channel_id)s::int IS NULL OR channel_ids @> ARRAY[%(channel_id)s::int])
    """
