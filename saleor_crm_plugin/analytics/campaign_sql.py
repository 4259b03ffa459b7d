"""The statements behind the figures of campaigns; each is for any number of campaigns at once."""

from ..campaigns.counts import STANDINGS
from ..campaigns.reaction_sql import UNSUBSCRIBED
from ..saleor_adapter.order_costs_sql import GOODS, REDEEMED

RUNS = """
SELECT campaign.id AS campaign_id, campaign.definition, coalesce(
           array_agg(run.id ORDER BY run.id) FILTER (WHERE run.id IS NOT NULL), '{}'
       ) AS runs
FROM crm_campaign AS campaign
LEFT JOIN crm_campaign_run AS run
  ON run.campaign_id = campaign.id
 AND run.started_at >= coalesce(%(since)s::timestamptz, '-infinity')
 AND run.started_at < %(until)s
WHERE campaign.id = ANY(%(campaigns)s::bigint[])
GROUP BY campaign.id
"""
# By what each run was promised: its definition never changes again.
_RUNS = """
runs AS (
    SELECT run.id, run.campaign_id, run.id::text AS source_id, run.winner, run.frozen_at,
           campaign.experiment_id,
           run.definition #>> '{content,purpose}' AS purpose,
           (run.definition ->> 'holdout_basis_points')::int > 0 AS has_holdout,
           (run.definition #>> '{attribution,window_days}')::int * interval '24 hours' AS days,
           %(models)s::jsonb ->> concat(
               run.definition #>> '{attribution,model}', ':',
               run.definition #>> '{attribution,touch}'
           ) AS model
    FROM crm_campaign_run AS run JOIN crm_campaign AS campaign ON campaign.id = run.campaign_id
    WHERE run.id = ANY(%(runs)s::bigint[])
)"""
_STANDS = f"""
stands AS MATERIALIZED (
    SELECT runs.campaign_id, runs.purpose, standings.*
    FROM {STANDINGS} AS standings JOIN runs ON runs.id = standings.run_id
)"""  # noqa: S608 only constants of the code
# What a complaint hides of a message, its touches still tell.
FUNNEL = f"""
WITH {_RUNS}, {_STANDS},
reached AS (
    SELECT message_id, profile_id, purpose, channel FROM stands
    WHERE standing = 'sent' AND message_state <> 'bounced'
), {UNSUBSCRIBED},
credited AS (
    SELECT DISTINCT share.message_id
    FROM runs
    JOIN crm_attribution AS share
      ON share.source_kind = %(source_kind)s AND share.source_id = runs.source_id
     AND share.model = runs.model
), hidden AS (
    SELECT stands.message_id, bool_or(touch.kind = 'click') AS is_clicked
    FROM stands
    JOIN crm_message AS message ON message.id = stands.message_id
    JOIN crm_touch AS touch ON touch.message = message.public_id
    WHERE stands.message_state = 'complained' AND touch.is_judged AND NOT touch.is_scanner
    GROUP BY stands.message_id
)
SELECT stands.campaign_id, stands.arm, stands.standing, stands.reason, count(*) AS people,
       count(*) FILTER (WHERE stands.message_state = 'bounced') AS bounced,
       count(*) FILTER (WHERE stands.message_state
           IN ('delivered', 'opened', 'clicked', 'complained')) AS delivered,
       count(*) FILTER (WHERE stands.message_state IN ('opened', 'clicked')
           OR hidden.message_id IS NOT NULL) AS opened,
       count(*) FILTER (WHERE stands.message_state = 'clicked' OR hidden.is_clicked) AS clicked,
       count(*) FILTER (WHERE stands.message_state = 'complained') AS complained,
       count(credited.message_id) AS converted,
       count(unsubscribed.message_id) AS unsubscribed
FROM stands
LEFT JOIN credited ON credited.message_id = stands.message_id
LEFT JOIN unsubscribed ON unsubscribed.message_id = stands.message_id
LEFT JOIN hidden ON hidden.message_id = stands.message_id
GROUP BY stands.campaign_id, stands.arm, stands.standing, stands.reason
ORDER BY stands.campaign_id, stands.arm, stands.standing, people DESC, stands.reason
"""  # noqa: S608 only constants of the code

