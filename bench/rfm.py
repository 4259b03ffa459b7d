"""RFM of everybody against the bare GROUP BY of the same orders, which writes nothing.

A first run leaves a row per customer besides. How it compares with a GROUP BY that leaves them too
(`rfm_first_run_written`), and what the bare INSERT of the rows takes, is told for information.
"""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from django.db import connection

from saleor_crm_plugin.insight.actions.score import score_customers
from saleor_crm_plugin.insight.rfm_sql import ROOM
from saleor_crm_plugin.insight.score_models import ScoringRun

from .figure import Figure, Size

CUSTOMERS = {Size.SMALL: 200_000, Size.LARGE: 1_000_000}
FEW = 50_000
ORDERS_PER_CUSTOMER = 5
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
ROUNDS = 3

GOAL = 2.0
GROWTH_GOAL = 1.5

# A few order most: the rank of who ordered is the square of a draw.
FILL = """
CREATE TABLE bench_order AS
SELECT 1 + floor(power(random(), 2) * %(customers)s)::bigint AS profile_id,
       '2023-01-01 00:00+00'::timestamptz + random() * interval '1096 days' AS placed_at,
       round((5 + 195 * power(random(), 3))::numeric, 2) AS net
FROM generate_series(1, %(orders)s)
"""
# Each sum is looked at: what nobody reads the database would not even reckon.
GROUP = """
SELECT count(last_at), count(orders), count(net) FROM (
    SELECT profile_id, max(placed_at) AS last_at, count(*) AS orders, sum(net) AS net
    FROM bench_order GROUP BY profile_id
) AS customer
"""
# People are numbered as they come, so rows about them lie about in that order.
ROLL_UP = """
INSERT INTO crm_customer_rollup (
    profile_id, orders, items, first_order_at, last_order_at, category_ids, channel_ids
)
SELECT profile_id, count(*), count(*), min(placed_at), max(placed_at), '{}', '{}'
FROM bench_order GROUP BY profile_id ORDER BY profile_id
"""
MONEY = """
INSERT INTO crm_customer_money (profile_id, currency, paid, net)
SELECT profile_id, 'EUR', sum(net), sum(net) FROM bench_order
GROUP BY profile_id ORDER BY profile_id
"""
# What it takes to keep a row per customer: the same GROUP BY, its rows in the order that suits the
# index, with the room to sort them in that a first run has.
WRITTEN = f"""
BEGIN; {ROOM};
WITH customer AS MATERIALIZED (
    SELECT profile_id, max(placed_at), count(*), sum(net) FROM bench_order GROUP BY profile_id
)
INSERT INTO crm_customer_score (profile_id, rfm_recency, rfm_frequency, rfm_monetary)
SELECT profile_id, 1, 1, 1 FROM customer ORDER BY profile_id;
COMMIT
"""  # noqa: S608 only constants
# In the order that suits the index, and without anything to reckon.
KEEP = """
CREATE TABLE bench_score AS
SELECT profile_id, rfm_recency, rfm_frequency, rfm_monetary
FROM crm_customer_score ORDER BY profile_id
"""
INSERT = """
INSERT INTO crm_customer_score (profile_id, rfm_recency, rfm_frequency, rfm_monetary)
SELECT * FROM bench_score
"""
EMPTY = """
DROP TABLE IF EXISTS bench_order, bench_score;
TRUNCATE crm_customer_rollup, crm_customer_money, crm_customer_score;
"""


def measure(size: Size) -> list[Figure]:
    """Time a first run, which writes everybody, and a second one, which must write nobody."""
    few = _measure(FEW)
    many = _measure(CUSTOMERS[size])
    return [
        Figure(name="rfm_first_run", ratio=many.first, goal=GOAL, at_most=True),
        Figure(
            name="rfm_first_run_written",
            ratio=many.first_written,
        ),
        Figure(name="rfm_second_run", ratio=many.second, goal=GOAL, at_most=True),
        Figure(name=f"rfm_first_run_{FEW}", ratio=few.first),
        Figure(name=f"rfm_first_run_written_{FEW}", ratio=few.first_written),
        Figure(name="rfm_bare_insert", ratio=many.insert),
        Figure(name=f"rfm_bare_insert_{FEW}", ratio=few.insert),
        Figure(
            name="rfm_second_run_growth",
            ratio=many.second / few.second,
            goal=GROWTH_GOAL,
            at_most=True,
        ),
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratios:
    """How many times as long as the GROUP BY each takes, one as the GROUP BY whose rows are kept."""

    insert: float
    first: float
    first_written: float
    second: float


def _measure(customers: int) -> Ratios:
    """Time the floors, the first and the second run in turn: a busy moment hits them all."""
    _fill(customers)
    acts: dict[str, Callable[[], object]] = {
        "floor": partial(_execute, GROUP),
        "insert": partial(_execute, INSERT),
        "written": partial(_execute, WRITTEN),
        "first": _score,
        "second": _score_again,
    }
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            if name in {"insert", "written", "first"}:
                _execute("TRUNCATE crm_customer_score")
            times[name].append(_timed(act))
    took = {name: median(found) for name, found in times.items()}
    print(
        f"RFM of {customers:,} customers: GROUP BY {took['floor']:.2f} s, bare INSERT"
        f" {took['insert']:.2f} s, GROUP BY that keeps its rows {took['written']:.2f} s,"
        f" first run {took['first']:.2f} s, second {took['second']:.2f} s"
    )
    return Ratios(
        insert=took["insert"] / took["floor"],
        first=took["first"] / took["floor"],
        first_written=took["first"] / took["written"],
        second=took["second"] / took["floor"],
    )


def _fill(customers: int) -> None:
    asked = {"customers": customers, "orders": customers * ORDERS_PER_CUSTOMER}
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        cursor.execute(FILL, asked)
        cursor.execute(ROLL_UP)
        cursor.execute(MONEY)
        cursor.execute(
            "VACUUM ANALYZE bench_order, crm_customer_rollup, crm_customer_money"
        )
    _score()
    _execute(KEEP)
    _execute(GROUP)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _score_again() -> None:
    changed = _score().changed
    if changed:
        raise AssertionError(f"A second run changed {changed} customers.")


def _score() -> ScoringRun:
    run = score_customers(now=NOW)
    if run.refusal:
        raise AssertionError(run.refusal)
    return run


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
