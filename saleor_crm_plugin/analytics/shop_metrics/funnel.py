"""How many of the known people have become customers, come back, and become VIPs."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class Funnel(ShopMetric):
    code = "funnel"
    label = "From prospect to VIP"
    definition = Sentence(
        "People who came to be known within the period and were not erased: all of them, those "
        "with an order, with a second one, and those whose lifecycle is VIP now. Two profiles "
        "of one person, once merged, count once. The total is of all of them."
    )
    statement = """
    WITH known AS (
        SELECT person.id, coalesce(rollup.orders, 0) AS orders,
               coalesce(insight.lifecycle, '') AS lifecycle
        FROM crm_profile AS person
        LEFT JOIN crm_customer_rollup AS rollup ON rollup.profile_id = person.id
        LEFT JOIN crm_customer_insight AS insight ON insight.profile_id = person.id
        WHERE person.erased_at IS NULL AND person.merged_into_id IS NULL
          AND person.created_at < %(until)s
          AND person.created_at >= coalesce(%(since)s::timestamptz, '-infinity')
    ), counted AS (
        SELECT count(*) AS known, count(*) FILTER (WHERE orders > 0) AS customers,
               count(*) FILTER (WHERE orders > 1) AS repeated,
               count(*) FILTER (WHERE lifecycle = 'vip') AS vip
        FROM known
    )
    SELECT step.of, step.count, counted.known AS total
    FROM counted, LATERAL (VALUES
        (1, 'known', counted.known), (2, 'customer', counted.customers),
        (3, 'repeat_customer', counted.repeated), (4, 'vip', counted.vip)
    ) AS step (place, of, count)
    ORDER BY step.place
    """
