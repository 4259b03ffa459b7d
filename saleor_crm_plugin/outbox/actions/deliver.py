"""Deliver facts to their handlers: in lanes, in batches, and at least once."""

import datetime
import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from ...core.collecting import fewer_collections
from ...core.facts import Fact, fact_from_json
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..handlers import Subscriptions, UnknownHandler, subscriptions
from ..policies import (
    LANE_GROUPS,
    Outcome,
    error_text,
    is_given_up,
    loggable,
    run_bisecting,
    wait_after,
)

logger = logging.getLogger(__name__)

# A share is what one worker takes of one handler at a time: some groups, some facts of each.
GROUPS_PER_SHARE = 16
FACTS_PER_GROUP = 125

ENSURE_GROUPS = """
INSERT INTO crm_lane_group (handler, lane_group)
SELECT handler, lane_group
FROM unnest(%(handlers)s::text[]) AS handler, generate_series(0, %(groups)s - 1) AS lane_group
WHERE NOT EXISTS (SELECT 1 FROM crm_lane_group known WHERE known.handler = handler.handler)
ON CONFLICT DO NOTHING
"""
# One probe of the index per group: the limit keeps it from being joined as a whole.
DUE_GROUPS = """
SELECT lanes.lane_group FROM crm_lane_group AS lanes
CROSS JOIN LATERAL (
    SELECT 1 FROM crm_delivery AS waiting
    WHERE waiting.handler = lanes.handler AND waiting.lane_group = lanes.lane_group
      AND waiting.state = 'pending' AND (waiting.due_at IS NULL OR waiting.due_at <= %(now)s)
    ORDER BY waiting.fact_id LIMIT 1
) AS due
WHERE lanes.handler = %(handler)s
"""
# Who holds these rows is alone with their lanes until the end of the transaction.
LOCK_GROUPS = """
SELECT lane_group FROM crm_lane_group
WHERE handler = %(handler)s AND lane_group = ANY(%(groups)s)
ORDER BY lane_group FOR UPDATE SKIP LOCKED
"""
# The oldest of each group. What lies behind a failed fact of its own lane waits with it. What was
# told of a lane before it got a successor is the successor's.
TAKE = """
SELECT taken.id, taken.lane, taken.tries, fact.code, fact.key,
       coalesce(led.successor, fact.profile_id) AS profile_id, fact.occurred_at, fact.origin, fact.payload
FROM unnest(%(groups)s::smallint[]) AS lanes (lane_group)
CROSS JOIN LATERAL (
    SELECT waiting.id, waiting.lane, waiting.tries, waiting.fact_id, waiting.fact_week
    FROM crm_delivery AS waiting
    WHERE waiting.handler = %(handler)s AND waiting.lane_group = lanes.lane_group
      AND waiting.state = 'pending' AND (waiting.due_at IS NULL OR waiting.due_at <= %(now)s)
      AND NOT EXISTS (
          SELECT 1 FROM crm_delivery AS failed
          WHERE failed.handler = waiting.handler AND failed.lane = waiting.lane
            AND failed.tries > 0 AND failed.state = 'pending' AND failed.due_at > %(now)s
            AND failed.fact_id < waiting.fact_id
      )
    ORDER BY waiting.fact_id LIMIT %(limit)s
) AS taken
JOIN crm_fact AS fact ON fact.id = taken.fact_id AND fact.week = taken.fact_week
LEFT JOIN crm_lane_successor AS led ON led.lane = fact.profile_id
ORDER BY taken.fact_id
"""
FORGET = "DELETE FROM crm_delivery WHERE id = ANY(%s::bigint[])"
PUT_BACK = """
UPDATE crm_delivery AS delivery
SET tries = failed.tries, due_at = failed.due_at, state = failed.state, last_error = failed.error
FROM unnest(%s::bigint[], %s::smallint[], %s::timestamptz[], %s::text[], %s::text[])
  AS failed (id, tries, due_at, state, error)
WHERE delivery.id = failed.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryReport:
    """How many deliveries were done, failed for now, and were parked on the stuck list."""

    done: int = 0
    failed: int = 0
    parked: int = 0

    def __add__(self, other: "DeliveryReport") -> "DeliveryReport":
        return DeliveryReport(
            done=self.done + other.done,
            failed=self.failed + other.failed,
            parked=self.parked + other.parked,
        )

    @property
    def is_idle(self) -> bool:
        return not (self.done or self.failed or self.parked)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One delivery with its fact."""

    id: int
    lane: int
    tries: int
    fact: Fact | UnknownHandler


def open_lanes() -> None:
    """Make the locks of all handlers' lanes, where they lack. Idempotent.

    Must not be called inside a transaction: others would wait for its end.
    """
    handlers = list(subscriptions().handler_codes())
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ENSURE_GROUPS, {"handlers": handlers, "groups": LANE_GROUPS})


