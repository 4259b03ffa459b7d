"""The statements that read and write what is inferred of a batch of people."""

from .asking import may_be_inferred

# The next people who are due, or those asked for. Who is looked at by somebody else just now is
# passed over by the first.
CLAIM_DUE = """
SELECT profile_id FROM crm_customer_insight WHERE due_at <= %(now)s
ORDER BY due_at, profile_id LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
"""
KNOWN = f"""
SELECT insight.profile_id, insight.lifecycle, insight.lifecycle_since, insight.relationship_type,
       insight.relationship_is_stated, insight.revision, insight.assessed_at,
       {may_be_inferred("insight.profile_id")} AS may_be_inferred,
       profile.id IS NULL OR profile.erased_at IS NOT NULL OR profile.merged_into_id IS NOT NULL
         AS is_nobody
FROM crm_customer_insight AS insight
LEFT JOIN crm_profile AS profile ON profile.id = insight.profile_id
WHERE insight.profile_id = ANY(%s::bigint[]) ORDER BY insight.profile_id
"""  # noqa: S608 only constants of this module
# Days are counted as they were rolled up. The last gap lies between the last two days with an
# order; the habit before it is the median of the others, if there are two.
ORDERS = """
WITH asked AS MATERIALIZED (
    SELECT profile_id FROM unnest(%(profiles)s::bigint[]) AS profile_id
), bought AS (
    SELECT profile_id, day, day - lag(day) OVER earlier AS gap,
           day = max(day) OVER (PARTITION BY profile_id) AS is_last
    FROM (
        SELECT DISTINCT days.profile_id, days.day
        FROM asked JOIN crm_customer_day AS days USING (profile_id) WHERE days.orders > 0
    ) AS day_of_orders
    WINDOW earlier AS (PARTITION BY profile_id ORDER BY day)
), habit AS (
    SELECT profile_id, count(*) AS days, count(*) FILTER (WHERE day > %(year_ago)s) AS in_year,
           max(gap) FILTER (WHERE is_last) AS last_gap,
           CASE WHEN count(*) > %(least_days)s
                THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) FILTER (WHERE NOT is_last)
           END AS cycle_before
    FROM bought GROUP BY profile_id
), taken_back AS (
    SELECT DISTINCT profile_id FROM asked JOIN crm_customer_money USING (profile_id)
    WHERE charged_back > 0
)
SELECT asked.profile_id, coalesce(habit.days, 0), coalesce(sums.orders, 0), sums.first_order_at,
       sums.last_order_at, habit.last_gap, habit.cycle_before, sums.cycle_days, score.rfm_frequency, score.rfm_monetary,
       coalesce(habit.in_year, 0), coalesce(sums.discounted_orders, 0), coalesce(sums.items, 0),
       coalesce(sums.returned_items, 0), taken_back.profile_id IS NOT NULL
FROM asked
LEFT JOIN crm_customer_rollup AS sums USING (profile_id)
LEFT JOIN crm_customer_score AS score USING (profile_id)
LEFT JOIN habit USING (profile_id)
LEFT JOIN taken_back USING (profile_id)
"""
# Someone who has withdrawn from advertising on any channel and has not come back since.
OPTED_OUT = """
SELECT DISTINCT profile_id FROM crm_consent_state
WHERE profile_id = ANY(%s::bigint[]) AND purpose = 'marketing' AND list_code = ''
  AND status = 'withdrawn'
"""
STORE = """
UPDATE crm_customer_insight AS insight
SET lifecycle = made.lifecycle, lifecycle_since = made.lifecycle_since,
    lifecycle_signals = made.lifecycle_signals, relationship_type = made.relationship_type,
    relationship_is_stated = made.relationship_is_stated,
    relationship_since = CASE
        WHEN (insight.relationship_type, insight.relationship_is_stated)
          = (made.relationship_type, made.relationship_is_stated)
        THEN coalesce(insight.relationship_since, %(now)s) ELSE %(now)s END,
    relationship_signals = made.relationship_signals, revision = made.revision,
    assessed_at = %(now)s, due_at = made.due_at
FROM jsonb_to_recordset(%(rows)s::jsonb) AS made (
    profile_id bigint, lifecycle text, lifecycle_since timestamptz, lifecycle_signals jsonb,
    relationship_type text, relationship_is_stated boolean, relationship_signals jsonb,
    revision int, due_at timestamptz
)
WHERE made.profile_id = insight.profile_id
"""
FORGET = "DELETE FROM crm_customer_insight WHERE profile_id = ANY(%s::bigint[])"
# Scores and predictions of who has not agreed, where the shop asks first.
FORGET_SCORES = """
UPDATE crm_customer_score
SET rfm_recency = NULL, rfm_frequency = NULL, rfm_monetary = NULL, p_alive = NULL,
    expected_purchases = NULL, expected_value = NULL, expected_currency = '', next_order_on = NULL
WHERE profile_id = ANY(%s::bigint[]) AND num_nonnulls(rfm_recency, p_alive) > 0
"""
# What has been heard of somebody stands in the timeline only in a moment.
LOOK_AGAIN = """
INSERT INTO crm_customer_insight AS insight (profile_id, due_at)
SELECT profile_id, %(due_at)s FROM unnest(%(profiles)s::bigint[]) AS profile_id
ORDER BY profile_id
ON CONFLICT (profile_id) DO UPDATE SET due_at = %(due_at)s
WHERE insight.due_at IS NULL OR insight.due_at > %(due_at)s
"""
# Profiles that came after the last look; some before it too, as ids are taken before they are seen.
NEWCOMERS = """
SELECT id FROM crm_profile WHERE id > %(after)s AND erased_at IS NULL AND merged_into_id IS NULL
ORDER BY id LIMIT %(limit)s
"""
# Whose rank makes a VIP of them, or does no more; locked by id, as everybody does.
RANK_MOVED = """
WITH held AS MATERIALIZED (
    SELECT insight.profile_id
    FROM crm_customer_insight AS insight JOIN crm_customer_score AS score USING (profile_id)
    WHERE insight.lifecycle IN ('active', 'vip')
      AND (insight.lifecycle = 'vip') <> (
          coalesce(score.rfm_frequency, 0) >= %(frequency)s
          AND coalesce(score.rfm_monetary, 0) >= %(monetary)s
      )
    ORDER BY insight.profile_id FOR NO KEY UPDATE OF insight
)
UPDATE crm_customer_insight AS insight
SET due_at = least(coalesce(insight.due_at, %(now)s), %(now)s)
FROM held WHERE held.profile_id = insight.profile_id
"""
# Of whom something is inferred that may not be, or nothing that may: after the shop has changed its
# mind whether it asks. A page of everybody by id, so that nobody is held up for long.
ASKED_ANEW = f"""
WITH page AS MATERIALIZED (
    SELECT profile_id,
           lifecycle <> '' OR (relationship_type <> 'unknown' AND NOT relationship_is_stated)
             AS is_inferred
    FROM crm_customer_insight
    WHERE profile_id > %(after)s AND assessed_at IS NOT NULL
    ORDER BY profile_id LIMIT %(limit)s
), held AS MATERIALIZED (
    SELECT insight.profile_id FROM crm_customer_insight AS insight JOIN page USING (profile_id)
    WHERE page.is_inferred <> {may_be_inferred("page.profile_id")}
      AND (insight.due_at IS NULL OR insight.due_at > %(now)s)
    ORDER BY insight.profile_id FOR NO KEY UPDATE OF insight
), moved AS (
    UPDATE crm_customer_insight AS insight SET due_at = %(now)s
    FROM held WHERE held.profile_id = insight.profile_id
)
SELECT max(profile_id), count(*) FROM page
"""  # noqa: S608 only constants of this module
