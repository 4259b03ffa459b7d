"""The statements behind the figures of journeys; each is for any number of journeys at once."""

# The days are those of the goal in the version that is in force: one number for everybody.
_ASKED = """
asked AS (
    SELECT journey.id AS journey_id, journey.experiment_id,
           coalesce((version.definition #>> '{goal,within_days}')::int, %(usual_days)s)
               * interval '24 hours' AS days
    FROM crm_journey AS journey
    LEFT JOIN crm_journey_version AS version ON version.id = journey.current_id
    WHERE journey.id = ANY(%(journeys)s)
)"""
# A passage that is over no longer says that it was a shadow; its person's draw does.
_PASSAGES = """
passages AS (
    SELECT passage.id, asked.journey_id, passage.profile_id, passage.state, passage.end_reason,
           passage.entered_at, passage.goal_at, asked.days,
           coalesce(draw.is_held_out AND draw.assigned_at <= passage.entered_at, false)
               AS is_shadow
    FROM asked
    JOIN crm_enrollment AS passage ON passage.journey_id = asked.journey_id
    LEFT JOIN crm_holdout_assignment AS draw
      ON draw.experiment_id = asked.experiment_id AND draw.profile_id = passage.profile_id
    WHERE passage.entered_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND passage.entered_at < %(until)s
)"""
_COUNTS = "told.is_placed AND NOT (told.is_canceled OR told.is_gone OR told.is_reissue)"
_GIVEN_BACK = "least(told.paid, told.refunded + told.charged_back)"
_COUPONS = """
coupons AS (
    SELECT * FROM json_to_recordset(%(coupons)s) AS coupon (
        journey_id bigint, profile_id bigint, order_id uuid, currency text, discount numeric,
        issued_at timestamptz, is_of_cohort boolean
    )
)"""

JOURNEYS = f"""
WITH {_ASKED}
SELECT journey_id, extract(epoch FROM days)::int / 86400 AS days,
       experiment_id IS NOT NULL AS has_holdout
FROM asked
"""  # noqa: S608 only constants of this module

# What a complaint hides of a message, its touches still tell.
FUNNEL = f"""
WITH {_ASKED}, {_PASSAGES},
said AS (
    SELECT passage.id, count(*) AS messages,
           bool_or(message.state IN ('delivered', 'opened', 'clicked', 'complained'))
               AS is_delivered,
           bool_or(message.state IN ('opened', 'clicked') OR message.state = 'complained'
               AND EXISTS (
                   SELECT FROM crm_touch AS touch WHERE touch.message = message.public_id
                   AND touch.is_judged AND NOT touch.is_scanner)) AS is_opened,
           bool_or(message.state = 'clicked' OR message.state = 'complained'
               AND EXISTS (
                   SELECT FROM crm_touch AS touch WHERE touch.message = message.public_id
                   AND touch.kind = 'click' AND touch.is_judged AND NOT touch.is_scanner))
               AS is_clicked
    FROM passages AS passage
    JOIN crm_message AS message
      ON message.source_kind = %(source_kind)s
     AND message.source_id = passage.journey_id::text
     AND message.profile_id = passage.profile_id
     AND split_part(message.occurrence, ':', 1) = passage.id::text
    WHERE NOT passage.is_shadow AND NOT message.is_test
      AND message.state IN ('sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained')
    GROUP BY passage.id
)
SELECT asked.journey_id, count(passage.id) AS enrolled,
       count(*) FILTER (WHERE passage.is_shadow) AS shadow,
       count(said.id) AS sent,
       count(*) FILTER (WHERE said.is_delivered) AS delivered,
       count(*) FILTER (WHERE said.is_opened) AS opened,
       count(*) FILTER (WHERE said.is_clicked) AS clicked,
       coalesce(sum(said.messages), 0)::bigint AS messages,
       count(passage.goal_at) FILTER (WHERE NOT passage.is_shadow) AS goal_reached
FROM asked
LEFT JOIN passages AS passage ON passage.journey_id = asked.journey_id
LEFT JOIN said ON said.id = passage.id
GROUP BY asked.journey_id
"""  # noqa: S608 only constants of this module