# What a code took off is missing in what was paid: it is added before it is taken away. An order
# is credited to a message, a code to whom it was given to: both have a variant.
REVENUE = f"""
WITH {_RUNS}, {_STANDS},
shared AS (
    SELECT runs.campaign_id, coalesce(recipient.arm, '') AS arm, share.order_id, share.currency,
           sum(share.weight) / 10000.0 AS part, sum(share.amount) AS amount
    FROM runs
    JOIN crm_attribution AS share
      ON share.source_kind = %(source_kind)s AND share.source_id = runs.source_id
     AND share.model = runs.model
    JOIN crm_message AS message ON message.id = share.message_id
    LEFT JOIN crm_campaign_recipient AS recipient
      ON recipient.run_id = runs.id AND recipient.profile_id = message.profile_id
    GROUP BY 1, 2, 3, 4
), credited AS (
    SELECT DISTINCT order_id, currency FROM shared
), given AS MATERIALIZED (
    SELECT runs.campaign_id, coalesce(recipient.arm, '') AS arm, code.code
    FROM runs
    JOIN crm_issued_code AS code
      ON code.source_kind = %(source_kind)s AND code.source_id = runs.id
    LEFT JOIN crm_campaign_recipient AS recipient
      ON recipient.run_id = runs.id AND recipient.profile_id = code.profile_id
), {REDEEMED}, {GOODS},
coupons AS (
    SELECT given.campaign_id, given.arm, redeemed.order_id, redeemed.currency, redeemed.discount
    FROM given JOIN redeemed ON redeemed.code = given.code
), own_codes AS (
    SELECT campaign_id, order_id, sum(discount) AS discount FROM coupons GROUP BY 1, 2
), points AS (
    SELECT credited.order_id, sum(
        (lot.granted - lot.clawed_back - lot.expired) * worth.worth_per_point) AS cost
    FROM credited
    JOIN crm_program_currency AS worth ON worth.currency = credited.currency
    JOIN crm_program AS program ON program.id = worth.program_id
    JOIN crm_ledger_lot AS lot
      ON lot.book_id = program.book_id
     AND lot.source = concat('order:', credited.order_id::text)
    GROUP BY credited.order_id
), amounts AS (
    SELECT shared.campaign_id, shared.arm, shared.currency, shared.order_id,
           shared.amount + shared.part * (
               least(told.paid, told.refunded + told.charged_back)
               + coalesce(own_codes.discount, 0)) AS gross,
           shared.part * least(told.paid, told.refunded + told.charged_back) AS refunded,
           0::numeric AS coupon_cost,
           shared.part * coalesce(points.cost, 0) AS points_cost,
           0::numeric AS message_cost,
           goods.lines, goods.lines_known,
           shared.part * least(1, told.paid / nullif(told.total_gross, 0)) * (
               goods.net_of_known * (1 - least(1, (told.refunded + told.charged_back)
                                                  / nullif(told.paid, 0)))
               - goods.cost_of_known) AS margin
    FROM shared
    JOIN crm_told_order AS told ON told.order_id = shared.order_id
    LEFT JOIN own_codes
      ON own_codes.campaign_id = shared.campaign_id AND own_codes.order_id = shared.order_id
    LEFT JOIN points ON points.order_id = shared.order_id
    LEFT JOIN goods ON goods.order_id = shared.order_id
    UNION ALL
    SELECT campaign_id, arm, currency, NULL, 0, 0, discount, 0, 0, NULL, NULL, NULL FROM coupons
    UNION ALL
    SELECT stands.campaign_id, stands.arm, price.currency, NULL, 0, 0, 0, 0, price.amount,
           NULL, NULL, NULL
    FROM stands JOIN crm_message_price AS price ON price.channel = stands.channel
    WHERE stands.standing = 'sent'
)
SELECT campaign_id, CASE WHEN grouping(arm) = 0 THEN arm END AS arm, currency,
       count(DISTINCT order_id) AS orders, sum(gross) AS gross, sum(refunded) AS refunded,
       sum(coupon_cost) AS coupon_cost, sum(points_cost) AS points_cost,
       sum(message_cost) AS message_cost,
       sum(gross - refunded - coupon_cost - points_cost - message_cost) AS net,
       sum(margin) AS margin, coalesce(sum(lines), 0)::bigint AS lines,
       coalesce(sum(lines_known), 0)::bigint AS lines_known
FROM amounts
GROUP BY GROUPING SETS ((campaign_id, currency), (campaign_id, arm, currency))
ORDER BY campaign_id, currency
"""  # noqa: S608 only constants of the code

