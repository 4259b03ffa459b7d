"""Five people buy, return and cancel: the shop's metrics say what its own tables say, in plain SQL."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.analytics.figures import Period
from saleor_crm_plugin.analytics.shop_metric import Point
from saleor_crm_plugin.analytics.shop_queries import measure
from saleor_crm_plugin.core import clock

from ..fixtures.catching_up import catch_up
from ..shop import rows
from ..shop.driver import buy

NOW = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
COUNTED = """
counted AS (
    SELECT id, lower(user_email) AS who, created_at, created_at::date AS day
    FROM order_order
    WHERE status NOT IN ('canceled', 'draft', 'unconfirmed', 'expired') AND origin <> 'reissue'
)"""
REPEAT_RATE = f"""
WITH {COUNTED}
SELECT count(*) FILTER (WHERE orders > 1), count(*)
FROM (SELECT count(*) AS orders FROM counted GROUP BY who) AS person
"""
COHORTS = f"""
WITH {COUNTED}, month AS (
    SELECT DISTINCT who, to_char(created_at, 'YYYY-MM') AS month FROM counted
), first AS (SELECT who, min(month) AS month FROM month GROUP BY who)
SELECT first.month,
       (left(month.month, 4)::int - left(first.month, 4)::int) * 12
         + right(month.month, 2)::int - right(first.month, 2)::int,
       count(*), (SELECT count(*) FROM first AS all_of WHERE all_of.month = first.month)
FROM first JOIN month USING (who) GROUP BY 1, 2 ORDER BY 1, 2
"""
CYCLES = f"""
WITH {COUNTED}, gap AS (
    SELECT who, day - lag(day) OVER (PARTITION BY who ORDER BY day) AS days
    FROM (SELECT DISTINCT who, day FROM counted) AS day_of_orders
)
SELECT who, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM gap WHERE days IS NOT NULL
GROUP BY who HAVING count(*) > 1 ORDER BY who
"""
RETURNED = f"""
WITH {COUNTED}
SELECT counted.who FROM counted JOIN order_orderline AS line ON line.order_id = counted.id
LEFT JOIN (
    SELECT part.order_line_id, sum(part.quantity) AS quantity
    FROM order_fulfillmentline AS part JOIN order_fulfillment AS parcel
      ON parcel.id = part.fulfillment_id
    WHERE parcel.status IN ('returned', 'refunded_and_returned') GROUP BY part.order_line_id
) AS back ON back.order_line_id = line.id
GROUP BY counted.who HAVING 2 * coalesce(sum(back.quantity), 0) >= sum(line.quantity)
"""
LAST_ORDERS = f"""
WITH {COUNTED} SELECT who, count(*), max(created_at) FROM counted GROUP BY who
"""
PEOPLE = """
SELECT count(DISTINCT email) FROM (
    SELECT lower(email) AS email FROM account_user WHERE NOT is_staff
    UNION SELECT lower(user_email) FROM order_order
) AS person
"""


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def points_of(code, until=NOW):
    [answer] = measure([code], Period(None, until), now=NOW)
    return list(answer.points)


def bought(shop, who, day, **goods):
    """Let somebody buy, and say that it was on another day; returns the order."""
    order = buy(shop, who, **goods or {"book": 1})
    moment = datetime.datetime.fromisoformat(f"{day}T10:00:00+00:00")
    rows.set_columns(order, created_at=moment)
    return order


@pytest.fixture
def year(shop):
    """Ada comes every month, Dan now and then; Bob gives back his book, Cy cancels; Eve looks."""
    ada, dan = (shop.create_customer(f"{name}@example.com") for name in ("ada", "dan"))
    shop.create_customer("eve@example.com")
    for day in ("2026-01-10", "2026-02-10", "2026-03-12"):
        bought(shop, ada, day)
    bought(shop, dan, "2025-12-05")
    bought(shop, dan, "2026-01-25")
    some = bought(shop, dan, "2026-05-20", book=2)
    all_of_it = bought(shop, "bob@example.com", "2025-03-01")
    for order in (some, all_of_it):
        shop.fulfill(order)
        shop.return_lines(order, {order.lines.get(): 1})
    bought(shop, "cy@example.com", "2026-01-20")
    shop.cancel(bought(shop, "cy@example.com", "2026-04-02"))
    catch_up()


def test_metrics_say_what_the_tables_of_the_shop_say(year):
    # who came back
    assert asked(REPEAT_RATE) == [(2, 4)]
    assert points_of("repeat_rate") == [Point(count=2, total=4)]

    expected = [
        ("2025-03", 0, 1, 1),
        ("2025-12", 0, 1, 1),
        ("2025-12", 1, 1, 1),
        ("2025-12", 5, 1, 1),
        ("2026-01", 0, 2, 2),
        ("2026-01", 1, 1, 2),
        ("2026-01", 2, 1, 2),
    ]
    assert asked(COHORTS) == expected
    assert points_of("cohorts") == [
        Point(of=month, after=after, count=count, total=total)
        for month, after, count, total in expected
    ]

    # who comes how often, and who may be lost
    cycles = dict(asked(CYCLES))
    assert cycles == {"ada@example.com": 30.5, "dan@example.com": 83.0}
    last = {who: (orders, moment) for who, orders, moment in asked(LAST_ORDERS)}
    day = datetime.timedelta(days=1)
    overdue = [who for who in cycles if last[who][1] + 2 * cycles[who] * day < NOW]
    once = [
        who
        for who, (orders, moment) in last.items()
        if orders == 1 and moment < NOW - 365 * day
    ]
    assert (overdue, once) == (["ada@example.com"], ["bob@example.com"])
    assert asked(RETURNED) == [("bob@example.com",)]
    assert points_of("repurchase_cycles") == [
        Point(of="15-30", count=1, total=2),
        Point(of="61-90", count=1, total=2),
    ]
    assert points_of("lost_signals") == [
        Point(of=sign, count=count, total=len(last))
        for sign, count in (
            ("half_returned", 1),
            ("left_marketing", 0),
            ("one_order_only", 1),
            ("overdue", 1),
        )
    ]

    # who became a customer
    assert asked(PEOPLE) == [(5,)]
    assert points_of("funnel", until=clock.now()) == [
        Point(of="known", count=5, total=5),
        Point(of="customer", count=4, total=5),
        Point(of="repeat_customer", count=2, total=5),
        Point(of="vip", count=0, total=5),
    ]
