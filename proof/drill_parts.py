"""The parts of a kill drill: shoppers, workers, and the last count."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import connection

from saleor_crm_plugin.core.clock import now
from saleor_crm_plugin.observation.actions import drain, prove, sweep
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.outbox.marks import ORDER, mark
from tests.shop import rows

from .nursery import serve

ORDERS_BEFORE_CHANGES = 5
# What the shop's own rows add up to, against what was told: both by plain SQL.
SHOP = """
SELECT
    (SELECT count(*) FROM order_order) AS orders,
    (SELECT coalesce(sum(charged_value + refunded_value), 0) FROM payment_transactionitem)
      + (SELECT coalesce(sum(amount_value), 0) FROM payment_transactionevent
         WHERE type = 'charge_back') AS paid,
    (SELECT coalesce(sum(refunded_value), 0) FROM payment_transactionitem) AS refunded,
    (SELECT coalesce(sum(amount_value), 0) FROM payment_transactionevent
     WHERE type = 'charge_back') AS charged_back,
    (SELECT coalesce(sum(piece.quantity), 0) FROM order_fulfillmentline AS piece
     JOIN order_fulfillment AS parcel ON parcel.id = piece.fulfillment_id
     WHERE parcel.status = 'returned') AS returned,
    (SELECT count(*) FROM order_order WHERE status = 'canceled') AS canceled
"""
# The shop moves money and writes its event one after the other: who looks in between tells what was
# there, and takes it back. So what was taken back is taken off.
TOLD = """
WITH told AS (
    SELECT code, (payload ->> 'amount')::numeric AS amount,
           (SELECT sum((line ->> 'quantity')::int)
            FROM jsonb_array_elements(payload -> 'lines') AS line) AS pieces
    FROM crm_fact
)
SELECT
    count(*) FILTER (WHERE code = 'order.placed') AS orders,
    coalesce(sum(CASE code WHEN 'order.paid' THEN amount
                           WHEN 'order.payment_reduced' THEN -amount END), 0) AS paid,
    coalesce(sum(CASE code WHEN 'order.refunded' THEN amount
                           WHEN 'order.refund_reversed' THEN -amount END), 0) AS refunded,
    coalesce(sum(CASE code WHEN 'order.charged_back' THEN amount
                           WHEN 'order.chargeback_reversed' THEN -amount END), 0) AS charged_back,
    coalesce(sum(CASE code WHEN 'order.returned' THEN pieces
                           WHEN 'order.return_reversed' THEN -pieces END), 0) AS returned,
    coalesce(sum(CASE code WHEN 'order.canceled' THEN 1
                           WHEN 'order.reopened' THEN -1 END), 0) AS canceled
FROM told
"""
# Everything that was told stands in the timeline exactly once, and nothing waits.
KEPT = """
SELECT
    (SELECT count(*) FROM crm_fact) - (SELECT count(DISTINCT key) FROM crm_fact)
      AS facts_twice,
    (SELECT count(*) FROM crm_fact WHERE code LIKE 'order.%') AS facts,
    (SELECT count(*) FROM crm_timeline_entry WHERE entry_type LIKE 'order.%') AS entries,
    (SELECT count(*) FROM crm_delivery) AS deliveries,
    (SELECT count(*) FROM crm_mark) AS marks
"""


def act(arguments: argparse.Namespace) -> None:
    """Shop at random; of the hooks every second one is lost."""
    chance = random.Random(arguments.seed)
    channel = rows.make_channel(f"drill-{arguments.seed}")
    orders: list[Any] = []
    for _ in range(arguments.steps):
        if len(orders) < ORDERS_BEFORE_CHANGES or chance.random() < 0.3:
            order = _place(channel, chance)
            orders.append(order)
        else:
            order = chance.choice(orders)
            order.refresh_from_db()
            _change(order, chance)
        if chance.random() < 0.5:
            mark(ORDER, order.pk)


def _place(channel: Any, chance: random.Random) -> Any:
    line = rows.Line(
        quantity=chance.randint(1, 5), unit_price=Decimal(chance.randint(1, 50))
    )
    email = f"shopper{chance.randrange(40)}@example.com"
    return rows.make_order(channel, lines=[line], user_email=email, paid=True)


def _change(order: Any, chance: random.Random) -> None:
    """Do one thing that the order still allows; the last one forbids all others."""
    item = order.payment_transactions.get()
    sent = order.fulfillments.filter(status="fulfilled").first()
    if item.charged_value > 1 and chance.random() < 0.4:
        amount = Decimal(chance.randint(1, int(item.charged_value)))
        if chance.random() < 0.8:
            rows.refund_rows(order, amount)
        else:
            rows.charge_back_rows(order, amount)
    elif sent is not None:
        (piece,) = sent.lines.all()
        rows.return_rows(order, {piece.order_line: chance.randint(1, piece.quantity)})
    elif order.status == "unfulfilled":
        if chance.random() < 0.2:
            rows.cancel_rows(order)
        else:
            rows.fulfill_rows(order)


def nursery(arguments: argparse.Namespace) -> None:
    """Give birth to workers, one per line that comes in; each works until it is killed."""

    def live(_: str) -> None:
        while True:
            _catch_up()

    serve(live)


def settle(arguments: argparse.Namespace) -> None:
    """Do what the next sweep, proof and drain would do."""
    _catch_up()
    report = prove(now=now())
    print(
        f"proof: {report.orders_different} of {report.orders} orders differed",
        file=sys.stderr,
    )
    _catch_up()


def _catch_up() -> None:
    sweep(now=now())
    drain(now=now())
    deliver(now=now())


def count(arguments: argparse.Namespace) -> None:
    """Print what the shop shows, what was told, and what is left over."""
    counted = {}
    with connection.cursor() as cursor:
        for name, statement in (("shop", SHOP), ("told", TOLD), ("kept", KEPT)):
            cursor.execute(statement)
            columns = [column.name for column in cursor.description]
            counted[name] = dict(
                zip(columns, map(float, cursor.fetchone()), strict=True)
            )
    print(json.dumps(counted))


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    part.__name__: part for part in (act, nursery, settle, count)
}
