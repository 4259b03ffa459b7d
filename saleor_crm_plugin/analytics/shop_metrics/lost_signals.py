"""Which signs there are that customers are lost."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class LostSignals(ShopMetric):
    code = "lost_signals"
    label = "Signs of lost customers"
    definition = Sentence(
        "Customers who show a sign of being lost; one person may show several. `overdue`: "
        "their last order is longer ago than twice their own cycle. `half_returned`: half of "
        "what they bought came back. `left_marketing`: they withdrew consent to marketing after "
        "their last order. `one_order_only`: a single order, more than a year ago. The period "
        "says whose last order is looked at; the total is of all of them."
    )
    in_channel = Sentence(
        "In one channel, people count who have ordered there, with all that they ordered "
        "anywhere."
    )
    statement = """
    WITH customers AS (
        SELECT rollup.*, EXISTS (
            SELECT FROM crm_consent_state AS said
            WHERE said.profile_id = rollup.profile_id AND said.purpose = 'marketing'
              AND said.status = 'withdrawn' AND said.occurred_at > rollup.last_order_at
        ) AS has_left
        FROM crm_customer_rollup AS rollup
        WHERE orders > 0 AND last_order_at < %(until)s
          AND last_order_at >= coalesce(%(since)s::timestamptz, '-infinity')
          AND (%(channel_id)s::int IS NULL OR channel_ids @> ARRAY[%(channel_id)s::int])
    ), counted AS (
        SELECT count(*) AS total,
               count(*) FILTER (
                   WHERE last_order_at + 2 * cycle_days * interval '1 day' < %(now)s
               ) AS overdue,
               count(*) FILTER (WHERE items > 0 AND 2 * returned_items >= items) AS returned,
               count(*) FILTER (WHERE has_left) AS has_left,
               count(*) FILTER (
                   WHERE orders = 1
                     AND last_order_at < %(now)s::timestamptz - interval '365 days'
               ) AS once
        FROM customers
    )
    SELECT sign.of, sign.count, counted.total
    FROM counted, LATERAL (VALUES
        ('half_returned', counted.returned), ('left_marketing', counted.has_left),
        ('one_order_only', counted.once), ('overdue', counted.overdue)
    ) AS sign (of, count)
    ORDER BY sign.of
    """
