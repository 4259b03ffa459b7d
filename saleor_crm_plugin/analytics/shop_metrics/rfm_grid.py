"""How customers are spread over the scores of recency and frequency."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class RfmGrid(ShopMetric):
    code = "rfm_grid"
    label = "Recency and frequency"
    definition = Sentence(
        "Customers by how lately and how often they ordered among the shop's customers, each "
        "from 1 (the least fifth) to 5: first the recency, then the frequency. Scores are made "
        "each night. The period says whose last order is looked at; the total is of all of them."
    )
    in_channel = Sentence(
        "In one channel, people count who have ordered there, with all that they ordered "
        "anywhere."
    )
    statement = """
    SELECT score.rfm_recency::text AS of, score.rfm_frequency::text AS to, count(*) AS count,
           (sum(count(*)) OVER ())::bigint AS total
    FROM crm_customer_score AS score
    JOIN crm_customer_rollup AS rollup USING (profile_id)
    WHERE score.rfm_recency IS NOT NULL AND score.rfm_frequency IS NOT NULL
      AND rollup.last_order_at < %(until)s
      AND rollup.last_order_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND (%(channel_id)s::int IS NULL OR rollup.channel_ids @> ARRAY[%(channel_id)s::int])
    GROUP BY score.rfm_recency, score.rfm_frequency
    ORDER BY score.rfm_recency, score.rfm_frequency
    """
