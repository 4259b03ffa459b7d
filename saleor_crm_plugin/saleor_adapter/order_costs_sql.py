"""Parts of statements about what the shop's orders cost it, for those who join them to their own.

`REDEEMED` needs `given (code)` before it, and says which orders those codes were used in, and what
they took off. `GOODS` needs `credited (order_id)`, each once, and says what is known of the cost of
their lines.
"""

# What the customer saved by the code: of the whole order, and of its single lines.
REDEEMED = """
redeemed AS MATERIALIZED (
    SELECT placed.voucher_code AS code, placed.id AS order_id, placed.currency,
           coalesce((SELECT sum(amount_value) FROM discount_orderdiscount
                     WHERE order_id = placed.id AND type = 'voucher'), 0)
           + coalesce((SELECT sum(saved.amount_value) FROM discount_orderlinediscount AS saved
                       JOIN order_orderline AS line ON line.id = saved.line_id
                       WHERE line.order_id = placed.id AND saved.type = 'voucher'), 0) AS discount
    FROM order_order AS placed
    WHERE placed.voucher_code IN (SELECT code FROM given)
      AND placed.status NOT IN ('draft', 'canceled', 'expired')
)"""
# A cost price belongs to a variant in a channel; it is today's, for the shop keeps no other. What
# came back is on the shelf again.
GOODS = """
goods AS MATERIALIZED (
    SELECT line.order_id, count(*) AS lines, count(listing.cost_price_amount) AS lines_known,
           sum(line.total_price_net_amount)
               FILTER (WHERE listing.cost_price_amount IS NOT NULL) AS net_of_known,
           sum(listing.cost_price_amount * (line.quantity - coalesce((
               SELECT sum(moved.quantity)
               FROM order_fulfillmentline AS moved
               JOIN order_fulfillment AS parcel ON parcel.id = moved.fulfillment_id
               WHERE moved.order_line_id = line.id
                 AND parcel.status IN ('returned', 'refunded_and_returned')
           ), 0))) AS cost_of_known
    FROM credited
    JOIN order_order AS placed ON placed.id = credited.order_id
    JOIN order_orderline AS line ON line.order_id = placed.id
    LEFT JOIN product_productvariantchannellisting AS listing
      ON listing.variant_id = line.variant_id AND listing.channel_id = placed.channel_id
     AND listing.currency = placed.currency
    GROUP BY line.order_id
)"""
