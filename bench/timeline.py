"""A page of the timeline against the same statements in pgbench, and recording against COPY."""

import datetime
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic_core import to_json

from saleor_crm_plugin.core.facts import Origin, own_values
from saleor_crm_plugin.observation.events import OrderPaid
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.partitions import ensure_partitions
from saleor_crm_plugin.timeline.policies import month_of
from saleor_crm_plugin.timeline.queries import Cursor, entries_page

from ._pgbench import latencies
from .figure import Figure, Size

FEW = 100_000
MANY = {Size.SMALL: 500_000, Size.LARGE: 10_000_000}
ENTRIES_PER_PROFILE = 1000
YEARS = range(2016, 2026)
MONTHS = [datetime.date(year, month, 1) for year in YEARS for month in range(1, 13)]
PAGE = 50
PAGES = 120
ROUNDS = 9
PGBENCH_SECONDS = 1
BUSY_ENTRIES = 100_000
BUSY_PAGES = 60
FACTS = {Size.SMALL: 30_000, Size.LARGE: 500_000}
BATCH = 1000

PAGE_GOAL = 3.0
FLAT_GOAL = 1.5
RECORD_GOAL = 0.10

# A month at a time, so that what is written to stays in memory.
FILL = """
INSERT INTO {month}
    (profile_id, occurred_at, entry_type, fact_key, origin, payload)
SELECT CASE WHEN %(profiles)s = 0 THEN %(busy)s ELSE number %% greatest(%(profiles)s, 1) + 1 END,
       %(start)s::timestamptz + random() * interval '28 days',
       'order.paid', 'order:' || %(name)s || number || ':paid:1', 'backfill',
       jsonb_build_object(
           'order_id', gen_random_uuid(), 'number', number::text, 'channel', 'default',
           'currency', 'EUR', 'amount', '12.50', 'total', '12.50'
       )
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS number
"""
FILL_MONTHS = """
INSERT INTO crm_timeline_month SELECT DISTINCT profile_id, %(day)s::date FROM {month}
"""
EMPTY = "TRUNCATE crm_timeline_entry, crm_timeline_month"


def measure(size: Size) -> list[Figure]:
    """Time recording, and pages at two sizes, each against its own floor.

    The small size comes before and after the large one: the machine is not the same all the time.
    """
    ensure_partitions(
        [
            datetime.datetime(day.year, day.month, 1, tzinfo=datetime.UTC)
            for day in MONTHS
        ]
    )
    recorded = _measure_record(FACTS[size])
    few, few_floor = _measure_pages(FEW)
    many, many_floor = _measure_pages(MANY[size])
    busy, busy_floor = _measure_busy(MANY[size])
    few_again, _ = _measure_pages(FEW)
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    return [
        Figure(
            name="timeline_page", ratio=many / many_floor, goal=PAGE_GOAL, at_most=True
        ),
        Figure(
            name=f"timeline_page_{FEW}",
            ratio=few / few_floor,
            goal=PAGE_GOAL,
            at_most=True,
        ),
        Figure(
            name=f"timeline_page_of_{BUSY_ENTRIES}",
            ratio=busy / busy_floor,
            goal=PAGE_GOAL,
            at_most=True,
        ),
        Figure(
            name="timeline_page_growth",
            ratio=many / statistics.mean((few, few_again)),
            goal=FLAT_GOAL,
            at_most=True,
        ),
        Figure(name="timeline_record", ratio=recorded, goal=RECORD_GOAL),
    ]


@dataclass(frozen=True)
class Page:
    """One page that somebody looks at: whose, and before which moment (None: the first page)."""

    profile: int
    before: Cursor | None = None


def _measure_pages(entries: int) -> tuple[float, float]:
    """Return the 95th percentile of a first page's statements: ours, and pgbench's, in seconds."""
    profiles = _fill(entries)
    chosen = random.Random(7).sample(range(1, profiles + 1), min(PAGES, profiles))
    return _against_pgbench(f"{entries:,}", [Page(profile) for profile in chosen])


def _measure_busy(entries: int) -> tuple[float, float]:
    """Return the same for pages anywhere among the 100,000 entries of one person of these."""
    drawn = random.Random(11)
    start = datetime.datetime(YEARS.start, 2, 1, tzinfo=datetime.UTC)
    days = 30 * (len(MONTHS) - 2)
    moments = [
        start + datetime.timedelta(days=drawn.random() * days)
        for _ in range(BUSY_PAGES)
    ]
    busy = entries // ENTRIES_PER_PROFILE + 1
    pages = [Page(busy, Cursor(moment, 0)) for moment in moments]
    return _against_pgbench(f"{BUSY_ENTRIES:,} of one person", [Page(busy), *pages])


