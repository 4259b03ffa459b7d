"""One part of a drill of journeys as a process of its own, over a simulated month.

`python -m proof.journey_drill prepare --people N`, `… work --clock FILE`, `… count` (prints JSON).
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
from pathlib import Path
from typing import Any

import django

PACKAGE = "saleor_crm_plugin"
BEGUN_AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
MONTH = datetime.timedelta(days=31)
TICK = datetime.timedelta(hours=2)
BATCH = 1000
# Four messages for some, two for others, by a fork that hangs on the person alone.
DEFINITION = {
    "trigger": {"kind": "customer_registered"},
    "purpose": "transactional",
    "start": "welcome",
    "steps": {
        "welcome": {"kind": "send_message", "template": "drill", "next": "rest"},
        "rest": {"kind": "wait", "days": 3, "next": "fork"},
        "fork": {
            "kind": "split",
            "ways": [{"weight": 1, "next": "mark"}, {"weight": 2, "next": "ten"}],
        },
        "mark": {"kind": "tag", "tag": "marked", "next": "more"},
        "more": {"kind": "send_message", "template": "drill", "next": "week"},
        "week": {"kind": "wait", "days": 7, "next": "again"},
        "again": {"kind": "send_message", "template": "drill", "next": "ten"},
        "ten": {"kind": "wait_until_hour", "at": "10:00", "next": "last"},
        "last": {"kind": "send_message", "template": "drill", "next": "end"},
        "end": {"kind": "exit"},
    },
    "ends_after_days": 30,
}
COUNT = """
SELECT
  (SELECT md5(string_agg(profile_id || ':' || split_part(occurrence, ':', 3), ','
                         ORDER BY profile_id, occurrence)) FROM crm_message) AS messages_hash,
  (SELECT count(*) FROM crm_message) AS messages,
  (SELECT count(DISTINCT (profile_id, split_part(occurrence, ':', 3))) FROM crm_message)
    AS different_messages,
  (SELECT count(*) FROM crm_step_log) AS steps,
  (SELECT count(*) FROM crm_profile_tag) AS tags,
  (SELECT count(*) FROM crm_enrollment WHERE state = 'done') AS done,
  (SELECT count(*) FROM crm_enrollment WHERE state <> 'done') AS not_done
"""


def _module(name: str) -> Any:
    # The shop's models can be imported only after django.setup().
    return importlib.import_module(f"{PACKAGE}.{name}")


def prepare(arguments: argparse.Namespace) -> None:
    """Make people, a journey that is on, and the facts of the first ten days heard."""
    models, people = _module("journeys.models"), _module("identity.models")
    profiles = people.Profile.objects.bulk_create(
        (people.Profile(kind="account") for _ in range(arguments.people)),
        batch_size=5000,
    )
    moment = BEGUN_AT - TICK
    journey = models.Journey.objects.create(code="drill", name="Drill")
    # Published by hand: the template of a drill is nowhere, and nothing is sent.
    version = models.JourneyVersion.objects.create(
        journey=journey,
        number=1,
        definition=DEFINITION,
        published_at=moment,
        published_by="drill",
    )
    journey.current, journey.status = version, "on"
    journey.save()
    hear = _module("journeys.actions.hear")
    trigger = _module("journeys.trigger")
    [found] = _module("journeys.versions").current_versions(["on"])
    entries = [
        (
            found,
            trigger.Entry(profile_id=one.pk, key="drill", occurred_at=at, due_at=at),
        )
        for number, one in enumerate(profiles)
        for at in [BEGUN_AT + datetime.timedelta(minutes=number % (10 * 24 * 60))]
    ]
    for start in range(0, len(entries), BATCH):
        hear.expect(entries[start : start + BATCH], now=moment)


def work(arguments: argparse.Namespace) -> None:
    """Wake tick by tick to the end of the month, from where the clock's file says."""
    wake_due = _module("journeys.actions.wake").wake_due
    print("ready", flush=True)
    while (moment := _read(arguments.clock)) < BEGUN_AT + MONTH:
        wake_due(now=moment)
        # Another worker may have written a later moment meanwhile: the clock never goes back.
        _write(arguments.clock, max(moment + TICK, _read(arguments.clock)))
    wake_due(now=BEGUN_AT + MONTH)


def count(_: argparse.Namespace) -> None:
    """Print what there is, as JSON."""
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        names = [column.name for column in cursor.description]
        print(json.dumps(dict(zip(names, cursor.fetchone(), strict=True))))


def _read(clock: Path) -> datetime.datetime:
    return datetime.datetime.fromisoformat(clock.read_text())


def _write(clock: Path, moment: datetime.datetime) -> None:
    # In one step: a worker may be killed while it writes.
    new = clock.with_suffix(f".{moment.timestamp():.0f}")
    new.write_text(moment.isoformat())
    new.replace(clock)


PARTS = {"prepare": prepare, "work": work, "count": count}


def main() -> None:
    """Run the part that is named, with everything allowed that workers are allowed."""
    parser = argparse.ArgumentParser(prog="proof.journey_drill")
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--clock", type=Path)
    arguments = parser.parse_args()
    django.setup()
    adapter = importlib.import_module(f"{PACKAGE}.saleor_adapter.db")
    with adapter.allow_writer():
        PARTS[arguments.part](arguments)


if __name__ == "__main__":
    main()
