"""What orders brought that followed a click on a message, by month and by what sent it."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class CreditedRevenue(ShopMetric):
    code = "credited_revenue"
    label = "Revenue after messages"
    definition = Sentence(
        "Orders that were placed within the period and are credited to the last message that "
        "their person had clicked before, by the month (UTC) and by what sent it: `campaign` or "
        "`journey`. The amount is what was paid, less what was given back. It says what followed "
        "messages, not what they changed: for that, look at a campaign beside its holdout."
    )
    in_channel = Sentence("In one channel, only orders there count.")
    statement = """
    SELECT to_char(told.placed_at AT TIME ZONE 'UTC', 'YYYY-MM') AS of, share.source_kind AS to,
           count(DISTINCT share.order_id) AS count, share.currency,
           sum(share.amount) AS amount
    FROM crm_attribution AS share
    JOIN crm_told_order AS told ON told.order_id = share.order_id
    WHERE share.model = 'last_click' AND told.placed_at < %(until)s
      AND told.placed_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND (%(channel)s::text IS NULL OR told.channel = %(channel)s::text)
    GROUP BY 1, share.source_kind, share.currency
    ORDER BY 1, share.source_kind, share.currency
    """