EXITS = f"""
WITH {_ASKED}, {_PASSAGES}
SELECT journey_id, end_reason AS reason, count(*) AS passages
FROM passages
WHERE NOT is_shadow AND state IN ('done', 'exited')
GROUP BY journey_id, end_reason
ORDER BY journey_id, passages DESC, reason
"""  # noqa: S608 only constants of this module

CODES = """
SELECT passage.journey_id, passage.profile_id, given.code, given.issued_at,
       passage.entered_at < %(until)s AS is_of_cohort
FROM crm_enrollment AS passage
JOIN crm_issued_code AS given
  ON given.source_kind = 'journey' AND given.source_id = passage.id
WHERE passage.journey_id = ANY(%(journeys)s)
  AND passage.entered_at >= coalesce(%(since)s::timestamptz, '-infinity')
"""

# What a coupon took off is missing in what was paid: it is added before it is taken away.
REVENUE = f"""
WITH {_ASKED}, {_PASSAGES}, {_COUPONS},
bought AS (
    SELECT DISTINCT passage.journey_id, told.order_id, told.currency, told.paid,
           {_GIVEN_BACK} AS given_back
    FROM passages AS passage
    JOIN crm_told_order AS told
      ON told.profile_id = passage.profile_id
     AND told.placed_at >= passage.entered_at
     AND told.placed_at < passage.entered_at + passage.days
    WHERE NOT passage.is_shadow AND {_COUNTS}
),
costs AS (SELECT journey_id, order_id, currency, discount FROM coupons WHERE is_of_cohort),
amounts AS (
    SELECT journey_id, coalesce(bought.currency, costs.currency) AS currency,
           (bought.paid IS NOT NULL)::int AS orders,
           coalesce(bought.paid + coalesce(costs.discount, 0), 0) AS gross,
           coalesce(bought.given_back, 0) AS refunded,
           coalesce(costs.discount, 0) AS coupon_cost
    FROM bought FULL JOIN costs USING (journey_id, order_id)
)
SELECT journey_id, currency, sum(orders) AS orders, sum(gross) AS gross,
       sum(refunded) AS refunded, sum(coupon_cost) AS coupon_cost,
       sum(gross - refunded - coupon_cost) AS net
FROM amounts GROUP BY journey_id, currency ORDER BY journey_id, currency
"""  # noqa: S608 only constants of this module

