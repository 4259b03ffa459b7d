"""Sweep the shop's own tables: mark whatever moved, whether or not a hook said so."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ...outbox.actions import mark_many
from ...outbox.marks import CUSTOMER, ORDER
from ...saleor_adapter import customers, orders
from ...saleor_adapter.db import WRITER
from .. import walks

WALK = "sweep"
# Longer than the longest transaction: a row can appear under a time that was already passed.
OVERLAP = datetime.timedelta(minutes=15)
# After a long stop the way is made in pieces, each a transaction.
LONGEST_STEP = datetime.timedelta(hours=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class SweepReport:
    """How many orders and accounts were marked."""

    orders: int = 0
    customers: int = 0

    def __add__(self, other: "SweepReport") -> "SweepReport":
        return SweepReport(
            orders=self.orders + other.orders,
            customers=self.customers + other.customers,
        )


def sweep(*, now: datetime.datetime) -> SweepReport:
    """Mark all that moved since the last sweep, and a little before.

    The first sweep ever begins here and now: older things are the backfill's. Idempotent: marking
    twice costs one look more. Locks the walk's row, so that sweeps wait for each other.
    """
    total = SweepReport()
    while True:
        report, reached = _step(now)
        total += report
        if reached >= now:
            return total


@transaction.atomic(using=WRITER)
def _step(now: datetime.datetime) -> tuple[SweepReport, datetime.datetime]:
    reached = walks.lock(WALK, now=now, first_at=now).at or now
    until = min(now, reached + LONGEST_STEP)
    since = reached - OVERLAP
    # The last step has no end: the shop's clocks may be ahead of ours.
    end = None if until >= now else until
    report = SweepReport(
        orders=mark_many(ORDER, orders.changed_between(since, end), Origin.SWEEP),
        customers=mark_many(
            CUSTOMER,
            [str(user_id) for user_id in customers.changed_between(since, end)],
            Origin.SWEEP,
        ),
    )
    walks.step(WALK, at=max(until, reached), seen=report.orders + report.customers)
    return report, until
