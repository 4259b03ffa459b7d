"""Whether everything is there exactly once, asked of the tables themselves in plain SQL.

Nothing here uses the CRM's own reads, so that it cannot agree with itself.
"""

from dataclasses import dataclass

from django.db import connection

from saleor_crm_plugin.ledger.checking import verify

from .scenery import POINTS_FIRST_ORDER, POINTS_SIGN_UP

# What an order must have earned: a point for each whole dollar of goods; nothing once it is back, and
# nothing before it is one.
_ORDER_POINTS = """
WITH expected AS (
    SELECT o.id,
           CASE WHEN o.status IN ('draft', 'returned', 'canceled', 'expired') THEN 0
                ELSE floor(o.total_gross_amount - o.shipping_price_gross_amount) END AS points
    FROM order_order o
), found AS (
    SELECT l.source, sum(l.granted - l.recalled) AS points
    FROM crm_ledger_lot l
    WHERE l.source LIKE 'order:%' AND l.rule->>'occasion' IS DISTINCT FROM 'first_order'
      AND l.part <> 'first_order'
    GROUP BY l.source
)
SELECT count(*) FROM expected
LEFT JOIN found ON found.source = 'order:' || expected.id
WHERE expected.points <> coalesce(found.points, 0)
"""
WAITING = "deliveries that wait or are stuck"
# A draft is no order yet: nothing may be told of it.
_QUESTIONS = {
    "orders in the shop that were told never or twice": """
        SELECT count(*) FROM (
            SELECT o.id FROM order_order o
            LEFT JOIN crm_fact f ON f.code = 'order.placed' AND f.payload->>'order_id' = o.id::text
            GROUP BY o.id HAVING count(f.id) <> (o.status <> 'draft')::int
        ) wrong
    """,
    "orders whose timeline lacks them or holds them twice": """
        SELECT count(*) FROM (
            SELECT o.id FROM order_order o
            LEFT JOIN crm_timeline_entry e
                ON e.entry_type = 'order.placed' AND e.payload->>'order_id' = o.id::text
            GROUP BY o.id HAVING count(e.id) <> (o.status <> 'draft')::int
        ) wrong
    """,
    "orders with other points than a point for each whole dollar": _ORDER_POINTS,
    "accounts without the points for signing up, or with them twice": f"""
        SELECT count(*) FROM (
            SELECT u.id FROM account_user u
            LEFT JOIN crm_identifier i ON i.type = 'user' AND i.value_hash = u.id::text
            LEFT JOIN crm_ledger_account a ON a.profile_id = i.profile_id
            LEFT JOIN crm_ledger_lot l ON l.account_id = a.id AND l.part = 'sign_up'
            WHERE NOT u.is_staff
            GROUP BY u.id HAVING coalesce(sum(l.granted), 0) <> {POINTS_SIGN_UP}
        ) wrong
    """,
    # Whoever bought twice at one moment may have held them for the other order first.
    "members with points for a first order other than once": f"""
        SELECT count(*) FROM (
            SELECT l.account_id FROM crm_ledger_lot l
            LEFT JOIN crm_first_order f ON l.source = 'order:' || f.order_id
            WHERE l.part = 'first_order'
            GROUP BY l.account_id
            HAVING coalesce(sum(l.granted) FILTER (WHERE f.id IS NOT NULL), 0)
                   <> {POINTS_FIRST_ORDER}
                OR coalesce(sum(l.granted - l.recalled) FILTER (WHERE f.id IS NULL), 0) <> 0
        ) wrong
    """,
    WAITING: "SELECT count(*) FROM crm_delivery",
}


@dataclass(frozen=True)
class Finding:
    """A question and how many rows were wrong."""

    question: str
    wrong: int


def findings() -> list[Finding]:
    """Return what is wrong; nothing if all is well."""
    found = [Finding("differences in the books", len(verify()))]
    with connection.cursor() as cursor:
        for question, sql in _QUESTIONS.items():
            cursor.execute(sql)
            found.append(Finding(question, cursor.fetchone()[0]))
    return [finding for finding in found if finding.wrong]
