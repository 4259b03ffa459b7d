"""The statements that find what somebody was told and did with it, and lock the orders of theirs."""

# What a message must have come to for its touches to count: it has, or may well have, arrived.
_ARRIVED = "('sent', 'delivered', 'opened', 'clicked', 'complained')"

# Orders of people to whom nothing was ever said have nothing to decide, and are nearly all.
# Each is looked up by itself: an EXISTS beside an OR would have all messages of the shop read into
# a hash. In the order of ids, as their observers lock them. Whoever decides later has seen what was
# told later.
ORDERS = f"""
SELECT told.order_id, told.profile_id, told.placed_at, told.currency,
       told.is_placed AND told.paid > 0
           AND NOT (told.is_canceled OR told.is_gone OR told.is_reissue) AS is_counted,
       told.paid - least(told.paid, told.refunded + told.charged_back) AS net
FROM crm_told_order AS told
WHERE told.order_id = ANY(%(orders)s::uuid[]) AND told.placed_at IS NOT NULL
  AND (
      (SELECT true FROM crm_message AS message
       WHERE message.profile_id = told.profile_id AND NOT message.is_test
         AND message.state IN {_ARRIVED} LIMIT 1)
      OR (SELECT true FROM crm_attribution AS held WHERE held.order_id = told.order_id LIMIT 1)
      OR told.order_id = ANY(%(with_our_codes)s::uuid[])
  )
ORDER BY told.order_id
FOR NO KEY UPDATE OF told
"""  # noqa: S608 only constants of this module

RECENT = """
SELECT order_id FROM crm_told_order
WHERE profile_id = ANY(%(profiles)s::bigint[]) AND is_placed AND placed_at >= %(since)s
"""
# A link keeps its first and its last use only, and the last may come after the order: what was
# decided by once stays a touch. Who has a code is known before it is used.
TOUCHES = f"""
WITH said AS MATERIALIZED (
    SELECT message.id, message.public_id, message.profile_id, message.source_kind,
           message.source_id, coalesce(message.subject ->> 'code', '') AS code,
           coalesce(rule.window_days, %(usual_days)s) AS window_days,
           coalesce(rule.weakest, %(usual_weakest)s) AS weakest
    FROM crm_message AS message
    LEFT JOIN crm_attribution_rule AS rule
      ON rule.source_kind = message.source_kind AND rule.source_id = message.source_id
    WHERE message.profile_id = ANY(%(profiles)s::bigint[]) AND NOT message.is_test
      AND message.state IN {_ARRIVED}
      AND (rule.source_id IS NOT NULL OR message.purpose = %(marketing)s)
), touched AS (
    SELECT said.id, touch.kind, moment.at
    FROM said
    JOIN crm_touch AS touch ON touch.message = said.public_id
    CROSS JOIN LATERAL (VALUES (touch.first_at), (touch.last_at)) AS moment (at)
    WHERE touch.is_judged AND NOT touch.is_scanner
    UNION
    SELECT said.id, 'click', shown.clicked_at
    FROM said JOIN crm_onsite_message AS shown ON shown.message_id = said.id
    WHERE shown.clicked_at IS NOT NULL
    UNION
    SELECT said.id, held.kind, held.touched_at
    FROM said JOIN crm_attribution AS held ON held.message_id = said.id
    WHERE held.kind <> 'code'
    UNION
    SELECT said.id, 'sent', max(attempt.begun_at)
    FROM said JOIN crm_message_attempt AS attempt ON attempt.message_id = said.id
    WHERE said.weakest = 'sent'
    GROUP BY said.id
    UNION
    SELECT said.id, 'code', NULL FROM said WHERE said.code <> ''
)
SELECT said.id AS message_id, said.profile_id, said.source_kind, said.source_id, said.code,
       said.window_days, said.weakest, touched.kind, touched.at
FROM touched JOIN said ON said.id = touched.id
ORDER BY said.id, touched.at
"""  # noqa: S608 only constants of this module

# What is as it was is not written again, so that its moment says when it was decided.
WRITE = """
WITH target AS (
    SELECT * FROM json_to_recordset(%(shares)s) AS target (
        order_id uuid, model text, message_id bigint, source_kind text, source_id text,
        weight smallint, window_days smallint, kind text, touched_at timestamptz, currency text,
        net numeric, amount numeric
    )
), gone AS (
    DELETE FROM crm_attribution AS held
    WHERE held.order_id = ANY(%(orders)s::uuid[])
      AND NOT EXISTS (
          SELECT FROM target
          WHERE target.order_id = held.order_id AND target.model = held.model
            AND target.message_id = held.message_id
      )
    RETURNING 1
), written AS (
    INSERT INTO crm_attribution AS held (
        order_id, model, message_id, source_kind, source_id, weight, window_days, kind,
        touched_at, currency, net, amount, decided_at
    )
    SELECT order_id, model, message_id, source_kind, source_id, weight, window_days, kind,
           touched_at, currency, net, amount, %(now)s
    FROM target ORDER BY order_id, model, message_id
    ON CONFLICT (order_id, model, message_id) DO UPDATE SET
        weight = excluded.weight, window_days = excluded.window_days, kind = excluded.kind,
        touched_at = excluded.touched_at, currency = excluded.currency, net = excluded.net,
        amount = excluded.amount, decided_at = excluded.decided_at
    WHERE (held.weight, held.window_days, held.kind, held.touched_at, held.currency, held.net,
           held.amount)
       IS DISTINCT FROM (excluded.weight, excluded.window_days, excluded.kind,
           excluded.touched_at, excluded.currency, excluded.net, excluded.amount)
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written)
"""
