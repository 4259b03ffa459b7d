"""A year of CDNOW played again: all follow-ups that the past can begin, before a simulated clock.

The floor is what any rehearsal must do before it can decide anything: read the same facts from
the timeline in their order, and build each of them. What is above it is deciding, which is Python
and no query: every fact is heard by all journeys, and wakes whoever waits for it.
"""

import datetime
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from demo import cdnow
from saleor_crm_plugin.core.facts import Fact, Origin
from saleor_crm_plugin.journeys.plan import read_plan
from saleor_crm_plugin.journeys.ready_made_journey import ready_made_journeys
from saleor_crm_plugin.journeys.references import is_heard
from saleor_crm_plugin.journeys.rehearsal.run import MEMORY, facts_of, rehearse
from saleor_crm_plugin.journeys.trigger import ScanTrigger
from saleor_crm_plugin.observation.events import (
    CustomerRegistered,
    LineQuantity,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
)
from saleor_crm_plugin.outbox.handlers import subscriptions
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.replay import replay

from ._memory import peak_mebibytes
from ._readers import audience, make_readers
from .figure import Figure, Size

RECORDS = {Size.SMALL: cdnow.Size.SAMPLE, Size.LARGE: cdnow.Size.FULL}
GOAL = 0.1
YEAR = datetime.timedelta(days=365)
SENT_AFTER = datetime.timedelta(days=2)
HOUR = datetime.timedelta(hours=1)
LAST_DAY = datetime.date(2026, 5, 3)
UNTIL = datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)
BATCH = 1000


def measure(size: Size) -> list[Figure]:
    """Write down who bought what, then play the last year; the floor before and after."""
    customers, facts = _write_past(cdnow.read_purchases(RECORDS[size]))
    floor_before = _seconds_to_replay()
    started = time.perf_counter()
    report = rehearse(_definitions(), UNTIL - YEAR, UNTIL, now=UNTIL)
    seconds = time.perf_counter() - started
    floor = (floor_before + _seconds_to_replay()) / 2
    told = {
        what: sum(report.total(journey, what) for journey in report.numbers)
        for what in ("entered", "sent")
    }
    print(
        f"a year of {customers:,} customers, {facts:,} facts with those before it: "
        f"{customers / seconds:,.0f} customers/s, {told['entered']:,} entered, "
        f"{told['sent']:,} letters sent; facts alone {floor:.2f} s of {seconds:.2f} s; "
        f"at most {peak_mebibytes()} MiB of memory"
    )
    return [Figure(name="rehearsal", ratio=floor / seconds, goal=GOAL)]


def _definitions() -> dict[str, Any]:
    """Return the follow-ups that begin with a fact, or whose habits the past tells.

    Left out are those that staff must choose something for.
    """
    made = {
        kind.code: kind(kind.Settings()).definition()
        for kind in ready_made_journeys
        if not any(one.is_required() for one in kind.Settings.model_fields.values())
    }
    return {
        code: raw
        for code, raw in made.items()
        if not isinstance(trigger := read_plan(raw).trigger, ScanTrigger)
        or trigger.is_replayable
    }


def _seconds_to_replay() -> float:
    """Return how long it takes to read and build the facts that the rehearsal plays."""
    types = [code for code in subscriptions().fact_codes() if is_heard(code)]
    started = time.perf_counter()
    for page in replay(UNTIL - YEAR - MEMORY, UNTIL, types):
        for _ in facts_of(page):
            pass
    return time.perf_counter() - started


def _write_past(purchases: list[cdnow.Purchase]) -> tuple[int, int]:
    """Make a reader per customer, and write their facts into the timeline; return how many."""
    shifted = cdnow.shifted_to_end_on(purchases, LAST_DAY)
    customers = sorted({one.customer for one in shifted})
    make_readers(len(customers), are_different=False)
    profiles = dict(
        zip(
            customers,
            (one for page in audience(len(customers)) for one in page),
            strict=True,
        )
    )
    facts = sorted(_facts(shifted, profiles), key=lambda fact: fact.occurred_at)
    for first in range(0, len(facts), BATCH):
        record(facts[first : first + BATCH])
    return len(customers), len(facts)


def _facts(purchases: list[cdnow.Purchase], profiles: dict[str, int]) -> Iterator[Fact]:
    known: set[str] = set()
    for number, purchase in enumerate(purchases, start=1):
        at = datetime.datetime.combine(
            purchase.on, datetime.time(number % 24), datetime.UTC
        )
        shared = {"origin": Origin.BACKFILL, "profile_id": profiles[purchase.customer]}
        if purchase.customer not in known:
            known.add(purchase.customer)
            yield CustomerRegistered(
                key=f"customer:{purchase.customer}:registered:1",
                occurred_at=at - HOUR,
                user_id=int(purchase.customer),
                **shared,
            )
        yield from _order(number, purchase, at, shared)


def _order(
    number: int, purchase: cdnow.Purchase, at: datetime.datetime, shared: dict[str, Any]
) -> Iterator[Fact]:
    order = shared | {
        "order_id": f"00000000-0000-0000-0000-{number:012}",
        "number": str(number),
        "channel": "default",
        "currency": "USD",
    }
    amount = Decimal(purchase.dollars)
    yield OrderPlaced(
        key=f"order:{number}:placed:1",
        occurred_at=at,
        amount=amount,
        is_guest=False,
        **order,
    )
    yield OrderPaid(
        key=f"order:{number}:paid:1",
        occurred_at=at,
        amount=amount,
        total=amount,
        **order,
    )
    yield OrderFulfilled(
        key=f"order:{number}:fulfilled:1",
        occurred_at=at + SENT_AFTER,
        lines=(LineQuantity(line_id=str(number), quantity=purchase.discs),),
        **order,
    )
