"""The one statement that rolls up people's orders from what was told, and writes what changed.

It sums all orders of the asked people anew, so it does not matter what was summed before, how
often, or in which order facts arrived. Days are those of the orders' channels. What people bought
in other systems counts too.
"""

from ..saleor_adapter.order_figures_sql import DISCOUNTED
from .past_orders import AS_TOLD, PAST
from .policies.evidence import LEAST_ORDER_DAYS

# Whoever holds these rows is alone with the people's rollups. In order of ids, as everywhere. A row
# that is there is locked and left as it is; in two statements an erasure or a merge between them
# could take it away. A new one is looked at: of somebody who is nobody any more it goes again.
HOLD = """
INSERT INTO crm_customer_insight AS held (profile_id, due_at)
SELECT profile_id, %(now)s FROM unnest(%(profiles)s::bigint[]) AS profile_id ORDER BY profile_id
ON CONFLICT (profile_id) DO UPDATE SET due_at = held.due_at WHERE false
"""

# Of so many parts the planner expects so much that it would compile the statement, which takes
# longer than to run it. Goes on to the end of the transaction: nothing of ours gains by it.
UNCOMPILED = "SET LOCAL jit = off"

# Each person's own rows by the index, whatever the planner knows of the tables: in a shop's first
# hour it is little. The channels come with the statement: their ids, and the time zones in which their days begin.
_READ = """
asked AS MATERIALIZED (
    SELECT DISTINCT profile_id FROM unnest(%(profiles)s::bigint[]) AS profile_id
), channel AS MATERIALIZED (
    SELECT * FROM unnest(%(slugs)s::text[], %(channels)s::int[], %(zones)s::text[])
      AS known (slug, id, zone)
), {past}, told AS MATERIALIZED (
    SELECT told.order_id, told.profile_id, told.currency, told.placed_at, told.is_canceled,
           told.paid, told.refunded, told.charged_back,
           coalesce(channel.id, 0) AS channel_id,
           (told.placed_at AT TIME ZONE coalesce(channel.zone, 'UTC'))::date AS day,
           told.is_reissue,
           NOT told.is_canceled
             AND told.state ->> 'status' NOT IN ('draft', 'unconfirmed', 'expired') AS is_open,
           told.state -> 'lines' AS lines
    FROM asked
    CROSS JOIN LATERAL (
        SELECT * FROM crm_told_order AS own
        WHERE own.profile_id = asked.profile_id AND own.is_placed AND NOT own.is_gone OFFSET 0
    ) AS told
    LEFT JOIN channel ON channel.slug = told.channel
    UNION ALL {as_told}
), counted AS MATERIALIZED (
    SELECT * FROM told WHERE is_open AND NOT is_reissue
), piece AS MATERIALIZED (
    SELECT counted.profile_id, counted.order_id, counted.placed_at, line.product_id,
           line.category_id, line.quantity, coalesce(line.returned, 0) AS returned
    FROM counted
    CROSS JOIN LATERAL jsonb_to_recordset(counted.lines)
      AS line (product_id int, category_id int, quantity int, returned int)
), per_order AS (
    SELECT order_id, sum(quantity) AS items, sum(returned) AS returned
    FROM piece GROUP BY order_id
), discounted AS MATERIALIZED ({discounted})
"""

_SUMS = """
gap AS (
    SELECT profile_id, day - lag(day) OVER (PARTITION BY profile_id ORDER BY day) AS days
    FROM (SELECT DISTINCT profile_id, day FROM counted) AS day_of_orders
), cycle AS (
    SELECT profile_id,
           round((percentile_cont(0.5) WITHIN GROUP (ORDER BY days))::numeric, 2) AS days
    FROM gap WHERE days IS NOT NULL
    GROUP BY profile_id HAVING count(*) >= {least_gaps}
), category AS (
    SELECT profile_id, array_agg(DISTINCT category_id ORDER BY category_id) AS ids
    FROM piece WHERE category_id IS NOT NULL GROUP BY profile_id
), total AS (
    SELECT profile_id,
           count(*) AS orders, sum(coalesce(per_order.items, 0)) AS items,
           sum(coalesce(per_order.returned, 0)) AS returned_items,
           count(*) FILTER (WHERE per_order.returned > 0) AS returned_orders,
           count(discounted.order_id) AS discounted_orders,
           min(placed_at) AS first_order_at, max(placed_at) AS last_order_at,
           array_agg(DISTINCT channel_id ORDER BY channel_id) AS channel_ids
    FROM counted
    LEFT JOIN per_order USING (order_id)
    LEFT JOIN discounted USING (order_id)
    GROUP BY profile_id
), canceled AS (
    SELECT profile_id, count(*) FILTER (WHERE is_canceled AND NOT is_reissue) AS orders
    FROM told GROUP BY profile_id
), new_rollup AS (
    SELECT canceled.profile_id, coalesce(total.orders, 0) AS orders,
           coalesce(total.items, 0) AS items, coalesce(total.returned_items, 0) AS returned_items,
           coalesce(total.returned_orders, 0) AS returned_orders,
           coalesce(total.discounted_orders, 0) AS discounted_orders,
           canceled.orders AS canceled_orders, total.first_order_at, total.last_order_at,
           coalesce(category.ids, '{{}}') AS category_ids,
           coalesce(total.channel_ids, '{{}}') AS channel_ids, cycle.days AS cycle_days
    FROM canceled
    LEFT JOIN total USING (profile_id)
    LEFT JOIN category USING (profile_id)
    LEFT JOIN cycle USING (profile_id)
), new_money AS (
    SELECT profile_id, currency, sum(paid) AS paid, sum(refunded) AS refunded,
           sum(charged_back) AS charged_back, sum(paid - refunded - charged_back) AS net
    FROM told WHERE is_open
    GROUP BY profile_id, currency
    HAVING count(*) FILTER (WHERE NOT is_reissue) > 0 OR sum(paid) <> 0
), new_day AS (
    SELECT profile_id, day, channel_id, currency,
           count(*) FILTER (WHERE NOT is_reissue) AS orders,
           coalesce(sum(per_order.items), 0) AS items,
           sum(paid - refunded - charged_back) AS net
    FROM told LEFT JOIN per_order USING (order_id)
    WHERE is_open
    GROUP BY profile_id, day, channel_id, currency
    HAVING count(*) FILTER (WHERE NOT is_reissue) > 0 OR sum(paid) <> 0
), new_product AS (
    SELECT profile_id, product_id,
           (array_agg(category_id ORDER BY placed_at DESC, order_id DESC, category_id))[1]
             AS category_id,
           count(DISTINCT order_id) AS orders, sum(quantity) AS items,
           sum(returned) AS returned_items, min(placed_at) AS first_at, max(placed_at) AS last_at
    FROM piece WHERE product_id IS NOT NULL
    GROUP BY profile_id, product_id
)
"""

