"""Workers that are killed while a campaign to many is frozen, queued and sent by SMTP."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg

from runner import shop

from ..campaign_drill import BEGINS_AT
from ..item import ROOT, Item, Trial
from ..mail_server import MailServer, mail_server
from ..nursery import Child, Nursery, nursery
from ..twin_databases import migrate, twin_databases

MANY = 50_000
PEOPLE = int(os.environ.get("CRM_DRILL_CAMPAIGN", MANY))
WORKERS = 2
# Rounds in each of which all workers are killed, and the least of them that have to hit many people
# in each stage.
KILLS = 40
LEAST_KILLS = {"freezing": 1, "queueing": 3, "sending": 15}
# From the first sign of progress to a kill, while the audience is frozen and queued.
LONGEST_SECONDS = 0.3
LOOK_SECONDS = 0.01
# A dead worker's claims are over by then.
LATER = datetime.timedelta(minutes=11)
PATIENCE_SECONDS = 120.0
DRILL = (sys.executable, "-m", "proof.campaign_drill")
DATABASE, COPY = "crm_campaign", "crm_campaign_copy"
STAGE = "SELECT state, queued FROM crm_campaign_run"

Counted = dict[str, Any]


def run(trial: Trial) -> None:
    with mail_server() as (server, port), _database() as variables:
        _part(variables, "prepare", "--people", str(PEOPLE), "--port", str(port))
        kills = _kill_and_finish(trial, variables, server)
        counted = _count(variables)
    trial.say(f"seed {trial.seed}: workers killed in {dict(kills)}")
    trial.say(f"states {dict(counted['states'])}, runs {counted['runs']}")
    for stage, least in LEAST_KILLS.items():
        enough = kills[stage] >= least * PEOPLE // MANY
        trial.check(enough, f"only {kills[stage]} kills in {stage}")
    _check_audience(trial, counted)
    _check_letters(trial, counted, Counter(server.recipients), kills)


def _check_audience(trial: Trial, counted: Counted) -> None:
    """Everybody was frozen once, and each of them has one message or a reason for none."""
    [[people, different, held_out, excluded, queued]] = counted["audience"]
    trial.check(
        (people, different) == (PEOPLE, PEOPLE), f"{people} rows of {different} people"
    )
    trial.check(
        held_out + excluded + queued == people and not excluded,
        f"of {people} people {held_out} are held out, {queued} queued, {excluded} excluded",
    )
    [[messages, told, of_the_campaign]] = counted["messages"]
    trial.check(
        messages == told == of_the_campaign == queued,
        f"{messages} messages to {told} people, {queued} were queued",
    )
    trial.check(
        counted["runs"] == [["done", "sent", people, held_out, 0, queued]]
        and counted["campaigns"] == [["done"]],
        f"the run is {counted['runs']}, the campaign {counted['campaigns']}",
    )


def _check_letters(
    trial: Trial, counted: Counted, letters: Counter[str], kills: Counter[str]
) -> None:
    """At most one letter each, none forgotten, and whoever may have got none is listed."""
    held_out, sent, unknown = (
        {row[0] for row in counted[name]} for name in ("held_out", "sent", "unknown")
    )
    states = dict(counted["states"])
    trial.check(set(letters.values()) == {1}, f"twice: {letters.most_common(3)}")
    trial.check(set(states) <= {"sent", "unknown"}, f"some are neither: {states}")
    trial.check(
        len(sent) + len(unknown) + len(held_out) == PEOPLE,
        f"{len(sent)} sent, {len(unknown)} unknown, {len(held_out)} held out",
    )
    trial.check(not held_out & set(letters), "somebody held out got a letter")
    trial.check(sent <= set(letters), f"{len(sent - set(letters))} sent, but none came")
    trial.check(set(letters) - sent <= unknown, "a letter of which nobody knows")
    most = WORKERS * kills.total()
    trial.check(len(unknown) <= most, f"{len(unknown)} unknown after {most} deaths")
    told = {code: (count, keys) for code, count, keys in counted["facts"]}
    expected = {
        "campaigns.started": (1, 1),
        "campaigns.ended": (1, 1),
        "messaging.sent": (len(sent), len(sent)),
        "messaging.lost": (len(unknown), len(unknown)),
    }
    expected = {code: count for code, count in expected.items() if any(count)}
    trial.check(told == expected, f"told {told}, not {expected}")


def _kill_and_finish(
    trial: Trial, variables: dict[str, str], server: MailServer
) -> Counter[str]:
    """Kill all workers again and again, then let them finish; return the kills by stage."""
    kills: Counter[str] = Counter()
    now, found = BEGINS_AT, ("", 0)
    with _nurseries(trial, variables) as nurseries:
        for left in range(KILLS, 0, -1):
            workers = [each.child(now.isoformat()) for each in nurseries]
            if found[0] == "sending":
                _wait_for_letters(trial, server, left, workers)
            else:
                _wait_for_progress(found, variables)
                time.sleep(trial.random.uniform(0, LONGEST_SECONDS))
            found = _stage(variables)
            were_alive = [not worker.is_over for worker in workers]
            for worker in workers:
                worker.kill()
            kills[found[0]] += any(were_alive)
            now += LATER
        workers = [each.child(now.isoformat()) for each in nurseries]
        codes = [worker.wait() for worker in workers]
    trial.check(codes == [0] * WORKERS, f"workers in peace ended with {codes}")
    return kills


def _wait_for_letters(
    trial: Trial, server: MailServer, left: int, workers: Sequence[Child]
) -> None:
    """Wait for some letters more, so that kills are spread over the sending."""
    came = len(server.recipients)
    most = max(6, (PEOPLE - came) * 3 // 2 // (left + 1))
    until = time.monotonic() + PATIENCE_SECONDS
    wanted = came + trial.random.randrange(5, most)
    while not server.wait_for(wanted, 0.1) and time.monotonic() < until:
        if all(worker.is_over for worker in workers):
            return


def _wait_for_progress(seen: tuple[str, int], variables: dict[str, str]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while _stage(variables) == seen and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)


def _stage(variables: dict[str, str]) -> tuple[str, int]:
    with psycopg.connect(variables["DATABASE_URL"], autocommit=True) as connection:
        row = connection.execute(STAGE).fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    with twin_databases(DATABASE, COPY) as (url, _, _copy):
        variables = {
            **os.environ,
            **shop.variables(),
            "DATABASE_URL": url,
            "CRM_INSTANCE_ID": "drill",
        }
        migrate(variables)
        yield variables


@contextmanager
def _nurseries(trial: Trial, variables: dict[str, str]) -> Iterator[list[Nursery]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                nursery(
                    [*DRILL, "nursery"],
                    variables=variables,
                    log=trial.folder / f"worker-{number}.log",
                )
            )
            for number in range(WORKERS)
        ]


def _count(variables: dict[str, str]) -> Counted:
    counted: Counted = json.loads(
        subprocess.run(
            [*DRILL, "count"],
            cwd=ROOT,
            env=variables,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    return counted


def _part(variables: dict[str, str], *arguments: str) -> None:
    subprocess.run([*DRILL, *arguments], cwd=ROOT, env=variables, check=True)


ITEM = Item(
    "killed-campaign",
    "whoever is killed in a campaign to 50,000 over SMTP, each gets one letter at most",
    budget_seconds=12 * 60,
    run=run,
)
