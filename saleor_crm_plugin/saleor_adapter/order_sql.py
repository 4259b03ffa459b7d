"""The one statement that reads orders as they are now, with all that belongs to them.

One statement sees one snapshot of the database, so an order's lines, parcels and money always fit
together. Reading by arrays of ids (`= ANY`) keeps every part on its index, however many orders
the shop has.

What the shop's tables mean:

- A transaction's `charged_value` is what is left after refunds and chargebacks; all that was ever
  received is that plus what was refunded, is being refunded, and was charged back.
- A later charge on a transaction that was charged back is the bank giving money back.
- A legacy payment's `captured_amount` is what is left after its refunds.
- A transaction with a gift card, and a gift card's "used in order" event, are the same money.
- Pieces move between fulfillments: only the sum per line and status means anything.
"""

from saleor.payment.models import TransactionItem

# Only from Saleor 3.23 on can a transaction be paid by a gift card.
_BY_GIFT_CARD = (
    "item.gift_card_id IS NOT NULL"
    if any(field.name == "gift_card" for field in TransactionItem._meta.get_fields())
    else "false"
)

BY_IDS = "SELECT coalesce(%(ids)s::uuid[], '{}') AS ids"
AFTER_ID = """
SELECT coalesce(array_agg(id), '{}') AS ids FROM (
    SELECT id FROM order_order WHERE id > %(after)s::uuid ORDER BY id LIMIT %(limit)s
) AS page
"""

_MONEY = f"""
item AS (
    SELECT item.id, item.order_id, item.charged_value, item.refunded_value,
           item.refund_pending_value, item.created_at, {_BY_GIFT_CARD} AS is_gift_card
    FROM payment_transactionitem AS item
    WHERE item.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
), item_event AS (
    SELECT event.transaction_id,
           sum(event.amount_value) FILTER (WHERE event.type = 'charge_back') AS taken_back,
           max(event.created_at) FILTER (WHERE event.type = 'charge_back') AS taken_back_at,
           max(event.created_at) FILTER (WHERE event.type = 'charge_success') AS charged_at,
           max(event.created_at) FILTER (WHERE event.type = 'refund_success') AS refunded_at
    FROM payment_transactionevent AS event
    WHERE event.transaction_id = ANY ((SELECT array_agg(id) FROM item)::int[])
      AND event.include_in_calculations
      AND event.type IN ('charge_back', 'charge_success', 'refund_success')
    GROUP BY event.transaction_id
), won_back AS (
    SELECT event.transaction_id, sum(event.amount_value) AS amount
    FROM item_event
    JOIN payment_transactionevent AS event USING (transaction_id)
    WHERE item_event.taken_back > 0 AND event.type = 'charge_success'
      AND event.include_in_calculations AND event.amount_value > 0
      AND event.created_at > item_event.taken_back_at
    GROUP BY event.transaction_id
), charge AS (
    SELECT item.*, item_event.taken_back_at, item_event.refunded_at,
           coalesce(
               item_event.charged_at, CASE WHEN item.charged_value > 0 THEN item.created_at END
           ) AS charged_at,
           greatest(coalesce(item_event.taken_back, 0) - coalesce(won_back.amount, 0), 0)
             AS charged_back
    FROM item
    LEFT JOIN item_event ON item_event.transaction_id = item.id
    LEFT JOIN won_back ON won_back.transaction_id = item.id
), transacted AS (
    SELECT order_id,
           sum(charged_value + refunded_value + refund_pending_value + charged_back)
             FILTER (WHERE NOT is_gift_card) AS paid,
           sum(refunded_value) FILTER (WHERE NOT is_gift_card) AS refunded,
           sum(charged_back) FILTER (WHERE NOT is_gift_card) AS charged_back,
           sum(charged_value + refunded_value) FILTER (WHERE is_gift_card) AS by_gift_card,
           max(charged_at) AS paid_at,
           max(refunded_at) AS refunded_at,
           max(taken_back_at) AS charged_back_at
    FROM charge GROUP BY order_id
), legacy AS (
    SELECT payment.order_id, sum(payment.captured_amount) AS captured
    FROM payment_payment AS payment
    WHERE payment.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
    GROUP BY payment.order_id
), legacy_move AS (
    SELECT payment.order_id,
           sum(CASE move.kind WHEN 'refund' THEN move.amount
                              WHEN 'refund_reversed' THEN -move.amount ELSE 0 END) AS refunded,
           max(move.created_at) FILTER (WHERE move.kind IN ('capture', 'external', 'confirm'))
             AS paid_at,
           max(move.created_at) FILTER (WHERE move.kind = 'refund') AS refunded_at
    FROM payment_payment AS payment
    JOIN payment_transaction AS move ON move.payment_id = payment.id
    WHERE payment.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
      AND move.is_success AND NOT move.action_required
    GROUP BY payment.order_id
), gift AS (
    SELECT event.order_id,
           sum((event.parameters #>> '{{balance,old_current_balance}}')::numeric
               - (event.parameters #>> '{{balance,current_balance}}')::numeric) AS amount
    FROM giftcard_giftcardevent AS event
    WHERE event.order_id = ANY ((SELECT ids FROM wanted)::uuid[]) AND event.type = 'used_in_order'
    GROUP BY event.order_id
)"""  # noqa: S608 a constant of this module