# Per table: the columns that name a row, and those that are summed.
TABLES = {
    "rollup": (
        ("profile_id",),
        (
            *("orders", "items", "returned_items", "returned_orders"),
            *(
                "discounted_orders",
                "canceled_orders",
                "first_order_at",
                "last_order_at",
            ),
            *("category_ids", "channel_ids", "cycle_days"),
        ),
    ),
    "money": (
        ("profile_id", "currency"),
        ("paid", "refunded", "charged_back", "net"),
    ),
    "day": (
        ("profile_id", "day", "channel_id", "currency"),
        ("orders", "items", "net"),
    ),
    "product": (
        ("profile_id", "product_id"),
        ("category_id", "orders", "items", "returned_items", "first_at", "last_at"),
    ),
}


def _write(name: str) -> str:
    """Return the parts that delete what is no more and store what is other than it was.

    What is the same is compared before it is written: a conflict locks the row, which is a write.
    """
    keys, sums = TABLES[name]
    table = f"crm_customer_{name}"
    columns = ", ".join((*keys, *sums))
    same = " AND ".join(f"old.{key} = past.{key}" for key in keys)
    taken = ", ".join(f"{column} = excluded.{column}" for column in sums)
    olds = ", ".join(f"old.{column}" for column in sums)
    news = ", ".join(f"fresh.{column}" for column in sums)
    return f"""
old_{name} AS MATERIALIZED (
    SELECT kept.* FROM asked CROSS JOIN LATERAL (
        SELECT {columns} FROM {table} AS own WHERE own.profile_id = asked.profile_id OFFSET 0
    ) AS kept
), gone_{name} AS (
    DELETE FROM {table} AS old
    USING (
        SELECT {", ".join(keys)} FROM old_{name} EXCEPT SELECT {", ".join(keys)} FROM new_{name}
    ) AS past
    WHERE old.profile_id = ANY(%(profiles)s::bigint[]) AND {same}
    RETURNING old.profile_id
), stored_{name} AS (
    INSERT INTO {table} ({columns})
    SELECT {", ".join(f"fresh.{column}" for column in (*keys, *sums))}
    FROM new_{name} AS fresh LEFT JOIN old_{name} AS old USING ({", ".join(keys)})
    WHERE old.profile_id IS NULL OR ({olds}) IS DISTINCT FROM ({news})
    ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {taken}
    RETURNING {table}.profile_id
)"""  # noqa: S608 only constants of this module


def roll_up_sql() -> str:
    """Return the statement; it needs `profiles`, `slugs`, `channels`, `zones` and `now`.

    Returns the profiles of which anything changed; they are due to be assessed from `now` on.
    """
    read = _READ.format(discounted=DISCOUNTED, past=PAST, as_told=AS_TOLD)
    sums = _SUMS.format(least_gaps=LEAST_ORDER_DAYS - 1)
    writes = ",".join(_write(name) for name in TABLES)
    changed = " UNION ".join(
        f"SELECT profile_id FROM {part}_{name}"  # noqa: S608 only constants
        for name in TABLES
        for part in ("gone", "stored")
    )
    return f"""
WITH {read}, {sums}, {writes}, changed AS ({changed})
UPDATE crm_customer_insight AS insight
SET due_at = least(coalesce(insight.due_at, %(now)s), %(now)s)
FROM changed
WHERE changed.profile_id = insight.profile_id
  AND insight.profile_id = ANY(%(profiles)s::bigint[])
RETURNING insight.profile_id
"""  # noqa: S608 only constants of this module
