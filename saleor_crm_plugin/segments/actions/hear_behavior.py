"""Find who did something on a device of theirs, and have them looked at; no fact tells of each look."""

import datetime
from typing import Any

from django.db import connections, transaction

from ...core.facts import Origin
from ...observation import walks
from ...saleor_adapter.db import WRITER
from ..rounds import BEHAVED
from .mark_due import look_at

WALK = "segments_behavior"
BATCH = 1000
# Longer than a storefront's call may take: what it has written is seen by then.
SETTLED = datetime.timedelta(seconds=10)
# A device's row says when it was heard of last, and whose it is.
NEXT = """
SELECT seen_at, id, profile_id FROM crm_visitor
WHERE (seen_at, id) > (%(at)s, %(id)s) AND seen_at <= %(until)s
ORDER BY seen_at, id LIMIT %(limit)s
"""


def hear_behavior(*, now: datetime.datetime, limit: int = BATCH) -> int:
    """Put down those whose devices were heard of since the last call; return how many devices.

    One transaction of a fixed number of statements, a page of devices at a time, one caller after
    the other. A call of a storefront that takes longer than ten seconds is found by night.
    """
    with transaction.atomic(using=WRITER):
        reached = walks.lock(WALK, now=now, first_at=now - SETTLED)
        asked: dict[str, Any] = {
            "at": reached.at,
            "id": int(reached.id or 0),
            "until": now - SETTLED,
            "limit": limit,
        }
        with connections[WRITER].cursor() as cursor:
            cursor.execute(NEXT, asked)
            rows = cursor.fetchall()
        if rows:
            people = {profile_id for _, _, profile_id in rows if profile_id is not None}
            look_at(people, origin=Origin.LIVE, codes=[BEHAVED])
            seen_at, visitor_id, _ = rows[-1]
            walks.step(WALK, at=seen_at, seen=len(rows), to_id=str(visitor_id))
        return len(rows)