@fewer_collections()
def deliver(*, now: datetime.datetime, deadline: float | None = None) -> DeliveryReport:
    """Hand out all facts that are due, those that handlers publish meanwhile included.

    Stops early at `deadline` (a reading of `time.monotonic()`). Safe in any number of processes:
    each share is one transaction that holds its lanes' groups. A handler's writes and the end of
    its delivery stand or fall together. Must not be called inside a transaction.
    """
    known = subscriptions()
    open_lanes()
    total = DeliveryReport()
    while True:
        this_round = DeliveryReport()
        for handler in known.handler_codes():
            this_round += _deliver_to(handler, known, now=now, deadline=deadline)
        total += this_round
        if this_round.is_idle or _is_over(deadline):
            return total


def _deliver_to(
    handler: str,
    known: Subscriptions,
    *,
    now: datetime.datetime,
    deadline: float | None,
) -> DeliveryReport:
    total = DeliveryReport()
    groups = _due_groups(handler, now)
    # Workers that start at different places seldom meet.
    random.shuffle(groups)
    for start in range(0, len(groups), GROUPS_PER_SHARE):
        while not _is_over(deadline):
            share = deliver_share(
                handler, groups[start : start + GROUPS_PER_SHARE], known, now=now
            )
            total += share
            if share.is_idle:
                break
    return total


@transaction.atomic(using=WRITER)
def deliver_share(
    handler: str, groups: Sequence[int], known: Subscriptions, *, now: datetime.datetime
) -> DeliveryReport:
    """Have one handler handle some of what is due in these lane groups; all of it or none stays.

    Passes over groups that another process holds.
    """
    waiting = _take(handler, _lock(handler, groups), known, now)
    outcome: Outcome[_Waiting] = Outcome()
    run_bisecting(waiting, _attempt(known.handler(handler)), outcome)
    return _settle(handler, outcome, now)


def _attempt(
    handler: Callable[[Sequence[Fact]], None],
) -> Callable[[Sequence[_Waiting]], Exception | None]:
    def attempt(batch: Sequence[_Waiting]) -> Exception | None:
        try:
            with transaction.atomic(using=WRITER):
                handler([_fact(item) for item in batch])
        except Exception as error:
            if not connections[WRITER].is_usable():
                # Without the connection nobody is to blame, and nothing can be put back.
                raise
            return error
        return None

    return attempt


def _fact(item: _Waiting) -> Fact:
    if isinstance(item.fact, UnknownHandler):
        raise item.fact
    return item.fact


def _settle(
    handler: str, outcome: Outcome[_Waiting], now: datetime.datetime
) -> DeliveryReport:
    with connections[WRITER].cursor() as cursor:
        if outcome.done:
            cursor.execute(FORGET, (int_array(item.id for item in outcome.done),))
        parked = [item for item, _ in outcome.failed if is_given_up(item.tries + 1)]
        if outcome.failed:
            cursor.execute(PUT_BACK, _failures(outcome.failed, now))
    for item, error in outcome.failed:
        logger.warning(
            "A fact could not be handled.",
            extra={"handler": handler, "delivery": item.id, "tries": item.tries + 1},
            exc_info=loggable(error),
        )
    return DeliveryReport(
        done=len(outcome.done),
        failed=len(outcome.failed) - len(parked),
        parked=len(parked),
    )


def _failures(
    failed: Sequence[tuple[_Waiting, Exception]], now: datetime.datetime
) -> tuple[list[Any], ...]:
    tries = [item.tries + 1 for item, _ in failed]
    return (
        [item.id for item, _ in failed],
        tries,
        [now + wait_after(count) for count in tries],
        ["stuck" if is_given_up(count) else "pending" for count in tries],
        [error_text(error) for _, error in failed],
    )


def _take(
    handler: str, groups: Sequence[int], known: Subscriptions, now: datetime.datetime
) -> list[_Waiting]:
    if not groups:
        return []
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            TAKE,
            {
                "handler": handler,
                "groups": list(groups),
                "now": now,
                "limit": FACTS_PER_GROUP,
            },
        )
        return [_waiting(row, known) for row in cursor.fetchall()]


def _waiting(row: tuple[Any, ...], known: Subscriptions) -> _Waiting:
    delivery_id, lane, tries, code, key, profile_id, occurred_at, origin, payload = row
    stored = {
        **json.loads(payload),
        "key": key,
        "profile_id": profile_id,
        "occurred_at": occurred_at,
        "origin": origin,
    }
    try:
        fact: Fact | UnknownHandler = fact_from_json(known.fact_type(code), stored)
    except UnknownHandler as error:
        fact = error
    return _Waiting(id=delivery_id, lane=lane, tries=tries, fact=fact)


def _lock(handler: str, groups: Sequence[int]) -> list[int]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LOCK_GROUPS, {"handler": handler, "groups": list(groups)})
        return [group for (group,) in cursor.fetchall()]


def _due_groups(handler: str, now: datetime.datetime) -> list[int]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(DUE_GROUPS, {"handler": handler, "now": now})
        return [group for (group,) in cursor.fetchall()]


def _is_over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() >= deadline