def _against_pgbench(what: str, pages: Sequence[Page]) -> tuple[float, float]:
    """In turn, and the median of all rounds: what else the machine does for a moment spoils one."""
    scripts = [_statements_of_page(page) for page in pages]
    rounds = [
        (
            _p95([_seconds_of_page(page) for page in pages]),
            _p95(latencies(scripts, seconds=PGBENCH_SECONDS)),
        )
        for _ in range(ROUNDS)
    ]
    ours, floor = (statistics.median(each) for each in zip(*rounds, strict=True))
    print(
        f"page of {PAGE} of {what} entries, p95: {ours * 1000:.2f} ms,"
        f" pgbench {floor * 1000:.2f} ms",
        flush=True,
    )
    return ours, floor


def _fill(entries: int) -> int:
    """Spread the entries evenly over 120 months; return how many usual profiles they belong to.

    Another one, with the number after theirs, has 100,000 where there are that many beside it.
    """
    profiles = entries // ENTRIES_PER_PROFILE
    busy = BUSY_ENTRIES if entries > BUSY_ENTRIES else 0
    each, each_busy = (entries - busy) // len(MONTHS), busy // len(MONTHS)
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        for place, day in enumerate(MONTHS):
            month = f"crm_timeline_{day:%Y_%m}"
            shared = {"start": day, "day": day, "busy": profiles + 1}
            usual = {"profiles": profiles, "first": place * each, "name": ""}
            usual["last"] = usual["first"] + each - 1
            more = {"profiles": 0, "first": 1, "last": each_busy, "name": f"{day}:"}
            for values in (usual, more):
                cursor.execute(FILL.format(month=month), shared | values)
            cursor.execute(FILL_MONTHS.format(month=month), shared)
        cursor.execute("VACUUM ANALYZE crm_timeline_entry, crm_timeline_month")
    print(
        f"{entries:,} entries laid in {time.perf_counter() - started:.0f} s", flush=True
    )
    return profiles


def _statements_of_page(page: Page) -> str:
    with CaptureQueriesContext(connection) as captured:
        found = entries_page(page.profile, before=page.before, first=PAGE)
    if len(found) != PAGE:
        raise AssertionError(f"{len(found)} entries on the page {page}")
    return "".join(f"{query['sql'].strip()};\n" for query in captured)


def _seconds_of_page(page: Page) -> float:
    """Return how long the page's statements took, as the resolver sends them."""
    spent = 0.0

    def timed(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal spent
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += time.perf_counter() - start

    with connection.execute_wrapper(timed):
        entries_page(page.profile, before=page.before, first=PAGE)
    return spent


def _p95(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _measure_record(count: int) -> float:
    """Return the speed of `record` as a share of COPY of the rows that it leaves."""
    facts = [_fact(number) for number in range(count)]
    copied = _copy(facts)
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    start = time.perf_counter()
    for first in range(0, count, BATCH):
        record(facts[first : first + BATCH])
    recorded = time.perf_counter() - start
    print(f"record {count / recorded:,.0f} facts/s, COPY {count / copied:,.0f} rows/s")
    return copied / recorded


def _fact(number: int) -> OrderPaid:
    start = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    return OrderPaid(
        key=f"order:{number}:paid:1",
        occurred_at=start + datetime.timedelta(minutes=number % 500_000),
        origin=Origin.BACKFILL,
        profile_id=number % 5000 + 1,
        order_id=f"00000000-0000-0000-0000-{number:012}",
        number=str(number),
        channel="default",
        currency="EUR",
        amount=Decimal("12.50"),
        total=Decimal("12.50"),
    )


def _copy(facts: Sequence[OrderPaid]) -> float:
    """Return the seconds that COPY takes for the same rows of both tables, made ready before."""
    entries = [_row(fact) for fact in facts]
    months = sorted({(fact.profile_id, month_of(fact.occurred_at)) for fact in facts})
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        start = time.perf_counter()
        with cursor.copy(
            "COPY crm_timeline_entry"
            " (profile_id, occurred_at, entry_type, fact_key, origin, payload) FROM STDIN"
        ) as copy:
            copy.write("".join(entries))
        with cursor.copy("COPY crm_timeline_month FROM STDIN") as copy:
            copy.write("".join(f"{profile}\t{month}\n" for profile, month in months))
        return time.perf_counter() - start


def _row(fact: OrderPaid) -> str:
    payload = to_json(own_values(fact)).decode()
    columns = [fact.profile_id, fact.occurred_at, fact.code, fact.key, fact.origin]
    return "\t".join([*map(str, columns), payload]) + "\n"
