"""The statements of predictions: histories in, and what is to be expected out, in arrays.

A purchase is a day with an order, as the models want it: two orders of one day are one. Histories
are made of the days' rollups; time is in weeks. Where the shop asks people first, all of it is of
those who agreed.
"""

from .asking import of_whom

# Everybody who counts, by id from `after` on. `value` is what the repeats were worth on average, in the
# currency in which the person bought on most days.
_HISTORIES = """
WITH page AS MATERIALIZED (
    SELECT profile_id FROM crm_customer_rollup AS sums
    WHERE orders > 0 AND profile_id > %(after)s AND NOT profile_id = ANY(%(excluded)s::bigint[])
      {of_whom}
    ORDER BY profile_id LIMIT %(limit)s
), bought AS MATERIALIZED (
    SELECT days.profile_id, days.day, days.currency, sum(days.net) AS net
    FROM page JOIN crm_customer_day AS days USING (profile_id)
    WHERE days.orders > 0 AND days.day <= %(today)s
    GROUP BY days.profile_id, days.day, days.currency
), history AS (
    SELECT profile_id, count(DISTINCT day) - 1 AS repeats,
           min(day) AS first_day, max(day) AS last_day
    FROM bought GROUP BY profile_id
), spent AS (
    SELECT DISTINCT ON (profile_id) profile_id, currency, purchases, value
    FROM (
        SELECT bought.profile_id, bought.currency,
               count(*) FILTER (WHERE bought.day > history.first_day AND bought.net > 0)
                 AS purchases,
               avg(bought.net) FILTER (WHERE bought.day > history.first_day AND bought.net > 0)
                 AS value,
               count(*) AS days
        FROM bought JOIN history USING (profile_id)
        GROUP BY bought.profile_id, bought.currency
    ) AS by_currency
    ORDER BY profile_id, days DESC, currency
)
SELECT history.profile_id, history.repeats,
       (last_day - first_day) / 7.0::float8, (%(today)s - first_day) / 7.0::float8,
       spent.currency, coalesce(spent.purchases, 0), coalesce(spent.value, 0)::float8
FROM history JOIN spent USING (profile_id) ORDER BY history.profile_id
"""
_EXTENT = """
SELECT min(first_order_at), max(last_order_at), count(*) FROM crm_customer_rollup AS sums
WHERE orders > 0 AND NOT profile_id = ANY(%(excluded)s::bigint[]) {of_whom}
"""
# A value that is no number, or a day that never comes, is none.
_STORE = """
WITH fresh AS (
    SELECT profile_id, alive, purchases, nullif(value, 'NaN') AS value, currency,
           nullif(next_on, 'infinity') AS next_on
    FROM unnest(%(profiles)s::bigint[], %(alive)s::float8[], %(purchases)s::float8[],
                %(values)s::numeric[], %(currencies)s::text[], %(next_on)s::date[])
      AS made (profile_id, alive, purchases, value, currency, next_on)
)
INSERT INTO crm_customer_score
    (profile_id, p_alive, expected_purchases, expected_value, expected_currency, next_order_on)
SELECT fresh.* FROM fresh LEFT JOIN crm_customer_score AS old USING (profile_id)
WHERE (old.p_alive, old.expected_purchases, old.expected_value, old.expected_currency,
       old.next_order_on)
    IS DISTINCT FROM (fresh.alive, fresh.purchases, fresh.value, fresh.currency, fresh.next_on)
  {of_whom}
ON CONFLICT (profile_id) DO UPDATE SET p_alive = excluded.p_alive,
    expected_purchases = excluded.expected_purchases, expected_value = excluded.expected_value,
    expected_currency = excluded.expected_currency, next_order_on = excluded.next_order_on
"""
# Whose orders are gone, who does not count any more or has not agreed; everybody where nothing was
# fitted.
_FORGET = """
UPDATE crm_customer_score AS old
SET p_alive = NULL, expected_purchases = NULL, expected_value = NULL, expected_currency = '',
    next_order_on = NULL
WHERE old.p_alive IS NOT NULL AND (
    %(all)s OR old.profile_id = ANY(%(excluded)s::bigint[]) OR NOT EXISTS (
        SELECT FROM crm_customer_rollup AS sums
        WHERE sums.profile_id = old.profile_id AND sums.orders > 0 {of_whom}
    )
)
"""


def histories(*, asks: bool) -> str:
    """Return the statement that reads a page of histories; `asks`: of who agreed."""
    return _HISTORIES.format(of_whom=of_whom("sums.profile_id", asks=asks))


def extent(*, asks: bool) -> str:
    """Return the statement that says from when to when orders are, and of how many people."""
    return _EXTENT.format(of_whom=of_whom("sums.profile_id", asks=asks))


def store(*, asks: bool) -> str:
    """Return the statement that stores what is other than it was; `asks`: of who agrees still."""
    return _STORE.format(of_whom=of_whom("fresh.profile_id", asks=asks))


def forget(*, asks: bool) -> str:
    """Return the statement that forgets the predictions of those who are predicted no more."""
    return _FORGET.format(of_whom=of_whom("sums.profile_id", asks=asks))
