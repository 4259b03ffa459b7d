"""A segment of four conditions against correlated EXISTS, and against counting the rollup's rows."""

import datetime
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.segments.actions.evaluate import evaluate_due
from saleor_crm_plugin.segments.actions.fill import fill_segment
from saleor_crm_plugin.segments.actions.mark_due import look_at
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.compiling import members
from saleor_crm_plugin.segments.field import Moment
from saleor_crm_plugin.segments.models import SegmentKind
from saleor_crm_plugin.segments.plan import make_plan

from .figure import Figure, Size

CUSTOMERS = {Size.SMALL: 200_000, Size.LARGE: 1_000_000}
FEW = 50_000
CITIES, WANTED_CITIES, CATEGORIES = 200, 10, 300
CATEGORY = 7
ROUNDS = 5
TOUCHED = 1000
EXISTS_GOAL, COUNT_GOAL, GROWTH_GOAL = 10.0, 3.0, 1.5
NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)

EMPTY = """
TRUNCATE crm_profile, crm_profile_place, crm_customer_rollup, crm_customer_day, crm_told_order,
         crm_segment CASCADE
"""
# Few customers order often, most seldom: a power law, as in shops. Everything else is drawn from
# the orders, so that both ways look at the same shop.
FILL = (
    """
INSERT INTO crm_profile (id, kind, created_at)
SELECT number, 'account', %(now)s::timestamptz - interval '3 years'
FROM generate_series(1, %(customers)s) AS number
""",
    """
INSERT INTO crm_profile_place (profile_id, country, area, city, postal_code, language)
SELECT id, 'IT', '', 'city ' || (power(random(), 2) * %(cities)s)::int, '', 'it'
FROM crm_profile
""",
    """
INSERT INTO crm_told_order
    (order_id, profile_id, placed_at, currency, channel, is_placed, paid, state)
SELECT gen_random_uuid(), (power(random(), 3) * (%(customers)s - 1))::int + 1,
       %(now)s::timestamptz - power(random(), 0.7) * interval '730 days', 'EUR', 'default', true,
       round((10 + 190 * random())::numeric, 2),
       jsonb_build_object('lines', jsonb_build_array(jsonb_build_object(
           'category_id', (power(random(), 2) * %(categories)s)::int)))
FROM generate_series(1, %(customers)s * 3)
""",
    """
INSERT INTO crm_customer_rollup
    (profile_id, orders, items, first_order_at, last_order_at, category_ids, channel_ids)
SELECT profile_id, count(*), count(*), min(placed_at), max(placed_at),
       array_agg(DISTINCT (state #>> '{lines,0,category_id}')::int), '{1}'
FROM crm_told_order GROUP BY profile_id
""",
    """
INSERT INTO crm_customer_day (profile_id, day, channel_id, currency, orders, items, net)
SELECT profile_id, (placed_at AT TIME ZONE 'UTC')::date, 1, 'EUR', count(*), count(*), sum(paid)
FROM crm_told_order GROUP BY 1, 2
""",
    "VACUUM (ANALYZE) crm_profile, crm_profile_place, crm_customer_rollup, crm_customer_day,"
    " crm_told_order",
)
FLOOR = "SELECT count(*) FROM crm_customer_rollup"
COUNTS = "told.is_placed AND NOT told.is_canceled AND NOT told.is_gone AND NOT told.is_reissue"
# The way that one would write first: the same question to the orders themselves, condition by
# condition, with what a shop's orders need: those that count, and any of their lines. Days are
# whole, and today is the last of them.
EXISTS = f"""
SELECT count(*) FROM crm_profile AS person
WHERE person.erased_at IS NULL AND person.merged_into_id IS NULL
  AND (SELECT sum(paid) FROM crm_told_order AS told
       WHERE told.profile_id = person.id AND {COUNTS} AND told.currency = 'EUR'
         AND told.placed_at >= date_trunc('day', %(now)s::timestamptz) - interval '89 days') > 200
  AND EXISTS (SELECT FROM crm_told_order AS told
              CROSS JOIN LATERAL jsonb_to_recordset(told.state -> 'lines') AS line (category_id int)
              WHERE told.profile_id = person.id AND {COUNTS} AND line.category_id = %(category)s)
  AND EXISTS (SELECT FROM crm_profile_place AS place
              WHERE place.profile_id = person.id AND place.city = ANY(%(wanted)s))
  AND NOT EXISTS (SELECT FROM crm_told_order AS told
                  WHERE told.profile_id = person.id AND {COUNTS}
                    AND told.placed_at > %(now)s::timestamptz - interval '30 days')
"""  # noqa: S608 constants
WANTED = [f"city {number}" for number in range(20, 20 + WANTED_CITIES)]
RULE: dict[str, Any] = {
    "all": [
        {
            "field": "orders.spent",
            "operator": "more_than",
            "value": 200,
            "of": {"currency": "EUR"},
            "within_days": 90,
        },
        {"field": "orders.categories", "operator": "has_any", "value": [CATEGORY]},
        {"field": "place.city", "operator": "one_of", "value": WANTED},
        {"field": "orders.last_at", "operator": "longer_ago_than_days", "value": 30},
    ]
}
# Other shapes that staff make: few, either of two, the others, and what only sums of days say.
_HERE = {"field": "place.city", "operator": "is", "value": "city 150"}
_EVER = {"field": "orders.categories", "operator": "has_any", "value": [290]}
OTHER_TREES: dict[str, dict[str, Any]] = {
    "of_few": {"all": [_HERE, _EVER]},
    "either": {"any": [_HERE, _EVER]},
    "the_others": {"not": {"any": [_HERE, _EVER]}},
    "sums_alone": {
        "field": "orders.spent",
        "operator": "more_than",
        "value": 500,
        "of": {"currency": "EUR"},
        "within_days": 90,
    },
}


