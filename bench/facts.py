"""From marks to all handlers done, and the past from nothing, against COPY of what is left."""

import time
from functools import partial

from django.db import connection

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.actions import backfill, drain
from saleor_crm_plugin.outbox.actions import deliver, mark_many
from saleor_crm_plugin.outbox.marks import ORDER
from saleor_crm_plugin.outbox.queries import backlog
from saleor_crm_plugin.timeline.partitions import ensure_partitions_since
from tests.fixtures.program import make_program, make_tiers

from ._copy_floor import row_counts, seconds_to_copy
from ._memory import peak_mebibytes
from ._shop import Template, copy_orders, make_template
from .figure import Figure, Size

LIVE = {Size.SMALL: (1_000, 4_000), Size.LARGE: (10_000, 40_000)}
PAST = {Size.SMALL: (2_000, 10_000), Size.LARGE: (100_000, 1_000_000)}
# As many as `crm_backfill` has.
WORKERS = 2
LIVE_GOAL = 0.10
PAST_GOAL = 0.15
FLAT_GOAL = 0.67
# Points make facts of their own, which are due a moment after the first turn began.
MOST_TURNS = 5
KEPT = (
    "crm_program%",
    "crm_tier%",
    "crm_ledger_book",
    "crm_lane_group",
    "crm_privacy%",
)


def measure(size: Size) -> list[Figure]:
    """Run live facts and the backfill, each at two sizes, each from an empty CRM."""
    template = make_template()
    program = make_program(template.channel)
    make_tiers(program, template.channel.currency_code)
    live = [_live(template, count) for count in LIVE[size]]
    past = [_past(template, count) for count in PAST[size]]
    return [
        Figure(name="facts", ratio=live[-1], goal=LIVE_GOAL),
        Figure(name="facts_growth", ratio=live[-1] / live[0], goal=FLAT_GOAL),
        Figure(name="backfill", ratio=past[-1], goal=PAST_GOAL),
        Figure(name="backfill_growth", ratio=past[-1] / past[0], goal=FLAT_GOAL),
    ]


def _live(template: Template, count: int) -> float:
    """Return the speed from marks to the last handler as a share of COPY of what is left."""
    ids, before = _begin(template, count)
    started = time.perf_counter()
    mark_many(ORDER, ids, Origin.LIVE)
    drain(now=clock.now())
    _deliver_all()
    return _share_of_copy("live", count, time.perf_counter() - started, before)


def _past(template: Template, count: int) -> float:
    """Return the speed of a backfill as a share of COPY of what is left."""
    _, before = _begin(template, count)
    started = time.perf_counter()
    now = clock.now()
    prepare = partial(ensure_partitions_since, now=now)
    backfill(now=now, prepare=prepare, workers=WORKERS)
    _deliver_all()
    return _share_of_copy("backfill", count, time.perf_counter() - started, before)


def _deliver_all() -> None:
    for _ in range(MOST_TURNS):
        deliver(now=clock.now())
        if not backlog().deliveries:
            return


def _begin(template: Template, count: int) -> tuple[list[str], dict[str, int]]:
    _empty(template)
    copy_orders(template, count)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id::text FROM order_order WHERE id <> %s", [template.order.pk]
        )
        return [order_id for (order_id,) in cursor.fetchall()], row_counts()


def _share_of_copy(
    what: str, count: int, seconds: float, before: dict[str, int]
) -> float:
    left = backlog()
    if left.marks or left.deliveries or left.deliveries_stuck:
        raise AssertionError(f"{what} did not come to its end: {left}, {_errors()}")
    peak = peak_mebibytes()
    floor, rows = seconds_to_copy(before)
    print(
        f"{what} of {count:,} orders: {count / seconds:,.0f} orders/s, {rows:,} rows left; "
        f"COPY of these in {floor:.2f} s of {seconds:.2f} s; at most {peak} MiB of memory"
    )
    return floor / seconds


def _errors() -> list[tuple[str, str, int]]:
    """Return how deliveries failed, the most frequent first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT handler, last_error, count(*) FROM crm_delivery "
            "GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 5"
        )
        return list(cursor.fetchall())


def _empty(template: Template) -> None:
    """Forget all copies of the template and everything that we know, but not the settings."""
    keep = " AND ".join(f"c.relname NOT LIKE '{name}'" for name in KEPT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(c.relname), ', ') FROM pg_class c "
            "JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = 'public' "
            f"AND c.relname LIKE 'crm\\_%' AND c.relkind IN ('r', 'p') "
            f"AND NOT c.relispartition AND {keep} OR c.relname IN "
            "('crm_tier_standing', 'crm_tier_decision')"
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]} CASCADE")
        order = [template.order.pk]
        cursor.execute("DELETE FROM order_fulfillmentline WHERE id > 1000000")
        cursor.execute("DELETE FROM order_fulfillment WHERE order_id <> %s", order)
        cursor.execute("DELETE FROM order_orderline WHERE order_id <> %s", order)
        cursor.execute("DELETE FROM payment_transactionevent WHERE id > 1000000")
        cursor.execute("DELETE FROM payment_transactionitem WHERE id > 1000000")
        cursor.execute("DELETE FROM order_order WHERE id <> %s", order)
        cursor.execute("DELETE FROM account_user WHERE id > 1000000")
