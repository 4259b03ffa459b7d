"""Let what is told of one lane be heard by another, and take that back."""

from collections.abc import Collection

from django.db import connections

from ...saleor_adapter.db import WRITER
from ..policies import LANE_GROUPS, lane_group_of

# In the order in which everybody takes these locks. Workers pass over lanes that are held, so
# whoever waits here is waited for by nobody, as long as these are the first locks taken.
LOCK = """
SELECT FROM crm_lane_group WHERE lane_group = ANY(%s)
ORDER BY handler, lane_group FOR UPDATE
"""
# What was one's successor before leads on to the new one, so that nobody follows a chain.
LEAD = """
WITH followed AS (
    UPDATE crm_lane_successor SET successor = %(successor)s WHERE successor = %(lane)s
)
INSERT INTO crm_lane_successor (lane, successor) VALUES (%(lane)s, %(successor)s)
ON CONFLICT (lane) DO UPDATE SET successor = excluded.successor
"""
HAND_ON = """
UPDATE crm_delivery SET lane = %(successor)s, lane_group = %(successor)s %% %(groups)s
WHERE lane = %(lane)s
"""
PART = """
WITH free AS (DELETE FROM crm_lane_successor WHERE lane = %(lane)s)
UPDATE crm_lane_successor SET successor = %(lane)s WHERE lane = ANY(%(behind)s::bigint[])
"""


def lock_lanes(lanes: Collection[int]) -> None:
    """Wait until nobody delivers into these lanes, and keep everybody out to the transaction's end.

    Must be the first lock of a transaction.
    """
    groups = sorted({lane_group_of(lane) for lane in lanes})
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LOCK, (groups,))


def lead_lane(lane: int, successor: int) -> None:
    """Let the successor hear all that waits in the lane, and all that is told of it from now on.

    Both have to be locked. Idempotent.
    """
    leading = {"lane": lane, "successor": successor, "groups": LANE_GROUPS}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LEAD, leading)
        cursor.execute(HAND_ON, leading)


def part_lane(lane: int, *, behind: Collection[int]) -> None:
    """Let a lane hear for itself again, and for those behind it; what was handed on stays so."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PART, {"lane": lane, "behind": list(behind)})
