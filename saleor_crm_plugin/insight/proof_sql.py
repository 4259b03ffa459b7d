"""The statement that compares rollups with the shop's own orders, figure by figure.

Who an order belongs to is taken from what was told, as only that knows; everything else comes from
the shop's tables, and of purchases elsewhere from what was brought in. Goods that have left the
catalog cannot be told apart there, so people who bought such are not compared by product.
"""

from ..saleor_adapter.order_figures_sql import IN_SHOP
from .past_orders import PROVEN

# The next people with orders, here or elsewhere, or with a rollup, by id.
PEOPLE = """
SELECT profile_id FROM (
    (SELECT profile_id FROM crm_told_order
     WHERE profile_id > %(after)s AND is_placed
     GROUP BY profile_id ORDER BY profile_id LIMIT %(limit)s)
    UNION
    (SELECT profile_id FROM crm_past_purchase
     WHERE profile_id > %(after)s
     GROUP BY profile_id ORDER BY profile_id LIMIT %(limit)s)
    UNION
    (SELECT profile_id FROM crm_customer_rollup
     WHERE profile_id > %(after)s ORDER BY profile_id LIMIT %(limit)s)
) AS person ORDER BY profile_id LIMIT %(limit)s
"""

_SHOP_FIGURES = """
SELECT profile_id, 'orders' AS figure, count(*)::text AS value FROM every_counted GROUP BY profile_id
UNION ALL
SELECT profile_id, 'first_order_at', extract(epoch FROM min(placed_at))::text
FROM every_counted GROUP BY profile_id
UNION ALL
SELECT profile_id, 'last_order_at', extract(epoch FROM max(placed_at))::text
FROM every_counted GROUP BY profile_id
UNION ALL
SELECT profile_id, 'channels',
       string_agg(DISTINCT channel_id::text, ' ' ORDER BY channel_id::text)
FROM every_counted GROUP BY profile_id
UNION ALL
SELECT profile_id, 'canceled_orders', count(*)::text FROM every_placed AS placed
WHERE is_canceled AND is_own GROUP BY profile_id
UNION ALL
SELECT profile_id, 'discounted_orders', count(*)::text
FROM discounted JOIN counted USING (order_id) GROUP BY profile_id
UNION ALL
SELECT profile_id, 'items', sum(quantity)::text FROM every_piece
GROUP BY profile_id HAVING sum(quantity) > 0
UNION ALL
SELECT profile_id, 'returned_items', sum(returned)::text FROM every_piece
GROUP BY profile_id HAVING sum(returned) > 0
UNION ALL
SELECT profile_id, 'returned_orders', count(DISTINCT order_id)::text FROM every_piece
WHERE returned > 0 GROUP BY profile_id
UNION ALL
SELECT profile_id, 'net ' || currency, round(sum(net), 3)::text FROM every_kept
GROUP BY profile_id, currency HAVING sum(net) <> 0
UNION ALL
SELECT profile_id,
       'day ' || concat_ws(' ', (placed_at AT TIME ZONE coalesce(channel.zone, 'UTC'))::date,
                           channel_id, placed.currency),
       concat_ws(' ', count(*) FILTER (WHERE is_own), coalesce(sum(bought.items), 0),
                 round(sum(kept.net), 3))
FROM every_placed AS placed
JOIN every_kept AS kept USING (profile_id, order_id)
LEFT JOIN channel ON channel.id = placed.channel_id
LEFT JOIN (
    SELECT order_id, sum(quantity) AS items FROM every_piece GROUP BY order_id
) AS bought USING (order_id)
GROUP BY profile_id, (placed_at AT TIME ZONE coalesce(channel.zone, 'UTC'))::date, channel_id,
         placed.currency
HAVING count(*) FILTER (WHERE is_own) > 0 OR sum(kept.net) <> 0
UNION ALL
SELECT profile_id, 'product ' || product_id,
       concat_ws(' ', count(DISTINCT order_id), sum(quantity), sum(returned))
FROM every_product
WHERE product_id IS NOT NULL AND profile_id NOT IN (SELECT profile_id FROM unknown_goods)
GROUP BY profile_id, product_id
"""

_ROLLED_UP_FIGURES = """
SELECT sums.profile_id, figure, value
FROM asked
JOIN crm_customer_rollup AS sums USING (profile_id)
CROSS JOIN LATERAL (VALUES
    ('orders', nullif(orders, 0)::text),
    ('first_order_at', extract(epoch FROM first_order_at)::text),
    ('last_order_at', extract(epoch FROM last_order_at)::text),
    ('channels', (
        SELECT string_agg(one::text, ' ' ORDER BY one::text) FROM unnest(channel_ids) AS one
    )),
    ('canceled_orders', nullif(canceled_orders, 0)::text),
    ('discounted_orders', nullif(discounted_orders, 0)::text),
    ('items', nullif(items, 0)::text),
    ('returned_items', nullif(returned_items, 0)::text),
    ('returned_orders', nullif(returned_orders, 0)::text)
) AS told (figure, value)
WHERE value IS NOT NULL
UNION ALL
SELECT profile_id, 'net ' || currency, round(net, 3)::text
FROM asked JOIN crm_customer_money USING (profile_id) WHERE net <> 0
UNION ALL
SELECT profile_id, 'day ' || concat_ws(' ', day, channel_id, currency),
       concat_ws(' ', orders, items, round(net, 3))
FROM asked JOIN crm_customer_day USING (profile_id) WHERE orders > 0 OR net <> 0
UNION ALL
SELECT profile_id, 'product ' || product_id, concat_ws(' ', orders, items, returned_items)
FROM asked JOIN crm_customer_product USING (profile_id)
WHERE profile_id NOT IN (SELECT profile_id FROM unknown_goods)
"""

# Parameters: `profiles`, `channels` and `zones` as for the roll-up.
COMPARE = f"""
WITH asked AS MATERIALIZED (
    SELECT DISTINCT profile_id FROM unnest(%(profiles)s::bigint[]) AS profile_id
), channel AS MATERIALIZED (
    SELECT * FROM unnest(%(channels)s::int[], %(zones)s::text[]) AS known (id, zone)
), wanted AS MATERIALIZED (
    SELECT told.order_id, told.profile_id
    FROM asked JOIN crm_told_order AS told USING (profile_id) WHERE told.is_placed
), {IN_SHOP}, {PROVEN}, unknown_goods AS MATERIALIZED (
    SELECT DISTINCT profile_id FROM piece WHERE product_id IS NULL
), in_shop AS ({_SHOP_FIGURES}), rolled_up AS ({_ROLLED_UP_FIGURES})
SELECT profile_id, figure, coalesce(rolled_up.value, ''), coalesce(in_shop.value, '')
FROM in_shop FULL JOIN rolled_up USING (profile_id, figure)
WHERE in_shop.value IS DISTINCT FROM rolled_up.value
ORDER BY profile_id, figure
"""  # noqa: S608 only constants of this module
