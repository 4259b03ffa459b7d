"""Decide which messages orders are credited to, towards a target."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...codes.queries import owners_of
from ...consent.purposes import ConsentPurpose
from ...core import clock
from ...core.facts import Fact
from ...observation.events import OrderFact
from ...observation.queries import order_ids_of_profiles
from ...saleor_adapter.arrays import int_array, uuid_array
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.order_codes import codes_of_orders
from ...saleor_adapter.reading import read_rows
from ..policies import (
    USUAL_RULE,
    AttributionModel,
    Order,
    Rule,
    Touch,
    TouchKind,
    attribute,
)
from ..touch_sql import ORDERS, RECENT, TOUCHES, WRITE

BATCH = 500
# A touch is judged within minutes, and reported by a provider within weeks.
TOLD_LATE = datetime.timedelta(days=31)

Rows = Sequence[Mapping[str, Any]]


def attribute_orders(facts: Sequence[OrderFact]) -> None:
    """Decide about the orders of these facts; the outbox's handler."""
    decide({fact.order_id for fact in facts}, now=clock.now())


def attribute_people(facts: Sequence[Fact]) -> None:
    """Decide about all orders of the people of these facts; the outbox's handler.

    Profiles have become one person, or two again: orders and touches have come together.
    """
    decide(order_ids_of_profiles(_people(facts)), now=clock.now())


def attribute_late(facts: Sequence[Fact]) -> None:
    """Decide about the late orders of whoever has touched a message; the outbox's handler.

    A touch is told only when it was judged, and may be older than an order by then.
    """
    now = clock.now()
    asked = {"profiles": int_array(_people(facts)), "since": now - TOLD_LATE}
    rows = read_rows(RECENT, asked, WRITER)
    decide([str(row["order_id"]) for row in rows], now=now)


def decide(order_ids: Collection[str], *, now: datetime.datetime) -> int:
    """Bring what these orders are credited to, under every model, to what follows from all touches.

    Returns how many shares changed. Idempotent, and the order of facts makes no difference: only
    what is told of the orders by now counts, and the touches that are known. At most five
    statements per five hundred orders, two where nothing was said to anybody and no code of ours
    was used. Locks the told orders in order of their ids.
    """
    ids = sorted(order_ids)
    changed = 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic(using=WRITER):
            changed += _decide(ids[start : start + BATCH], now)
    return changed


def _people(facts: Sequence[Fact]) -> list[int]:
    return sorted({fact.profile_id for fact in facts if fact.profile_id is not None})


def _decide(order_ids: Sequence[str], now: datetime.datetime) -> int:
    used = codes_of_orders(order_ids)
    owners = owners_of(set(used.values()))
    ours = {order_id: code for order_id, code in used.items() if code in owners}
    asked = {"orders": uuid_array(order_ids), "with_our_codes": uuid_array(ours)}
    rows = read_rows(ORDERS, asked, WRITER)
    if not rows:
        return 0
    said = _said({row["profile_id"] for row in rows} - {None} | set(owners.values()))
    shares = _shares(rows, said, ours)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            WRITE,
            {
                "shares": to_json(shares).decode(),
                "orders": uuid_array(str(row["order_id"]) for row in rows),
                "now": now,
            },
        )
        [changed] = cursor.fetchone()
    return changed


def _said(profile_ids: Collection[int]) -> Rows:
    asked = {
        "profiles": int_array(sorted(profile_ids)),
        "usual_days": USUAL_RULE.window.days,
        "usual_weakest": USUAL_RULE.weakest.value,
        "marketing": ConsentPurpose.MARKETING.value,
    }
    return read_rows(TOUCHES, asked, WRITER)


def _shares(rows: Rows, said: Rows, codes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the shares of all orders under all models, as they are stored."""
    orders = [
        Order(
            id=str(row["order_id"]),
            profile_id=row["profile_id"],
            placed_at=row["placed_at"],
            net=row["net"],
            is_counted=row["is_counted"],
        )
        for row in rows
    ]
    rules = {one["message_id"]: _rule(one) for one in said}
    touches = [*_touches(said), *_used_codes(rows, said, codes)]
    by_order = {str(row["order_id"]): row for row in rows}
    by_message = {one["message_id"]: one for one in said}
    return [
        {
            **asdict(share),
            "model": model,
            "source_kind": by_message[share.message_id]["source_kind"],
            "source_id": by_message[share.message_id]["source_id"],
            "window_days": rules[share.message_id].window.days,
            "currency": by_order[share.order_id]["currency"],
            "net": by_order[share.order_id]["net"],
        }
        for model in AttributionModel
        for share in attribute(orders, touches, model, rules)
    ]


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(datetime.timedelta(days=row["window_days"]), TouchKind(row["weakest"]))


def _touches(said: Rows) -> list[Touch]:
    return [
        Touch(
            message_id=one["message_id"],
            profile_id=one["profile_id"],
            kind=TouchKind(one["kind"]),
            at=one["at"],
        )
        for one in said
        if one["at"] is not None
    ]


def _used_codes(rows: Rows, said: Rows, codes: Mapping[str, str]) -> list[Touch]:
    given = {one["code"]: one for one in said if one["kind"] == TouchKind.CODE}
    return [
        Touch(
            message_id=given[code]["message_id"],
            profile_id=given[code]["profile_id"],
            kind=TouchKind.CODE,
            at=row["placed_at"],
            order_id=str(row["order_id"]),
        )
        for row in rows
        if (code := codes.get(str(row["order_id"]), "")) in given
    ]
