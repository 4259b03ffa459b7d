"""Hand facts over: store them and have them handled in one and the same transaction."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction

from ...core.facts import Fact
from ...saleor_adapter.db import WRITER
from ..handlers import Subscriptions, subscriptions
from ..policies import lane_group_of, loggable
from .deliver import deliver_share
from .publish import by_key, lanes_to_json, publish, store, without_known

logger = logging.getLogger(__name__)

Lanes = frozenset[tuple[str, int]]

# Who holds these rows is alone with their lanes until the end of the transaction.
LOCK = """
SELECT handler, lane_group FROM crm_lane_group
WHERE handler = ANY(%s) AND lane_group = ANY(%s)
ORDER BY handler, lane_group FOR UPDATE SKIP LOCKED
"""
# After the lock: what waits there now was told before. One probe of the index per group.
WAITED_FOR = """
SELECT held.handler, held.lane_group
FROM json_to_recordset(%s) AS held (handler text, lane_group smallint)
CROSS JOIN LATERAL (
    SELECT 1 FROM crm_delivery AS waiting
    WHERE waiting.handler = held.handler AND waiting.lane_group = held.lane_group
      AND waiting.state = 'pending'
    ORDER BY waiting.fact_id LIMIT 1
) AS earlier
"""


class _PublishedMeanwhile(Exception):
    """Somebody stored some of the facts between two statements: theirs is the delivery."""


def hand_over(facts: Sequence[Fact], *, now: datetime.datetime) -> int:
    """Publish facts and have their handlers run at once, in the caller's transaction.

    Only where a lane is free: held by nobody, with nothing waiting in it, and known to `deliver`
    already (making its lock here would let others wait for our end). All else is left to
    `deliver`, as after `publish`, and so is everything if a handler fails: then nothing of what
    handlers did stays, and `deliver` finds out which fact is to blame. What handlers publish in
    turn is handled too. Returns how many facts are new; raises as `publish`.
    """
    if not facts:
        return 0
    try:
        with transaction.atomic(using=WRITER):
            return _store_and_handle(facts, now)
    except Exception as error:
        if not connections[WRITER].is_usable():
            raise
        logger.warning("Facts are left to their lanes.", exc_info=loggable(error))
    return publish(facts)


def _store_and_handle(facts: Sequence[Fact], now: datetime.datetime) -> int:
    known = subscriptions()
    with connections[WRITER].cursor() as cursor:
        fresh = without_known(cursor, by_key(facts))
        free = _free_lanes(cursor, known, fresh)
        stored = store(cursor, fresh, at_once=free)
    if stored < len(fresh):
        raise _PublishedMeanwhile
    heard = _facts_by_handler(known, fresh, free)
    for handler in known.handler_codes():
        if handler in heard:
            known.handler(handler)(heard[handler])
    _deliver_the_rest(known, free, now)
    return stored


def _free_lanes(cursor: Any, known: Subscriptions, facts: Sequence[Fact]) -> Lanes:
    """Lock the lanes of these facts that nobody holds; return those in which nothing waits."""
    handlers = {
        handler
        for code in {fact.code for fact in facts}
        for handler in known.codes_for(code)
    }
    if not handlers:
        return frozenset()
    groups = {lane_group_of(fact.profile_id) for fact in facts}
    cursor.execute(LOCK, (list(handlers), list(groups)))
    held = frozenset(cursor.fetchall())
    return held - _waited_for(cursor, held)


def _waited_for(cursor: Any, lanes: Lanes) -> Lanes:
    """Return those of the lanes in which something waits, due or not."""
    cursor.execute(WAITED_FOR, (lanes_to_json(lanes),))
    return frozenset(cursor.fetchall())


def _facts_by_handler(
    known: Subscriptions, facts: Sequence[Fact], free: Lanes
) -> dict[str, list[Fact]]:
    """Return what each handler is given at once, in the order of the facts."""
    wanted = {code: known.codes_for(code) for code in {fact.code for fact in facts}}
    heard: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        group = lane_group_of(fact.profile_id)
        for handler in wanted[fact.code]:
            if (handler, group) in free:
                heard[handler].append(fact)
    return heard


def _deliver_the_rest(
    known: Subscriptions, free: Lanes, now: datetime.datetime
) -> None:
    """Deliver what the handlers published into the lanes that we hold."""
    with connections[WRITER].cursor() as cursor:
        while waiting := _waited_for(cursor, free):
            # What failed waits too, but is not due.
            if not _deliver_round(known, waiting, now):
                return


def _deliver_round(
    known: Subscriptions, waiting: Lanes, now: datetime.datetime
) -> bool:
    """Deliver once to each handler for which something waits; return whether anything was done."""
    groups: dict[str, list[int]] = {}
    for handler, group in sorted(waiting):
        groups.setdefault(handler, []).append(group)
    reports = [
        deliver_share(handler, groups[handler], known, now=now)
        for handler in known.handler_codes()
        if handler in groups
    ]
    return not all(report.is_idle for report in reports)
