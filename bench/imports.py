"""Bringing in customers from a file against COPY of all rows that it leaves, at two sizes."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from django.db import connection

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.imports.actions.begin import (
    begin_import,
    complete_file,
    take_piece,
)
from saleor_crm_plugin.imports.actions.steer import ask_to_run
from saleor_crm_plugin.imports.actions.work import work_on_imports
from saleor_crm_plugin.imports.models import Import, ImportState

from ._copy_floor import row_counts, seconds_to_copy
from ._memory import peak_mebibytes
from .figure import Figure, Size

FEW = 10_000
MANY = {Size.SMALL: 30_000, Size.LARGE: 100_000}
ROUNDS = 3
GOAL = 0.10
GROWTH_GOAL = 1.5
# Of the peak of the whole process: a batch of many people needs what one of few needs.
MEMORY_GOAL = 1.2
LINES_IN_A_PIECE = 5_000
HEADER = "customer id,email,phone,first name,last name,birthday,language,tags\n"
TABLES = """
crm_import, crm_import_piece, crm_import_row, crm_profile, crm_identifier, crm_identifier_value,
crm_person_name, crm_person_details, crm_profile_tag, crm_profile_attribute, crm_fact, crm_delivery
"""


@dataclass
class Times:
    """What was timed at one size, round by round, in seconds; `again` is of the file a second time."""

    people: int
    first: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)

    @property
    def speed(self) -> float:
        """Return the speed of bringing in as a share of COPY of the rows left."""
        return median(self.floor) / median(self.first)

    @property
    def seconds_each(self) -> float:
        """Return how long a person takes."""
        return median(self.first) / self.people


def measure(size: Size) -> list[Figure]:
    """Bring in few and many people; each person takes as long, and a file needs little memory.

    Both sizes, and at each our own way and its floor, are timed in turn, so that a busy moment
    hits all of them. The memory is looked at before the first floor, which holds all rows.
    """
    few, many = Times(FEW), Times(MANY[size])
    peaks = [_peak_of(times.people) for times in (few, many)]
    for _ in range(ROUNDS):
        for times in (few, many):
            _time(times)
    print(f"memory: {peaks[0]} MiB for {FEW:,} rows, {peaks[1]} for {many.people:,}")
    return [
        Figure(name="import_customers", ratio=many.speed, goal=GOAL),
        Figure(name=f"import_customers_{FEW}", ratio=few.speed, goal=GOAL),
        Figure(
            name="import_customers_growth",
            ratio=many.seconds_each / few.seconds_each,
            goal=GROWTH_GOAL,
            at_most=True,
        ),
        Figure(
            name="import_customers_again",
            ratio=median(many.first) / median(many.again),
        ),
        Figure(
            name="import_customers_memory",
            ratio=peaks[1] / peaks[0],
            goal=MEMORY_GOAL,
            at_most=True,
        ),
    ]


def _peak_of(people: int) -> int:
    """Bring people in untimed, which warms up as well, and return the memory needed so far."""
    _empty()
    _bring_in(people, created=people)
    return peak_mebibytes()


def _time(times: Times) -> None:
    """Bring the people in, the same file again, and copy what the first has left."""
    people = times.people
    _empty()
    before = row_counts()
    first = _bring_in(people, created=people)
    copied, rows = seconds_to_copy(before)
    _analyze()
    again = _bring_in(people, unchanged=people)
    times.first.append(first)
    times.floor.append(copied)
    times.again.append(again)
    print(
        f"{people:,} customers in {first:.1f} s, {people / first:,.0f}/s; COPY of the {rows:,}"
        f" rows left {copied:.2f} s; the same file again {again:.1f} s",
        flush=True,
    )


def _bring_in(people: int, *, created: int = 0, unchanged: int = 0) -> float:
    """Return how many seconds it takes from the file's last piece to the last row."""
    job = _handed_in(people)
    started = time.perf_counter()
    work_on_imports()
    ask_to_run(job.pk)
    work_on_imports()
    seconds = time.perf_counter() - started
    job.refresh_from_db()
    found = (job.state, job.created, job.unchanged)
    if found != (ImportState.DONE, created, unchanged):
        raise AssertionError(f"Of {people} people came {found}")
    return seconds


def _empty() -> None:
    """Leave an empty shop, of which the planner knows that it is empty."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLES} CASCADE")
    _analyze()


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {TABLES}")


def _handed_in(people: int) -> Import:
    now = clock.now()
    job = begin_import("customers", "people.csv", {}, author="user:1", now=now)
    place = -1
    for place, piece in enumerate(_pieces(people)):
        take_piece(job.pk, place, piece)
    return complete_file(job.pk, place + 1, now=now)


def _pieces(people: int) -> Iterator[bytes]:
    """Yield the file piece by piece: all of it at once would be what grows with its size."""
    yield HEADER.encode()
    for first in range(0, people, LINES_IN_A_PIECE):
        until = min(first + LINES_IN_A_PIECE, people)
        yield "".join(map(_line, range(first, until))).encode()


def _line(number: int) -> str:
    return (
        f"k{number},person{number}@example.com,+39333{number:07},Anna {number},Bianchi,"
        f"{number % 28 + 1:02}/{number % 12 + 1:02}/{1950 + number % 50},it,"
        f'"vip, city{number % 9}"\n'
    )
