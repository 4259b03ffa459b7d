"""After how many days people usually buy again."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class RepurchaseCycles(ShopMetric):
    code = "repurchase_cycles"
    label = "Repurchase cycles"
    definition = Sentence(
        "Customers by their own cycle: the median of the days between the days on which they "
        "ordered. Only those with enough orders to know it, and whose last order was within "
        "the period. The total is of all of them."
    )
    in_channel = Sentence(
        "In one channel, people count who have ordered there, with all that they ordered "
        "anywhere."
    )
    statement = """
    WITH cycles AS (
        SELECT width_bucket(cycle_days, ARRAY[0, 8, 15, 31, 61, 91, 181, 366]) AS bucket
        FROM crm_customer_rollup
        WHERE cycle_days IS NOT NULL AND last_order_at < %(until)s
          AND last_order_at >= coalesce(%(since)s::timestamptz, '-infinity')
          AND (%(channel_id)s::int IS NULL OR channel_ids @> ARRAY[%(channel_id)s::int])
    )
    SELECT (ARRAY['0-7', '8-14', '15-30', '31-60', '61-90', '91-180', '181-365', '366+'])[bucket]
               AS of,
           count(*) AS count, (sum(count(*)) OVER ())::bigint AS total
    FROM cycles GROUP BY bucket ORDER BY bucket
    """
