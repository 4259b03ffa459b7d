"""RFM of everybody against the bare GROUP BY of the same orders."""

import datetime
import time
from collections.abc import Callable
from statistics import median

from django.db import connection

from saleor_crm_plugin.insight.actions.score import score_customers
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
GROUP = """
SELECT count(*) FROM (
    SELECT profile_id, max(placed_at), count(*), sum(net) FROM bench_order GROUP BY profile_id
) AS customer
"""
ROLL_UP = """
INSERT INTO crm_customer_rollup (
    profile_id, orders, items, first_order_at, last_order_at, category_ids, channel_ids
)
SELECT profile_id, count(*), count(*), min(placed_at), max(placed_at), '{}', '{}'
FROM bench_order GROUP BY profile_id
"""
MONEY = """
INSERT INTO crm_customer_money (profile_id, currency, paid, net)
SELECT profile_id, 'EUR', sum(net), sum(net) FROM bench_order GROUP BY profile_id
"""
EMPTY = """
DROP TABLE IF EXISTS bench_order;
TRUNCATE crm_customer_rollup, crm_customer_money, crm_customer_score;
"""


def measure(size: Size) -> list[Figure]:
    """Time a first run, which writes everybody, and a second one, which must write nobody."""
    few_first, few_second = _measure(FEW)
    first, second = _measure(CUSTOMERS[size])
    return [
        Figure(name="rfm_first_run", ratio=first, goal=GOAL, at_most=True),
        Figure(name="rfm_second_run", ratio=second, goal=GOAL, at_most=True),
        Figure(name=f"rfm_first_run_{FEW}", ratio=few_first),
        Figure(
            name="rfm_second_run_growth",
            ratio=second / few_second,
            goal=GROWTH_GOAL,
            at_most=True,
        ),
    ]


def _measure(customers: int) -> tuple[float, float]:
    """Return how many times as long as the GROUP BY a first and a second run take.

    Floor, first run and second run are timed in turn, so that a busy moment hits all three.
    """
    _fill(customers)
    _group()
    times: dict[str, list[float]] = {"floor": [], "first": [], "second": []}
    for _ in range(ROUNDS):
        times["floor"].append(_timed(_group))
        _forget_scores()
        times["first"].append(_timed(_score))
        times["second"].append(_timed(_score_again))
    floor, first, second = (
        median(times[name]) for name in ("floor", "first", "second")
    )
    print(
        f"RFM of {customers:,} customers: GROUP BY {floor:.2f} s, first run {first:.2f} s,"
        f" second {second:.2f} s"
    )
    return first / floor, second / floor


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


def _group() -> None:
    with connection.cursor() as cursor:
        cursor.execute(GROUP)


def _forget_scores() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE crm_customer_score")


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
