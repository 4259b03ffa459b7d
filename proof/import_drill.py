"""One part of a drill of imports as a process of its own.

`python -m proof.import_drill prepare --seed N --people N`, `… undo`, `… count` (prints JSON), and
`… nursery`, whose children are workers: each lives until nothing waits any more.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
from collections.abc import Callable
from typing import Any

import django

from .nursery import serve

AUTHOR = "user:1"
HEADER = "customer id,email,phone,first name,last name,birthday,language,tags\n"
# Small, so that a drill has many beginnings and ends of batches.
BATCH = 200
# What files of people have done to rows, people and facts; by plain SQL. Which of two files came
# first to somebody is chance, so the rows of both are counted together.
COUNTED = {
    "imports": "SELECT kind, state, count(*) FROM crm_import GROUP BY 1, 2 ORDER BY 1, 2",
    "told": """
        SELECT sum(handled), sum(created), sum(changed), sum(unchanged), sum(refused),
               sum(undone), sum(kept), sum(broken)
        FROM crm_import
    """,
    "rows": "SELECT outcome, count(*) FROM crm_import_row GROUP BY 1 ORDER BY 1",
    "problems": """
        SELECT problem ->> 'problem', count(*)
        FROM crm_import_row CROSS JOIN LATERAL jsonb_array_elements(problems) AS problem
        GROUP BY 1 ORDER BY 1
    """,
    "people": """
        SELECT count(*) FILTER (WHERE erased_at IS NULL), count(*) FILTER (WHERE erased_at IS NOT NULL)
        FROM crm_profile
    """,
    "held_by_two": """
        SELECT count(*) FROM (
            SELECT FROM crm_identifier WHERE ended_at IS NULL AND trust <> 'claimed'
            GROUP BY type, value_hash HAVING count(*) > 1
        ) AS held
    """,
    "facts": "SELECT code, count(*), count(DISTINCT key) FROM crm_fact GROUP BY 1 ORDER BY 1",
    "known": """
        SELECT count(*), md5(string_agg(line, '|' ORDER BY line))
        FROM (
            SELECT concat_ws(',', plain.value, name.first_name, name.last_name,
                             details.birth_year, details.birth_month, details.birth_day,
                             details.language,
                             (SELECT string_agg(tag, ' ' ORDER BY tag) FROM crm_profile_tag AS tag
                              WHERE tag.profile_id = held.profile_id)) AS line
            FROM crm_identifier AS held
            JOIN crm_identifier_value AS plain ON plain.identifier_id = held.id
            LEFT JOIN crm_person_name AS name ON name.profile_id = held.profile_id
            LEFT JOIN crm_person_details AS details ON details.profile_id = held.profile_id
            WHERE held.ended_at IS NULL
        ) AS lines
    """,
    # Who of two that share a phone came first is chance; that one holds it and one claims it, not.
    "trust": """
        SELECT md5(string_agg(line, '|' ORDER BY line))
        FROM (
            SELECT concat_ws(',', plain.value, string_agg(held.trust, ' ' ORDER BY held.trust))
                   AS line
            FROM crm_identifier AS held
            JOIN crm_identifier_value AS plain ON plain.identifier_id = held.id
            WHERE held.ended_at IS NULL
            GROUP BY held.type, plain.value
        ) AS lines
    """,
}


def prepare(arguments: argparse.Namespace) -> None:
    """Hand in two files that share half their people, and ask for both to be carried out."""
    chance = random.Random(arguments.seed)
    people = arguments.people
    for first in (0, people // 2):
        lines = [_line(number) for number in range(first, first + people)]
        # Some stand there twice, and some are none.
        lines += chance.sample(lines, people // 50)
        lines += [f"x{number},no address,,,,,," for number in range(people // 50)]
        chance.shuffle(lines)
        _hand_in(HEADER + "".join(f"{line}\n" for line in lines))
    _work()
    for job in _jobs():
        _module("imports.actions.steer").ask_to_run(job.pk)


def undo(_: argparse.Namespace) -> None:
    """Ask for all of it to be taken back."""
    for job in _jobs():
        _module("imports.actions.steer").ask_to_undo(job.pk)


def count(_: argparse.Namespace) -> None:
    """Print what there is, as JSON."""
    connection = importlib.import_module("django.db").connection
    found = {}
    with connection.cursor() as cursor:
        for name, statement in COUNTED.items():
            cursor.execute(statement)
            found[name] = [list(map(str, row)) for row in cursor.fetchall()]
    print(json.dumps(found))


def nursery(_: argparse.Namespace) -> None:
    """Give birth to workers."""
    _module("imports.actions.work").BATCH = BATCH
    serve(lambda _: _work())


def _line(number: int) -> str:
    # Every fifth shares its phone with the next one, as families do.
    phone = number - 1 if number % 5 == 1 else number
    return (
        f"k{number},person{number}@example.com,+39333{phone:07},Anna {number},Bianchi,"
        f'{1950 + number % 50}-{number % 12 + 1:02}-{number % 28 + 1:02},it,"vip, t{number % 9}"'
    )


def _hand_in(content: str) -> None:
    begin = _module("imports.actions.begin")
    now = _module("core.clock").now()
    job = begin.begin_import("customers", "people.csv", {}, author=AUTHOR, now=now)
    raw = content.encode()
    size = begin.LARGEST_PIECE
    places = range(0, len(raw), size)
    for place, first in enumerate(places):
        begin.take_piece(job.pk, place, raw[first : first + size])
    begin.complete_file(job.pk, len(places), now=now)


def _jobs() -> list[Any]:
    return list(_module("imports.models").Import.objects.order_by("pk"))


def _work() -> None:
    _module("imports.actions.work").work_on_imports()


def _module(name: str) -> Any:
    return importlib.import_module(f"saleor_crm_plugin.{name}")


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "prepare": prepare,
    "undo": undo,
    "count": count,
    "nursery": nursery,
}


def main() -> None:
    """Run the part that is named, with everything allowed that workers are allowed."""
    parser = argparse.ArgumentParser(prog="proof.import_drill")
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--people", type=int, default=1000)
    arguments = parser.parse_args()
    # The shop's models can be imported from here on only.
    django.setup()
    adapter = importlib.import_module("saleor_crm_plugin.saleor_adapter.db")
    with adapter.allow_writer():
        PARTS[arguments.part](arguments)


if __name__ == "__main__":
    main()