_GOODS = """
line AS (
    SELECT line.order_id,
           json_agg(json_build_array(
               line.id, line.quantity, line.total_price_gross_amount,
               line.total_price_net_amount, line.is_gift_card
           ) ORDER BY line.created_at, line.id)::text AS lines
    FROM order_orderline AS line
    WHERE line.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
    GROUP BY line.order_id
), moved AS (
    SELECT order_id, json_agg(json_build_array(order_line_id, status, quantity, moved_at)
                              ORDER BY order_line_id, status)::text AS moves
    FROM (
        SELECT parcel.order_id, piece.order_line_id, parcel.status,
               sum(piece.quantity) AS quantity, max(parcel.created_at) AS moved_at
        FROM order_fulfillment AS parcel
        JOIN order_fulfillmentline AS piece ON piece.fulfillment_id = parcel.id
        WHERE parcel.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
        GROUP BY parcel.order_id, piece.order_line_id, parcel.status
    ) AS move
    GROUP BY order_id
), shipping AS (
    SELECT parcel.order_id, sum(parcel.shipping_refund_amount) AS refunded
    FROM order_fulfillment AS parcel
    WHERE parcel.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
      AND parcel.shipping_refund_amount > 0 AND parcel.status <> 'canceled'
    GROUP BY parcel.order_id
), granted AS (
    SELECT refund.order_id, bool_or(refund.shipping_costs_included) AS with_shipping,
           json_agg(json_build_array(piece.order_line_id, piece.quantity)
                    ORDER BY piece.order_line_id, piece.id)
             FILTER (WHERE piece.id IS NOT NULL)::text AS pieces
    FROM order_ordergrantedrefund AS refund
    LEFT JOIN order_ordergrantedrefundline AS piece ON piece.granted_refund_id = refund.id
    WHERE refund.order_id = ANY ((SELECT ids FROM wanted)::uuid[]) AND refund.status = 'success'
    GROUP BY refund.order_id
), event AS (
    SELECT event.order_id,
           max(event.date) FILTER (WHERE event.type = 'placed_from_draft') AS placed_at,
           max(event.date) FILTER (WHERE event.type IN (
               'order_marked_as_paid', 'order_fully_paid', 'payment_captured')) AS paid_at,
           max(event.date) FILTER (WHERE event.type = 'fulfillment_fulfilled_items')
             AS fulfilled_at,
           max(event.date) FILTER (WHERE event.type = 'fulfillment_returned') AS returned_at,
           max(event.date) FILTER (WHERE event.type IN (
               'payment_refunded', 'fulfillment_refunded')) AS refunded_at,
           max(event.date) FILTER (WHERE event.type IN ('canceled', 'expired')) AS canceled_at
    FROM order_orderevent AS event
    WHERE event.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
      AND event.type IN (
          'placed_from_draft', 'order_marked_as_paid', 'order_fully_paid', 'payment_captured',
          'fulfillment_fulfilled_items', 'fulfillment_returned', 'payment_refunded',
          'fulfillment_refunded', 'canceled', 'expired')
    GROUP BY event.order_id
)"""

