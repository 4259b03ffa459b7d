"""What is waiting, and what is stuck."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connections
from django.db.models import Count, Min, Q

from ..saleor_adapter.db import WRITER
from .models import Delivery, DeliveryState, Mark
from .policies import MAX_TRIES

STUCK = """
SELECT delivery.id, delivery.handler, delivery.lane, delivery.tries, delivery.last_error,
       fact.key, fact.code, fact.occurred_at
FROM crm_delivery AS delivery
JOIN crm_fact AS fact ON fact.id = delivery.fact_id AND fact.week = delivery.fact_week
WHERE delivery.state = 'stuck' AND delivery.id > %s
ORDER BY delivery.id LIMIT %s
"""

# By the index of what is pending, and no further than it can be read at once.
LANES_WAITING = """
SELECT DISTINCT lane FROM (
    SELECT lane FROM crm_delivery WHERE handler = %s AND state = 'pending' LIMIT 20000
) AS oldest
WHERE lane = ANY(%s)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class StuckDelivery:
    """One line of the stuck list; `lane` is the profile's id, 0 for nobody."""

    id: int
    handler: str
    lane: int
    tries: int
    last_error: str
    fact_key: str
    fact_code: str
    occurred_at: datetime.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Backlog:
    """How much waits; the ages are those of the oldest, None where nothing waits."""

    marks: int
    marks_given_up: int
    deliveries: int
    deliveries_stuck: int
    oldest_mark_at: datetime.datetime | None


def stuck(first: int, after: int = 0, *, using: str = WRITER) -> list[StuckDelivery]:
    """Return up to `first` parked deliveries with an id above `after`, by id; one query."""
    with connections[using].cursor() as cursor:
        cursor.execute(STUCK, (after, first))
        return [
            StuckDelivery(
                id=row[0],
                handler=row[1],
                lane=row[2],
                tries=row[3],
                last_error=row[4],
                fact_key=row[5],
                fact_code=row[6],
                occurred_at=row[7],
            )
            for row in cursor.fetchall()
        ]


def lanes_waiting(handler: str, lanes: Collection[int]) -> set[int]:
    """Return those of the lanes in which facts still wait for this handler; one query.

    Looks at no more than the 20,000 oldest: with a backlog longer than that it may miss some.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LANES_WAITING, (handler, list(lanes)))
        return {lane for (lane,) in cursor.fetchall()}


def backlog(*, using: str = WRITER) -> Backlog:
    """Return what waits now; two queries."""
    marks = Mark.objects.using(using).aggregate(
        waiting=Count("id", filter=Q(tries__lt=MAX_TRIES)),
        given_up=Count("id", filter=Q(tries__gte=MAX_TRIES)),
        oldest=Min("created_at", filter=Q(tries__lt=MAX_TRIES)),
    )
    deliveries = Delivery.objects.using(using).aggregate(
        waiting=Count("id", filter=Q(state=DeliveryState.PENDING)),
        stuck=Count("id", filter=Q(state=DeliveryState.STUCK)),
    )
    return Backlog(
        marks=marks["waiting"],
        marks_given_up=marks["given_up"],
        deliveries=deliveries["waiting"],
        deliveries_stuck=deliveries["stuck"],
        oldest_mark_at=marks["oldest"],
    )