def measure(size: Size) -> list[Figure]:
    """Time the rule at two sizes against both floors, and a batch of people who are due."""
    few, few_floor, _ = _measure(FEW)
    many, floor, exists = _measure(CUSTOMERS[size])
    due = _measure_due()
    return [
        Figure(name="segment_vs_exists", ratio=exists / many, goal=EXISTS_GOAL),
        Figure(
            name="segment_vs_count", ratio=many / floor, goal=COUNT_GOAL, at_most=True
        ),
        Figure(
            name="segment_growth",
            ratio=(many / floor) / (few / few_floor),
            goal=GROWTH_GOAL,
            at_most=True,
        ),
        Figure(name="segment_due_1000_vs_count", ratio=due / floor),
        *(
            Figure(name=f"segment_{name}_vs_count", ratio=_one_tree(rule) / floor)
            for name, rule in OTHER_TREES.items()
        ),
    ]


def _one_tree(rule: Mapping[str, Any]) -> float:
    """Return the seconds of another rule over the larger shop."""
    statement = members(make_plan(rule, {}), Moment(now=NOW, zone=ZoneInfo("UTC")))
    counted = f"SELECT count(*) FROM ({statement.sql}) AS member"
    _one(counted, statement.parameters)
    return statistics.median(
        _seconds(lambda: _one(counted, statement.parameters)) for _ in range(ROUNDS)
    )


def _measure(customers: int) -> tuple[float, float, float]:
    """Return the seconds of the rule, of counting the rollup's rows, and of EXISTS; in turn."""
    _fill(customers)
    statement = members(make_plan(RULE, {}), Moment(now=NOW, zone=ZoneInfo("UTC")))
    counted = f"SELECT count(*) FROM ({statement.sql}) AS member"
    asked = {"now": NOW, "category": CATEGORY, "wanted": WANTED}
    same = _one(counted, statement.parameters), _one(EXISTS, asked)
    if same[0] != same[1]:
        raise SystemExit(f"The two ways find {same[0]} and {same[1]} people.")
    rounds = [
        (
            _seconds(lambda: _one(counted, statement.parameters)),
            _seconds(lambda: _one(FLOOR, {})),
            _seconds(lambda: _one(EXISTS, asked)),
        )
        for _ in range(ROUNDS)
    ]
    ours, floor, exists = (
        statistics.median(each) for each in zip(*rounds, strict=True)
    )
    print(
        f"{customers:,} customers, {same[0]:,} members: rule {ours * 1000:.0f} ms,"
        f" count(*) {floor * 1000:.0f} ms, EXISTS {exists * 1000:.0f} ms"
    )
    return ours, floor, exists


def _measure_due() -> float:
    """Return the seconds of filling, told aside, and of a batch of due people."""
    segment = create_segment(
        "bench", kind=SegmentKind.RULE, rule=RULE, author="bench", now=NOW
    )
    filled = _seconds(lambda: fill_segment(segment.pk, now=NOW))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM crm_profile LIMIT %s", (TOUCHED,))
        people = [profile_id for (profile_id,) in cursor.fetchall()]
    with transaction.atomic():
        look_at(people, origin=Origin.REBUILD, segment_ids=[segment.pk])
    now = datetime.datetime.now(tz=datetime.UTC)
    due = _seconds(lambda: evaluate_due(segment.pk, now=now))
    print(f"filled in {filled:.2f} s; {TOUCHED:,} due people in {due * 1000:.0f} ms")
    return due


def _fill(customers: int) -> None:
    drawn = {
        "now": NOW,
        "customers": customers,
        "cities": CITIES,
        "categories": CATEGORIES,
    }
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        cursor.execute("SELECT setseed(0.5)")
        for statement in FILL:
            cursor.execute(statement, drawn if "%(" in statement else None)


def _one(sql: str, parameters: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.fetchone()[0])


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