_SEEN = """
seen AS (
    SELECT placed.id, placed.number, channel.slug AS channel, placed.currency, placed.status,
           coalesce(event.placed_at, placed.created_at) AS placed_at,
           placed.user_id,
           coalesce(nullif(placed.user_email, ''), owner.email, '') AS email,
           placed.origin = 'reissue' AS is_reissue,
           placed.total_gross_amount, placed.total_net_amount,
           placed.shipping_price_gross_amount, placed.shipping_price_net_amount,
           coalesce(placed.voucher_code, '') AS voucher_code,
           coalesce(transacted.paid, 0) + coalesce(legacy.captured, 0)
             + coalesce(legacy_move.refunded, 0) AS paid,
           coalesce(greatest(transacted.paid_at, legacy_move.paid_at), event.paid_at) AS paid_at,
           greatest(gift.amount, transacted.by_gift_card, 0) AS by_gift_card,
           coalesce(transacted.refunded, 0) + coalesce(legacy_move.refunded, 0) AS refunded,
           coalesce(shipping.refunded, 0) + CASE
               WHEN granted.with_shipping THEN placed.shipping_price_gross_amount ELSE 0
           END AS refunded_shipping,
           coalesce(
               greatest(transacted.refunded_at, legacy_move.refunded_at), event.refunded_at
           ) AS refunded_at,
           event.returned_at,
           coalesce(transacted.charged_back, 0) AS charged_back,
           transacted.charged_back_at,
           coalesce(event.canceled_at, placed.expired_at) AS canceled_at,
           event.fulfilled_at,
           line.lines, moved.moves, granted.pieces
    FROM order_order AS placed
    JOIN channel_channel AS channel ON channel.id = placed.channel_id
    LEFT JOIN account_user AS owner ON owner.id = placed.user_id
    LEFT JOIN transacted ON transacted.order_id = placed.id
    LEFT JOIN legacy ON legacy.order_id = placed.id
    LEFT JOIN legacy_move ON legacy_move.order_id = placed.id
    LEFT JOIN gift ON gift.order_id = placed.id
    LEFT JOIN line ON line.order_id = placed.id
    LEFT JOIN moved ON moved.order_id = placed.id
    LEFT JOIN shipping ON shipping.order_id = placed.id
    LEFT JOIN granted ON granted.order_id = placed.id
    LEFT JOIN event ON event.order_id = placed.id
    WHERE placed.id = ANY ((SELECT ids FROM wanted)::uuid[])
)"""

# Where the goods stand in the catalog says nothing about the order, so it is no part of the
# fingerprint: moving a product to another category changes no order.
_BOUGHT = """
bought AS (
    SELECT line.order_id, json_agg(json_build_array(
               line.id, product.id, line.variant_id, product.category_id,
               (SELECT json_agg(member.collection_id ORDER BY member.collection_id)
                FROM product_collectionproduct AS member WHERE member.product_id = product.id)
           ))::text AS products
    FROM order_orderline AS line
    JOIN product_productvariant AS variant ON variant.id = line.variant_id
    JOIN product_product AS product ON product.id = variant.product_id
    WHERE line.order_id = ANY ((SELECT ids FROM wanted)::uuid[])
    GROUP BY line.order_id
)"""


def snapshot_sql(wanted: str = BY_IDS) -> str:
    """Return the statement that reads the wanted orders; `BY_IDS` needs the parameter `ids`.

    Needs the parameter `seed` as well, which makes fingerprints the shop's own.
    """
    parts = ",".join((_MONEY, _GOODS, _SEEN, _BOUGHT))
    return f"""
WITH wanted AS MATERIALIZED ({wanted}), {parts}
SELECT seen.*, bought.products, hashtextextended(seen::text, %(seed)s) AS fingerprint
FROM seen LEFT JOIN bought ON bought.order_id = seen.id
"""  # noqa: S608 only constants of this module


def fingerprint_sql(wanted: str = AFTER_ID) -> str:
    """Return the statement that reads only ids and fingerprints of the wanted orders."""
    parts = ",".join((_MONEY, _GOODS, _SEEN))
    return f"""
WITH wanted AS MATERIALIZED ({wanted}), {parts}
SELECT seen.id, hashtextextended(seen::text, %(seed)s) AS fingerprint FROM seen
"""  # noqa: S608 only constants of this module
