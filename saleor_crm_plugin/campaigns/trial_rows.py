"""Those who try the variants of a run, and those who wait for the winner: reads and one write."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connections

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .definition import CampaignDefinition, WinnerMetric
from .due_sql import DuePart, due_part
from .models import CampaignRun
from .policies.starts import ONCE
from .policies.stopping import Tally
from .reaction_sql import REACHED_STATES
from .sources import SOURCE_KIND, source_id

RUNS = """
SELECT id FROM crm_campaign_run
WHERE state = 'queueing' AND frozen_at IS NOT NULL
  AND definition #>> '{content,winner}' IS NOT NULL
ORDER BY id
"""
# Whoever waits for the winner has no due time yet, and stands at the other end of the index.
IS_SOMEBODY_TO_QUEUE = """
SELECT EXISTS (
    SELECT FROM crm_campaign_recipient
    WHERE run_id = %(run)s AND message_id IS NULL AND NOT is_held_out AND excluded_reason = ''
      AND due_at IS NOT NULL
) AS is_somebody
"""
IS_SOMEBODY_WAITING = """
SELECT EXISTS (
    SELECT FROM crm_campaign_recipient
    WHERE run_id = %(run)s AND message_id IS NULL AND NOT is_held_out AND excluded_reason = ''
      AND due_at IS NULL AND arm = ''
) AS is_somebody
"""
# What scanners do counts nowhere, and what nobody has judged yet does not count yet.
CLICKED = """EXISTS (
    SELECT FROM crm_touch AS touch
    WHERE touch.message = message.public_id AND touch.kind = 'click'
      AND touch.is_judged AND NOT touch.is_scanner
) OR EXISTS (
    SELECT FROM crm_onsite_message AS shown
    WHERE shown.message_id = message.id AND shown.clicked_at IS NOT NULL
)"""
ORDERED = """message.id IN (
    SELECT share.message_id FROM crm_attribution AS share
    WHERE share.source_kind = %(kind)s AND share.source_id = %(source)s
)"""
HITS = {WinnerMetric.CLICKED: CLICKED, WinnerMetric.ORDERED: ORDERED}
TALLIES = f"""
SELECT recipient.arm, count(*) AS people, count(*) FILTER (WHERE {{hit}}) AS hits
FROM crm_campaign_recipient AS recipient
JOIN crm_message AS message ON message.id = recipient.message_id
WHERE recipient.run_id = %(run)s AND recipient.arm = ANY(%(arms)s)
  AND message.state IN {REACHED_STATES} AND NOT message.is_test
GROUP BY recipient.arm
"""  # noqa: S608 only constants of the code
GIVE = """
WITH people AS MATERIALIZED (
    SELECT profile_id FROM crm_campaign_recipient
    WHERE run_id = %(run)s AND message_id IS NULL AND NOT is_held_out AND excluded_reason = ''
      AND due_at IS NULL AND arm = ''
    -- Whoever is being erased is left out by that: the run is locked here, and there at the end.
    ORDER BY profile_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), {due}
UPDATE crm_campaign_recipient AS rest SET arm = %(winner)s, due_at = due.due_at
FROM due WHERE rest.run_id = %(run)s AND rest.profile_id = due.profile_id
"""


def runs_with_trial() -> list[int]:
    """Return the runs whose people wait for a winner, or may; one query."""
    return [row["id"] for row in read_rows(RUNS, {}, WRITER)]


def is_trial_queued(run_id: int) -> bool:
    """Whether nobody who tries the variants is still to be queued; one probe of the index."""
    [row] = read_rows(IS_SOMEBODY_TO_QUEUE, {"run": run_id}, WRITER)
    return not row["is_somebody"]


def is_anybody_waiting(run_id: int) -> bool:
    """Whether anybody still waits for the winner; one probe of the index."""
    [row] = read_rows(IS_SOMEBODY_WAITING, {"run": run_id}, WRITER)
    return bool(row["is_somebody"])


def tallies_of(run_id: int, arms: Sequence[str], metric: WinnerMetric) -> list[Tally]:
    """Return how many people each variant has reached and moved, in this order; one statement."""
    asked: dict[str, Any] = {
        "run": run_id,
        "arms": list(arms),
        "kind": SOURCE_KIND,
        "source": source_id(run_id),
    }
    statement = TALLIES.format(hit=HITS[metric])
    found = {row["arm"]: row for row in read_rows(statement, asked, WRITER)}
    return [
        Tally(arm, found[arm]["people"], found[arm]["hits"])
        if arm in found
        else Tally(arm, 0, 0)
        for arm in arms
    ]


def due_of_rest(
    run: CampaignRun, definition: CampaignDefinition, *, now: datetime.datetime
) -> DuePart:
    """Return when those are due who have waited: as planned, but of the times from now on.

    At a fixed time that is now; by everybody's own clock the next time that it shows the hour.
    """
    when = definition.when.model_copy(update={"at": None, "day": None, "repeat": None})
    later = definition.model_copy(update={"when": when})
    return due_part(later, occurrence=ONCE, due_at=now, starts_at=now)


def give_winner(run_id: int, winner: str, due: DuePart, *, limit: int) -> int:
    """Give the winner to the next of those who wait, by profile; return how many. One statement."""
    asked = {**due.parameters, "run": run_id, "winner": winner, "limit": limit}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(GIVE.replace("{due}", due.ctes.strip()), asked)
        return cursor.rowcount
