"""Bringing in customers from a file against COPY of all rows that it leaves, at two sizes."""

import time

from django.db import connection

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.imports.actions.begin import (
    LARGEST_PIECE,
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
GOAL = 0.10
GROWTH_GOAL = 1.5
HEADER = "customer id,email,phone,first name,last name,birthday,language,tags\n"
EMPTY = """
TRUNCATE crm_import, crm_import_piece, crm_import_row, crm_profile, crm_identifier,
         crm_identifier_value, crm_person_name, crm_person_details, crm_profile_tag,
         crm_profile_attribute, crm_fact, crm_delivery CASCADE
"""


def measure(size: Size) -> list[Figure]:
    """Bring in few and many people; each person takes as long, and a file needs little memory."""
    few, _ = _bring_in(FEW)
    before = peak_mebibytes()
    many, ratio = _bring_in(MANY[size])
    grown = peak_mebibytes() - before
    print(f"memory grew by {grown} MiB for {MANY[size]:,} rows")
    return [
        Figure(name="import_customers", ratio=ratio, goal=GOAL),
        Figure(
            name="import_customers_growth",
            ratio=many / few,
            goal=GROWTH_GOAL,
            at_most=True,
        ),
    ]


def _bring_in(people: int) -> tuple[float, float]:
    """Return the seconds per person, and the speed as a share of COPY of the rows left."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    before = row_counts()
    job = _handed_in(_file(people))
    started = time.perf_counter()
    work_on_imports()
    read = time.perf_counter() - started
    ask_to_run(job.pk)
    work_on_imports()
    seconds = time.perf_counter() - started
    job.refresh_from_db()
    if (job.state, job.created) != (ImportState.DONE, people):
        raise AssertionError(
            f"{job.created} of {people} came in; the import is {job.state}"
        )
    copied, rows = seconds_to_copy(before)
    print(
        f"{people:,} customers in {seconds:.1f} s, {read:.1f} s of it reading:"
        f" {people / seconds:,.0f}/s; COPY of the {rows:,} rows left {copied:.1f} s"
    )
    return seconds / people, copied / seconds


def _handed_in(content: bytes) -> Import:
    now = clock.now()
    job = begin_import("customers", "people.csv", {}, author="user:1", now=now)
    places = range(0, len(content), LARGEST_PIECE)
    for place, first in enumerate(places):
        take_piece(job.pk, place, content[first : first + LARGEST_PIECE])
    return complete_file(job.pk, len(places), now=now)


def _file(people: int) -> bytes:
    lines = (
        f"k{number},person{number}@example.com,+39333{number:07},Anna {number},Bianchi,"
        f'{number % 28 + 1:02}/{number % 12 + 1:02}/{1950 + number % 50},it,"vip, city{number % 9}"\n'
        for number in range(people)
    )
    return (HEADER + "".join(lines)).encode()
