"""Many orders in the shop's tables, made by copying one order set-based."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from tests.shop.order_rows import Line, make_order
from tests.shop.payment_rows import fulfill_rows, pay_rows
from tests.shop.rows import make_channel, make_user

# Who bought how often is skewed: a few buy much more than the rest.
CUSTOMERS_PER_ORDER = 0.3
YEARS = 3

COPIES = """
CREATE TEMPORARY TABLE bench_copies AS
WITH drawn AS MATERIALIZED (
    SELECT n, 1 + floor(power(random(), 2) * %(users)s)::int AS rank
    FROM generate_series(1, %(count)s) AS n
)
SELECT n, md5('order' || n)::uuid AS id, users.id AS user_id, users.email,
       now() - (%(days)s * (%(count)s - n)::float / %(count)s) * interval '1 day' AS at
FROM drawn JOIN bench_users users USING (rank)
"""
# Only of the shop: our own tables are as empty as on the day of the installation, and nobody has
# looked at them then. Told that they are empty, the planner would read them from end to end.
SHOP_STATISTICS = """
ANALYZE account_user, order_order, order_orderline, order_fulfillment, order_fulfillmentline,
    payment_transactionitem, payment_transactionevent
"""


@dataclass(frozen=True)
class Template:
    """The one order that all are copies of."""

    order: Any
    channel: Any


def make_template() -> Template:
    """Make an order of two lines, paid and sent."""
    channel = make_channel()
    user = make_user("template@example.com")
    order = make_order(
        channel,
        user=user,
        lines=(Line(quantity=2, unit_price=Decimal(10)), Line(unit_price=Decimal(25))),
        created_at=datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
    )
    pay_rows(order)
    fulfill_rows(order)
    return Template(order=order, channel=channel)


def copy_orders(template: Template, count: int) -> None:
    """Make `count` copies of the template over three years, each with all its rows."""
    with connection.cursor() as cursor:
        users = max(int(count * CUSTOMERS_PER_ORDER), 1)
        _copy_users(cursor, template, users)
        cursor.execute(COPIES, {"count": count, "days": 365 * YEARS, "users": users})
        cursor.execute("CREATE INDEX ON bench_copies (n)")
        _copy(cursor, "order_order", "t.id = %(order)s", template, _ORDER)
        _copy(cursor, "order_orderline", "t.order_id = %(order)s", template, _LINE)
        _copy(
            cursor,
            "order_fulfillment",
            "t.order_id = %(order)s",
            template,
            _FULFILLMENT,
        )
        _copy(
            cursor,
            "order_fulfillmentline",
            _OF_FULFILLMENT,
            template,
            _FULFILLMENT_LINE,
        )
        _copy(
            cursor, "payment_transactionitem", "t.order_id = %(order)s", template, _ITEM
        )
        _copy(cursor, "payment_transactionevent", _OF_ITEM, template, _EVENT)
        cursor.execute("DROP TABLE bench_copies, bench_users")
        cursor.execute(SHOP_STATISTICS)


_ORDER = {
    "id": "c.id",
    "number": "100000 + c.n",
    "user_id": "c.user_id",
    "user_email": "c.email",
    "created_at": "c.at",
    "updated_at": "c.at",
    "checkout_token": "md5('checkout' || c.n)",
    "token": "md5('token' || c.n)",
}
_LINE = {"id": "md5(t.id::text || c.n)::uuid", "order_id": "c.id", "created_at": "c.at"}
_FULFILLMENT = {
    "id": "1000000 + c.n * 100 + t.id",
    "order_id": "c.id",
    "created_at": "c.at",
}
_FULFILLMENT_LINE = {
    "id": "1000000 + c.n * 100 + t.id",
    "fulfillment_id": "1000000 + c.n * 100 + t.fulfillment_id",
    "order_line_id": "md5(t.order_line_id::text || c.n)::uuid",
}
_ITEM = {
    "id": "1000000 + c.n * 100 + t.id",
    "token": "md5('item' || c.n || t.id)::uuid",
    "order_id": "c.id",
    "psp_reference": "'psp-' || c.n",
    "idempotency_key": "NULL",
    "created_at": "c.at",
    "modified_at": "c.at",
}
_EVENT = {
    "id": "1000000 + c.n * 100 + t.id",
    "transaction_id": "1000000 + c.n * 100 + t.transaction_id",
    "psp_reference": "'psp-' || c.n",
    "idempotency_key": "NULL",
    "created_at": "c.at",
}
_OF_FULFILLMENT = (
    "t.fulfillment_id IN (SELECT id FROM order_fulfillment WHERE order_id = %(order)s)"
)
_OF_ITEM = "t.transaction_id IN (SELECT id FROM payment_transactionitem WHERE order_id = %(order)s)"


def _copy_users(cursor: Any, template: Template, count: int) -> None:
    changed = {
        "id": "1000000 + c.n",
        "email": "'customer' || c.n || '@example.com'",
        "uuid": "md5('user' || c.n)::uuid",
        "jwt_token_key": "left(md5('key' || c.n), 12)",
        "default_billing_address_id": "NULL",
        "default_shipping_address_id": "NULL",
        "external_reference": "NULL",
    }
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_copies AS SELECT n FROM generate_series(1, %s) AS n",
        [count],
    )
    names, values = _columns(cursor, "account_user", changed)
    cursor.execute(
        f"INSERT INTO account_user ({names}) SELECT {values} "
        "FROM account_user t, bench_copies c WHERE t.id = %s",
        [template.order.user_id],
    )
    cursor.execute("DROP TABLE bench_copies")
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_users AS SELECT id, email, "
        "row_number() OVER (ORDER BY id)::int AS rank FROM account_user WHERE id > 1000000"
    )


def _copy(
    cursor: Any, table: str, which: str, template: Template, changed: dict[str, str]
) -> None:
    names, values = _columns(cursor, table, changed)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, bench_copies c "
        f"WHERE {which}",
        {"order": template.order.pk},
    )


def _columns(cursor: Any, table: str, changed: dict[str, str]) -> tuple[str, str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' "
        "ORDER BY ordinal_position",
        [table],
    )
    names = [name for (name,) in cursor.fetchall()]
    values = [changed.get(name, f't."{name}"') for name in names]
    return ", ".join(f'"{name}"' for name in names), ", ".join(values)
