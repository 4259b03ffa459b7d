"""The statements of RFM: thresholds of the whole shop, and scores by them.

A threshold is the greatest value of its score, so equal customers have equal scores and a second
run over the same orders changes nobody. Ranks are taken of floating-point values, of whole seconds
and of money with three places, which are exact and sort several times as fast. `width_bucket` counts from above, on negated values, since
it puts equal values over a threshold.
"""

# The greatest values of the scores 1 to 4, of everybody who counts.
THRESHOLDS = """
SELECT count(*),
       percentile_disc(%(shares)s::float8[]) WITHIN GROUP (
           ORDER BY floor(extract(epoch FROM last_order_at))::float8),
       percentile_disc(%(shares)s::float8[]) WITHIN GROUP (ORDER BY orders::float8),
       min(first_order_at), max(last_order_at)
FROM crm_customer_rollup
WHERE orders > 0 AND NOT profile_id = ANY(%(excluded)s::bigint[])
"""
MONEY_THRESHOLDS = """
SELECT currency, percentile_disc(%(shares)s::float8[]) WITHIN GROUP (ORDER BY net::float8)
FROM crm_customer_money
WHERE net > 0 AND NOT profile_id = ANY(%(excluded)s::bigint[])
GROUP BY currency ORDER BY currency
"""
LAST_OF_PAGE = """
SELECT max(profile_id) FROM (
    SELECT profile_id FROM crm_customer_rollup WHERE profile_id > %s
    ORDER BY profile_id LIMIT %s
) AS page
"""
# Who has no money in any currency with thresholds has the least score.
SCORE = """
WITH money_threshold AS MATERIALIZED (
    SELECT currency, (
        SELECT array_agg(-value::float8 ORDER BY value DESC) FROM unnest(values) AS value
    ) AS negated
    FROM crm_rfm_threshold WHERE run_id = %(run)s AND dimension = 'monetary'
), money AS (
    SELECT kept.profile_id, max(5 - width_bucket(-kept.net::float8, negated)) AS score
    FROM crm_customer_money AS kept JOIN money_threshold USING (currency)
    WHERE kept.profile_id > %(after)s AND kept.profile_id <= %(last)s
    GROUP BY kept.profile_id
), scored AS (
    SELECT sums.profile_id,
           (5 - width_bucket(-floor(extract(epoch FROM sums.last_order_at))::float8,
                             %(recency)s::float8[]))::smallint AS recency,
           (5 - width_bucket(-sums.orders::float8, %(frequency)s::float8[]))::smallint
             AS frequency,
           coalesce(money.score, 1)::smallint AS monetary
    FROM crm_customer_rollup AS sums LEFT JOIN money USING (profile_id)
    WHERE sums.orders > 0 AND sums.profile_id > %(after)s AND sums.profile_id <= %(last)s
      AND NOT sums.profile_id = ANY(%(excluded)s::bigint[])
)
INSERT INTO crm_customer_score (profile_id, rfm_recency, rfm_frequency, rfm_monetary)
SELECT scored.* FROM scored
LEFT JOIN crm_customer_score AS old USING (profile_id)
WHERE (old.rfm_recency, old.rfm_frequency, old.rfm_monetary)
    IS DISTINCT FROM (scored.recency, scored.frequency, scored.monetary)
ON CONFLICT (profile_id) DO UPDATE SET rfm_recency = excluded.rfm_recency,
    rfm_frequency = excluded.rfm_frequency, rfm_monetary = excluded.rfm_monetary
"""
# Whose orders are gone, or who does not count any more.
UNSCORE = """
UPDATE crm_customer_score AS old
SET rfm_recency = NULL, rfm_frequency = NULL, rfm_monetary = NULL
FROM (
    SELECT scored.profile_id FROM crm_customer_score AS scored
    LEFT JOIN crm_customer_rollup AS sums
      ON sums.profile_id = scored.profile_id AND sums.orders > 0
    WHERE scored.rfm_recency IS NOT NULL
      AND (sums.profile_id IS NULL OR scored.profile_id = ANY(%(excluded)s::bigint[]))
) AS gone
WHERE gone.profile_id = old.profile_id
"""