# A person counts once, as the survivor of merges; who was drawn on both sides is left out.
_DRAWN = """
drawn AS (
    SELECT asked.journey_id, draw.profile_id, draw.is_held_out, draw.assigned_at,
           draw.assigned_at + asked.days AS ends_at
    FROM asked
    JOIN crm_holdout_assignment AS draw ON draw.experiment_id = asked.experiment_id
    WHERE draw.assigned_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND draw.assigned_at < %(until)s
      AND NOT EXISTS (
          SELECT FROM crm_profile AS merged
          WHERE merged.id = draw.profile_id AND merged.merged_into_id IS NOT NULL
      )
      AND NOT EXISTS (
          SELECT FROM crm_profile AS member
          JOIN crm_holdout_assignment AS theirs
            ON theirs.profile_id = member.id AND theirs.experiment_id = draw.experiment_id
          WHERE member.merged_into_id = draw.profile_id
            AND theirs.is_held_out <> draw.is_held_out
      )
)"""
# The same people, found from the few who were merged.
_LEFT_OUT = """
left_out AS (
    SELECT asked.journey_id, count(DISTINCT draw.profile_id) AS people
    FROM asked
    JOIN crm_profile AS member ON member.merged_into_id IS NOT NULL
    JOIN crm_holdout_assignment AS theirs
      ON theirs.profile_id = member.id AND theirs.experiment_id = asked.experiment_id
    JOIN crm_holdout_assignment AS draw
      ON draw.profile_id = member.merged_into_id
     AND draw.experiment_id = asked.experiment_id
     AND draw.is_held_out <> theirs.is_held_out
    WHERE draw.assigned_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND draw.assigned_at < %(until)s
    GROUP BY asked.journey_id
)"""
# Only the first passage counts: who is held out does not come in again as often as others. Who is
# left out is on no side.
SIDES = f"""
WITH {_ASKED}, {_DRAWN}, {_LEFT_OUT}
SELECT drawn.journey_id, drawn.is_held_out,
       count(*) FILTER (WHERE drawn.ends_at <= %(data_until)s) AS people,
       count(*) FILTER (WHERE drawn.ends_at > %(data_until)s) AS waiting,
       count(*) FILTER (WHERE drawn.ends_at <= %(data_until)s
                          AND opening.goal_at <= drawn.ends_at) AS converted
FROM drawn
LEFT JOIN LATERAL (
    SELECT passage.goal_at FROM crm_enrollment AS passage
    WHERE passage.journey_id = drawn.journey_id AND passage.profile_id = drawn.profile_id
      AND passage.entered_at >= drawn.assigned_at
    ORDER BY passage.entered_at, passage.id LIMIT 1
) AS opening ON true
GROUP BY drawn.journey_id, drawn.is_held_out
UNION ALL
SELECT journey_id, NULL, people, 0, 0 FROM left_out
"""  # noqa: S608 only constants of this module

MONEY_OF_SIDES = f"""
WITH {_ASKED}, {_DRAWN}, {_COUPONS},
finished AS (SELECT * FROM drawn WHERE ends_at <= %(data_until)s),
bought AS (
    SELECT finished.journey_id, finished.profile_id, finished.is_held_out, told.order_id, told.currency,
           told.paid - {_GIVEN_BACK} AS amount
    FROM finished
    JOIN crm_told_order AS told
      ON told.profile_id = finished.profile_id
     AND told.placed_at >= finished.assigned_at AND told.placed_at < finished.ends_at
    WHERE {_COUNTS}
),
amounts AS (
    SELECT journey_id, profile_id, is_held_out, currency, amount, 1 AS orders FROM bought
    UNION ALL
    SELECT finished.journey_id, finished.profile_id, finished.is_held_out, coupon.currency,
           -coupon.discount, 0
    FROM coupons AS coupon
    JOIN finished USING (journey_id, profile_id)
    WHERE coupon.issued_at >= finished.assigned_at AND coupon.issued_at < finished.ends_at
      AND NOT EXISTS (
          SELECT FROM bought
          WHERE bought.journey_id = coupon.journey_id AND bought.order_id = coupon.order_id
      )
),
people AS (
    SELECT journey_id, is_held_out, currency, sum(amount) AS amount, sum(orders) AS orders
    FROM amounts GROUP BY journey_id, is_held_out, currency, profile_id
)
SELECT journey_id, is_held_out, currency, count(*) FILTER (WHERE orders > 0) AS buyers,
       sum(amount) AS revenue, sum(amount * amount) AS revenue_squares
FROM people GROUP BY journey_id, is_held_out, currency
"""  # noqa: S608 only constants of this module

# Marks wait to be observed, facts to be heard; what was given up waits for staff, not for time.
FRESHNESS = """
SELECT least(
    (SELECT min(created_at) FROM crm_mark WHERE tries < %(most_tries)s),
    (SELECT min(fact.published_at)
     FROM crm_delivery AS delivery
     JOIN crm_fact AS fact ON fact.id = delivery.fact_id AND fact.week = delivery.fact_week
     WHERE (delivery.handler = %(handler)s OR %(handler)s = '')
       AND delivery.state = 'pending')
) AS oldest_waiting
"""
