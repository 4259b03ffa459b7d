"""Let orders earn that were told before their program or its rules were there: a staff job."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from ...core.facts import Origin
from ...observation.queries import ToldOrder, told_orders
from ...saleor_adapter.db import WRITER
from ..errors import ProgramNotFound
from ..models import Program
from ..order_cases import Cause, newcomers
from ..policies.targets import order_targets
from ..programs import ProgramTerms, all_programs
from .settle import settle

FIRST_ID = str(uuid.UUID(int=0))

# Walks the told orders by id. Lock-free: settling looks again under its locks.
PAST = """
SELECT told.order_id::text
FROM crm_told_order AS told
WHERE told.order_id > %(after)s::uuid
  AND told.is_placed AND NOT told.is_canceled AND NOT told.is_gone
  AND told.paid + told.paid_by_gift_cards > 0
  AND told.channel = ANY(%(channels)s)
  AND told.placed_at >= %(starts_at)s
  AND told.placed_at < coalesce(%(ends_at)s, 'infinity'::timestamptz)
  AND NOT EXISTS (
      SELECT FROM crm_order_settlement AS settled WHERE settled.order_id = told.order_id
  )
ORDER BY told.order_id
LIMIT %(limit)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class PastOrders:
    """One batch of the job: how many orders earn, for how many profiles, how many points.

    The points leave out tiers and first-order points. `last_id` continues the walk, None at its
    end; a profile can be in several batches.
    """

    orders: int
    profile_ids: frozenset[int]
    points: int
    last_id: str | None


def count_past_orders(
    program_id: int, *, after: str = FIRST_ID, limit: int = 1000
) -> PastOrders:
    """Return what the next batch would earn, and write nothing. Raises ProgramNotFound."""
    program = _program(program_id)
    return _counted(program, _past_ids(program, after, limit))


def settle_past_orders(
    program_id: int, *, now: datetime.datetime, after: str = FIRST_ID, limit: int = 1000
) -> PastOrders:
    """Settle the next batch of orders that never were, and return what was counted for them.

    Idempotent: an order that has earned is passed by. Its facts have the origin *rebuild*, so
    nobody is sent anything. Locks as `settle`. Raises ProgramNotFound.
    """
    program = _program(program_id)
    order_ids = _past_ids(program, after, limit)
    counted = _counted(program, order_ids)
    settle(dict.fromkeys(order_ids, Cause(now, Origin.REBUILD)), now=now)
    return counted


def _program(program_id: int) -> ProgramTerms:
    row = Program.objects.filter(pk=program_id).only("book_id").first()
    if row is None:
        raise ProgramNotFound(program_id)
    [program] = all_programs([row.book_id])
    return program


def _past_ids(program: ProgramTerms, after: str, limit: int) -> list[str]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            PAST,
            {
                "after": after,
                "channels": sorted(program.channels),
                "starts_at": program.period.starts_at,
                "ends_at": program.period.ends_at,
                "limit": limit,
            },
        )
        return [order_id for (order_id,) in cursor.fetchall()]


def _counted(program: ProgramTerms, order_ids: Sequence[str]) -> PastOrders:
    told = told_orders(list(order_ids))
    earning = newcomers(told, (), [program])
    return PastOrders(
        orders=len(earning),
        profile_ids=frozenset(one.profile_id for one in earning),
        points=sum(_points(program, told[one.order_id]) for one in earning),
        last_id=order_ids[-1] if order_ids else None,
    )


def _points(program: ProgramTerms, told: ToldOrder) -> int:
    terms = program.terms_for(told.state)
    if terms is None:
        return 0
    targets = order_targets(told.state, terms, is_first=False)
    return sum(target.points for target in targets)
