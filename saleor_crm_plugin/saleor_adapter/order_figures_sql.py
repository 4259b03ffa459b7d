"""Statements that sum up the shop's own orders, for those who keep such sums to prove them by.

They share nothing with the statement that observes orders, on purpose: money kept is read here as
what is left on transactions and payments, not as what came in less what went out again.
"""

from saleor.payment.models import TransactionItem

# Only from Saleor 3.23 on can a transaction be paid by a gift card.
_NOT_BY_GIFT_CARD = (
    "item.gift_card_id IS NULL"
    if any(field.name == "gift_card" for field in TransactionItem._meta.get_fields())
    else "true"
)

# Orders below their list prices, of those in `counted` (order_id). Without the offset, the planner
# would rather look at all lines of the shop once than at those of each order.
DISCOUNTED = """
SELECT counted.order_id FROM counted
WHERE EXISTS (
    SELECT FROM discount_orderdiscount AS off
    WHERE off.order_id = counted.order_id AND off.amount_value > 0 OFFSET 0
) OR EXISTS (
    SELECT FROM order_orderline AS line
    WHERE line.order_id = counted.order_id AND line.unit_discount_amount > 0 OFFSET 0
)
"""

# Needs `wanted` (order_id, profile_id) before it. A date by which an order was placed is that of
# its draft's release, if it was one.
IN_SHOP = f"""
placed AS MATERIALIZED (
    SELECT wanted.profile_id, sold.id AS order_id, sold.currency, sold.channel_id,
           sold.status IN ('canceled', 'expired') AS is_canceled,
           sold.status NOT IN ('canceled', 'expired', 'draft', 'unconfirmed') AS is_open,
           sold.origin <> 'reissue' AS is_own,
           coalesce(
               (SELECT max(event.date) FROM order_orderevent AS event
                WHERE event.order_id = sold.id AND event.type = 'placed_from_draft'),
               sold.created_at
           ) AS placed_at
    FROM wanted JOIN order_order AS sold ON sold.id = wanted.order_id
), counted AS MATERIALIZED (
    SELECT * FROM placed WHERE is_open AND is_own
), piece AS MATERIALIZED (
    SELECT counted.profile_id, counted.order_id, variant.product_id, line.quantity,
           coalesce((
               SELECT sum(moved.quantity)
               FROM order_fulfillmentline AS moved
               JOIN order_fulfillment AS parcel ON parcel.id = moved.fulfillment_id
               WHERE moved.order_line_id = line.id
                 AND parcel.status IN ('returned', 'refunded_and_returned')
           ), 0) AS returned
    FROM counted
    JOIN order_orderline AS line ON line.order_id = counted.order_id
    LEFT JOIN product_productvariant AS variant ON variant.id = line.variant_id
), kept AS MATERIALIZED (
    SELECT placed.profile_id, placed.order_id, placed.currency,
           coalesce((
               SELECT sum(item.charged_value + item.refund_pending_value)
               FROM payment_transactionitem AS item
               WHERE item.order_id = placed.order_id AND {_NOT_BY_GIFT_CARD}
           ), 0) + coalesce((
               SELECT sum(payment.captured_amount) FROM payment_payment AS payment
               WHERE payment.order_id = placed.order_id
           ), 0) AS net
    FROM placed WHERE is_open
), discounted AS MATERIALIZED ({DISCOUNTED})
"""  # noqa: S608 only constants of this module
