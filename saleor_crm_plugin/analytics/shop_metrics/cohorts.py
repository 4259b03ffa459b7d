"""Who came first in which month, and who of them bought again how many months later."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class Cohorts(ShopMetric):
    code = "cohorts"
    label = "Cohorts"
    definition = Sentence(
        "People by the month of their first order, in the channel's own time: how many of them "
        "have ordered so many months later. The month of the first order is month 0, so all of "
        "them have. Orders count that were placed, are not canceled and do not merely replace "
        "goods, and purchases brought in from other systems. The period says which first months are shown."
    )
    in_channel = Sentence(
        "In one channel, only orders there count, the first one among them."
    )
    statement = """
    WITH months AS (
        SELECT profile_id, date_trunc('month', day)::date AS month
        FROM crm_customer_day
        WHERE orders > 0
          AND (%(channel_id)s::int IS NULL OR channel_id = %(channel_id)s::int)
        GROUP BY 1, 2
    ), firsts AS (
        SELECT profile_id, min(month) AS first FROM months GROUP BY profile_id
    ), shown AS (
        SELECT profile_id, first, count(*) OVER (PARTITION BY first) AS total FROM firsts
        WHERE first >= coalesce((%(since)s::timestamptz)::date, '-infinity'::date)
          AND first < (%(until)s::timestamptz)::date
    )
    SELECT to_char(shown.first, 'YYYY-MM') AS of,
           ((extract(year FROM months.month) - extract(year FROM shown.first)) * 12
            + extract(month FROM months.month) - extract(month FROM shown.first))::int AS after,
           count(*) AS count, min(shown.total) AS total
    FROM shown JOIN months USING (profile_id)
    GROUP BY shown.first, months.month
    ORDER BY shown.first, months.month
    """
