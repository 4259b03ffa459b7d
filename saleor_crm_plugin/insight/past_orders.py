"""Purchases in other systems, as the statements of rollups count them beside the shop's orders.

A purchase elsewhere counts as an order that was paid and kept. Of purchases that the shop has as
orders too, brought over by another way, the shop's own count: the same person, currency, day (of
UTC) and total; two such elsewhere and one here are one elsewhere and one here.
"""

# Of the purchases in `elsewhere` each has its place among those alike. No order has such an id: the
# shop's are random, and of their kind never begin with so many noughts.
_AS_ORDER = """
lpad(to_hex(elsewhere.id), 32, '0')::uuid AS order_id, elsewhere.profile_id, elsewhere.currency,
elsewhere.placed_at, elsewhere.amount, elsewhere.items, elsewhere.lines
"""
_ALIKE = """
SELECT past.*, row_number() OVER (
           PARTITION BY past.profile_id, past.currency, past.amount,
                        (past.placed_at AT TIME ZONE 'UTC')::date
           ORDER BY past.id
       ) AS place
FROM asked JOIN crm_past_purchase AS past USING (profile_id)
"""

# Need `asked` (profile_id) before them; this one also what was told of the shop's orders.
PAST = f"""
past AS MATERIALIZED (
    SELECT {_AS_ORDER}
    FROM ({_ALIKE}) AS elsewhere
    WHERE elsewhere.place > (
        SELECT count(*) FROM crm_told_order AS own
        WHERE own.profile_id = elsewhere.profile_id AND own.is_placed AND NOT own.is_gone
          AND own.currency = elsewhere.currency AND own.total_gross = elsewhere.amount
          AND (own.placed_at AT TIME ZONE 'UTC')::date
              = (elsewhere.placed_at AT TIME ZONE 'UTC')::date
    )
)"""  # noqa: S608 only constants of this module

# As `told` of the roll-up has its orders; what was not said of the goods is one line of its own.
AS_TOLD = """
SELECT order_id, profile_id, currency, placed_at, false AS is_canceled, amount AS paid,
       0 AS refunded, 0 AS charged_back, 0 AS channel_id,
       (placed_at AT TIME ZONE 'UTC')::date AS day, false AS is_reissue, true AS is_open,
       lines || jsonb_build_array(jsonb_build_object('quantity', items - (
           SELECT coalesce(sum((line ->> 'quantity')::int), 0)
           FROM jsonb_array_elements(lines) AS line
       ))) AS lines
FROM past
"""

# For the proof, which asks the shop itself: `placed` (order_id, profile_id, currency, placed_at)
# and `counted`, `piece` and `kept` beside it become those of all orders.
PROVEN = f"""
past AS MATERIALIZED (
    SELECT {_AS_ORDER}
    FROM ({_ALIKE}) AS elsewhere
    WHERE elsewhere.place > (
        SELECT count(*) FROM placed JOIN order_order AS sold ON sold.id = placed.order_id
        WHERE placed.profile_id = elsewhere.profile_id
          AND placed.currency = elsewhere.currency
          AND sold.total_gross_amount = elsewhere.amount
          AND (placed.placed_at AT TIME ZONE 'UTC')::date
              = (elsewhere.placed_at AT TIME ZONE 'UTC')::date
    )
), every_placed AS (
    SELECT profile_id, order_id, currency, channel_id, is_canceled, is_own, placed_at FROM placed
    UNION ALL
    SELECT profile_id, order_id, currency, 0, false, true, placed_at FROM past
), every_counted AS (
    SELECT profile_id, order_id, channel_id, placed_at FROM counted
    UNION ALL
    SELECT profile_id, order_id, 0, placed_at FROM past
), every_piece AS (
    SELECT profile_id, order_id, product_id, quantity, returned FROM piece
    UNION ALL
    SELECT profile_id, order_id, NULL, items, 0 FROM past
), every_kept AS (
    SELECT profile_id, order_id, currency, net FROM kept
    UNION ALL
    SELECT profile_id, order_id, currency, amount FROM past
), every_product AS (
    SELECT profile_id, order_id, product_id, quantity, returned FROM piece
    UNION ALL
    SELECT profile_id, order_id, (line ->> 'product_id')::int, (line ->> 'quantity')::int, 0
    FROM past CROSS JOIN LATERAL jsonb_array_elements(past.lines) AS line
)"""  # noqa: S608 only constants of this module
