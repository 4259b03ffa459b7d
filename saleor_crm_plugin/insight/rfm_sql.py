"""The statements of RFM: thresholds of the whole shop, and scores by them.

A threshold is the greatest value of its score, so equal customers have equal scores and a second
run over the same orders changes nobody. Values are sorted and compared in the types that they are
kept in, times by whole seconds: a cast per row costs more than all the rest. `width_bucket` puts
what equals a bound above it, so a bound is the least value beyond the threshold: the next second,
order or thousandth. Where the shop asks people first, all of it is of those who agreed.
"""

from .asking import agreed, of_whom

# The greatest values of the scores 1 to 4, of everybody who counts. Cutting times to seconds
# afterwards gives the same as sorting them cut.
_THRESHOLDS = """
SELECT customers, ARRAY(SELECT floor(extract(epoch FROM moment)) FROM unnest(recency) AS moment),
       frequency, first_at, last_at
FROM (
    SELECT count(*) AS customers,
           percentile_disc(%(shares)s::float8[]) WITHIN GROUP (ORDER BY last_order_at) AS recency,
           percentile_disc(%(shares)s::float8[]) WITHIN GROUP (ORDER BY orders) AS frequency,
           min(first_order_at) AS first_at, max(last_order_at) AS last_at
    FROM crm_customer_rollup AS sums
    WHERE orders > 0 AND NOT profile_id = ANY(%(excluded)s::bigint[]) {of_whom}
) AS everybody
"""
# The few currencies are looked up in the index, each after the one before: sorting everybody by
# currency would cost a pass of its own. Money has three places, and whole numbers sort faster.
_MONEY_THRESHOLDS = """
WITH RECURSIVE used AS (
    SELECT min(currency) AS currency FROM crm_customer_money
    UNION ALL
    SELECT (SELECT min(currency) FROM crm_customer_money WHERE currency > used.currency)
    FROM used WHERE used.currency IS NOT NULL
)
SELECT used.currency, ARRAY(SELECT value / 1000.0 FROM unnest(found.thousandths) AS value)
FROM (SELECT currency FROM used WHERE currency IS NOT NULL) AS used
CROSS JOIN LATERAL (
    SELECT percentile_disc(%(shares)s::float8[])
             WITHIN GROUP (ORDER BY (net * 1000)::bigint) AS thousandths
    FROM crm_customer_money AS sums
    WHERE currency = used.currency AND net > 0
      AND NOT profile_id = ANY(%(excluded)s::bigint[]) {of_whom}
) AS found
WHERE found.thousandths IS NOT NULL
ORDER BY used.currency
"""
# Pages are spans of ids: of so many at most there is somebody, and they need not be counted.
FIRST_OF_PAGE = "SELECT min(profile_id) FROM crm_customer_rollup WHERE profile_id > %s"
# While nobody else writes scores, a new one can be a plain insert: one that looks out for others
# costs three times as much. Readers are not held up, writers for the length of a page.
ALONE = "LOCK TABLE crm_customer_score IN SHARE ROW EXCLUSIVE MODE"
# Sorting a page, or a million values for thresholds, on disk costs a quarter more. How many
# currencies there are is not known when a statement is planned; it would look dear enough to be
# compiled, which took longer than all the rest of it.
ROOM = "SET LOCAL work_mem = '32MB'; SET LOCAL jit = off"
IS_SCORED = """
SELECT EXISTS (
    SELECT FROM crm_customer_score WHERE profile_id > %(after)s AND profile_id <= %(last)s
)
"""
# One row per person: nothing to group, and the bounds are constants.
ONE_CURRENCY = """
money AS (
    SELECT profile_id, 1 + width_bucket(net, %(bounds)s::numeric[]) AS score
    FROM crm_customer_money
    WHERE currency = %(currency)s AND profile_id > %(after)s AND profile_id <= %(last)s
)
"""
CURRENCIES = """
money_bound AS MATERIALIZED (
    SELECT currency, (
        SELECT array_agg(value + 0.001 ORDER BY value) FROM unnest(values) AS value
    ) AS bounds
    FROM crm_rfm_threshold WHERE run_id = %(run)s AND dimension = 'monetary'
), money AS (
    SELECT kept.profile_id, max(1 + width_bucket(kept.net, bounds)) AS score
    FROM crm_customer_money AS kept JOIN money_bound USING (currency)
    WHERE kept.profile_id > %(after)s AND kept.profile_id <= %(last)s
    GROUP BY kept.profile_id
)
"""
# Who has no money in any currency with thresholds has the least score.
_SCORED = """
scored AS (
    SELECT sums.profile_id,
           (1 + width_bucket(sums.last_order_at, %(recency)s::timestamptz[]))::smallint AS recency,
           (1 + width_bucket(sums.orders, %(frequency)s::int[]))::smallint AS frequency,
           coalesce(money.score, 1)::smallint AS monetary
    FROM crm_customer_rollup AS sums LEFT JOIN money USING (profile_id)
    WHERE sums.orders > 0 AND sums.profile_id > %(after)s AND sums.profile_id <= %(last)s
      AND NOT sums.profile_id = ANY(%(excluded)s::bigint[]) {of_whom}
)
"""
# A page without scores has nothing to compare with. Ids that rise go into the index at its end,
# which saves more than sorting them costs.
FIRST_SCORES = """
INSERT INTO crm_customer_score (profile_id, rfm_recency, rfm_frequency, rfm_monetary)
SELECT profile_id, recency, frequency, monetary FROM scored ORDER BY profile_id
"""
# Who is not scored any more, because the orders are gone or do not count, is left without.
CHANGED_SCORES = """
, old AS (
    SELECT profile_id, rfm_recency, rfm_frequency, rfm_monetary FROM crm_customer_score
    WHERE profile_id > %(after)s AND profile_id <= %(last)s
), moved AS MATERIALIZED (
    SELECT profile_id, old.profile_id IS NULL AS is_new,
           scored.recency, scored.frequency, scored.monetary
    FROM scored FULL JOIN old USING (profile_id)
    WHERE (old.rfm_recency, old.rfm_frequency, old.rfm_monetary)
        IS DISTINCT FROM (scored.recency, scored.frequency, scored.monetary)
), changed AS (
    UPDATE crm_customer_score AS kept SET rfm_recency = moved.recency,
        rfm_frequency = moved.frequency, rfm_monetary = moved.monetary
    FROM moved WHERE NOT moved.is_new AND moved.profile_id = kept.profile_id
      AND kept.profile_id > %(after)s AND kept.profile_id <= %(last)s
), added AS (
    INSERT INTO crm_customer_score (profile_id, rfm_recency, rfm_frequency, rfm_monetary)
    SELECT profile_id, recency, frequency, monetary FROM moved WHERE is_new ORDER BY profile_id
)
SELECT count(*) FROM moved
"""
# What the pass over everybody finds too, where there is one.
FORGET_UNASKED = f"""
UPDATE crm_customer_score AS sums
SET rfm_recency = NULL, rfm_frequency = NULL, rfm_monetary = NULL
WHERE rfm_recency IS NOT NULL AND NOT {agreed("sums.profile_id")}
"""  # noqa: S608 only constants of this module


def thresholds(*, asks: bool) -> str:
    """Return the statement that finds the thresholds of time and number; `asks`: of who agreed."""
    return _THRESHOLDS.format(of_whom=of_whom("sums.profile_id", asks=asks))


def money_thresholds(*, asks: bool) -> str:
    """Return the statement that finds the thresholds of money by currency, as `thresholds`."""
    return _MONEY_THRESHOLDS.format(of_whom=of_whom("sums.profile_id", asks=asks))


def first_scores(money: str, *, asks: bool) -> str:
    """Return the statement that scores a page without scores; `money` is one of the two above."""
    return f"{_scored(money, asks=asks)} {FIRST_SCORES}"


def changed_scores(money: str, *, asks: bool) -> str:
    """Return the statement that makes a page's scores what they must be."""
    return f"{_scored(money, asks=asks)} {CHANGED_SCORES}"


def _scored(money: str, *, asks: bool) -> str:
    return (
        f"WITH {money}, {_SCORED.format(of_whom=of_whom('sums.profile_id', asks=asks))}"
    )