# Each person once, as the survivor of merges, from each run that has frozen them. Who was left out
# after the draw stays where the draw had put them: it happens on one side only. Who waited for a
# winner and was held out would have got it.
_PEOPLE = """
part AS MATERIALIZED (
    SELECT runs.campaign_id, coalesce(merged.merged_into_id, recipient.profile_id) AS profile_id,
           CASE WHEN recipient.excluded_reason = '' THEN recipient.is_held_out
                ELSE draw.is_held_out END AS is_held_out,
           coalesce(nullif(recipient.arm, ''), runs.winner) AS arm,
           runs.frozen_at AS begins_at, runs.frozen_at + runs.days AS ends_at
    FROM runs
    JOIN crm_campaign_recipient AS recipient ON recipient.run_id = runs.id
    LEFT JOIN crm_profile AS merged
      ON merged.id = recipient.profile_id AND merged.merged_into_id IS NOT NULL
    LEFT JOIN crm_holdout_assignment AS draw
      ON draw.experiment_id = runs.experiment_id AND draw.profile_id = recipient.profile_id
    WHERE runs.has_holdout AND runs.frozen_at IS NOT NULL
      AND recipient.excluded_reason NOT IN ('excluded', 'no_variant')
      AND (recipient.excluded_reason = '' OR draw.is_held_out IS NOT NULL)
), people AS MATERIALIZED (
    SELECT campaign_id, profile_id, bool_and(is_held_out) AS is_held_out,
           bool_or(is_held_out) <> bool_and(is_held_out) AS was_both,
           min(arm) AS arm, min(arm) <> max(arm) AS had_arms,
           bool_or(ends_at <= %(data_until)s) AS is_over
    FROM part GROUP BY campaign_id, profile_id
), bought AS MATERIALIZED (
    SELECT DISTINCT part.campaign_id, part.profile_id, told.order_id, told.currency,
           told.paid - least(told.paid, told.refunded + told.charged_back) AS amount
    FROM part
    JOIN crm_told_order AS told
      ON told.profile_id = part.profile_id
     AND told.placed_at >= part.begins_at AND told.placed_at < part.ends_at
    WHERE part.ends_at <= %(data_until)s
      AND told.is_placed AND NOT (told.is_canceled OR told.is_gone OR told.is_reissue)
)"""
# Who had two variants counts in all, and for neither of them.
SIDES = f"""
WITH {_RUNS}, {_PEOPLE}
SELECT people.campaign_id, CASE WHEN grouping(people.arm) = 0 THEN people.arm END AS arm,
       people.is_held_out,
       count(*) FILTER (WHERE people.is_over) AS people,
       count(*) FILTER (WHERE NOT people.is_over) AS waiting,
       count(*) FILTER (WHERE people.is_over AND buyer.profile_id IS NOT NULL) AS converted
FROM people
LEFT JOIN (SELECT DISTINCT campaign_id, profile_id FROM bought) AS buyer
  ON buyer.campaign_id = people.campaign_id AND buyer.profile_id = people.profile_id
WHERE NOT people.was_both
GROUP BY GROUPING SETS (
    (people.campaign_id, people.is_held_out),
    (people.campaign_id, people.is_held_out, people.arm, people.had_arms)
)
HAVING grouping(people.arm) = 1 OR NOT people.had_arms
UNION ALL
SELECT campaign_id, NULL, NULL, count(*), 0, 0 FROM people WHERE was_both GROUP BY campaign_id
UNION ALL
SELECT part.campaign_id, part.arm, NULL, count(DISTINCT part.profile_id), 0, 0
FROM part JOIN people USING (campaign_id, profile_id)
WHERE people.was_both OR people.had_arms
GROUP BY part.campaign_id, part.arm
"""  # noqa: S608 only constants of the code

MONEY_OF_SIDES = f"""
WITH {_RUNS}, {_PEOPLE},
spent AS (
    SELECT campaign_id, profile_id, currency, sum(amount) AS amount
    FROM bought GROUP BY campaign_id, profile_id, currency
)
SELECT people.campaign_id, CASE WHEN grouping(people.arm) = 0 THEN people.arm END AS arm,
       people.is_held_out, spent.currency, count(*) AS buyers, sum(spent.amount) AS revenue,
       sum(spent.amount * spent.amount) AS revenue_squares
FROM people
JOIN spent ON spent.campaign_id = people.campaign_id AND spent.profile_id = people.profile_id
WHERE NOT people.was_both
GROUP BY GROUPING SETS (
    (people.campaign_id, people.is_held_out, spent.currency),
    (people.campaign_id, people.is_held_out, spent.currency, people.arm, people.had_arms)
)
HAVING grouping(people.arm) = 1 OR NOT people.had_arms
"""  # noqa: S608 only constants of the code
