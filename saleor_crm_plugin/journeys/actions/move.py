"""Move people in flight from one version to another, by an explicit mapping of the steps."""

import datetime
import time
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connections, transaction
from pydantic_core import to_json

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ...saleor_adapter.db import WRITER
from ..errors import InvalidMapping, MoveUnderWay, VersionNotFound
from ..models import JourneyMove, JourneyVersion
from ..plan import plan_of
from .drafts import AUDITED, locked
from .take_back import take_back_messages

BATCH = 1000

# Waits are counted from the arrival at the old step, so they do not begin again. A step of the same
# name is the same step; another one is a new visit, so that what it does is done under keys of its
# own, and an answer to the old step is none to the new one. Locks passages by id: a worker that
# holds one is waited for, and finds the new version the next time.
MOVE = """
WITH picked AS (
    SELECT id FROM crm_enrollment
    WHERE version_id = %(from_version)s AND id > %(after)s
      AND state IN ('expected', 'active', 'shadow', 'stuck')
    ORDER BY id LIMIT %(limit)s FOR UPDATE
), moved AS (
    UPDATE crm_enrollment AS enrollment
    SET version_id = %(to_version)s,
        step = coalesce(%(mapping)s::jsonb ->> enrollment.step, enrollment.step),
        heard = CASE WHEN %(mapping)s::jsonb ->> enrollment.step = enrollment.step
                     THEN enrollment.heard ELSE '' END,
        visit = enrollment.visit + coalesce(
            %(mapping)s::jsonb ->> enrollment.step <> enrollment.step, false)::int,
        state = CASE WHEN %(mapping)s::jsonb ->> enrollment.step = '' THEN 'exited'
                     ELSE enrollment.state END,
        end_reason = CASE WHEN %(mapping)s::jsonb ->> enrollment.step = '' THEN 'moved_out'
                          ELSE enrollment.end_reason END,
        ended_at = CASE WHEN %(mapping)s::jsonb ->> enrollment.step = '' THEN %(now)s END,
        due_at = CASE WHEN %(mapping)s::jsonb ->> enrollment.step = '' THEN NULL
                      WHEN enrollment.state = 'active' THEN %(now)s
                      ELSE enrollment.due_at END
    FROM picked WHERE picked.id = enrollment.id
    RETURNING enrollment.id, enrollment.state
)
SELECT count(*), max(id), coalesce(array_agg(id) FILTER (WHERE state = 'exited'), '{}')
FROM moved
"""


def move_people(
    journey_id: int,
    from_number: int,
    to_number: int,
    *,
    mapping: Mapping[str, str],
    author: str,
    now: datetime.datetime,
) -> JourneyMove:
    """Ask for everybody on one version to go to another; it is done in batches afterwards.

    `mapping` names for every step of the old version its new one, "" to leave the journey. Locks
    the journey. Raises JourneyNotFound, VersionNotFound, InvalidMapping and MoveUnderWay.
    """
    with transaction.atomic():
        locked(journey_id)
        before = _published(journey_id, from_number, "fromVersion")
        after = _published(journey_id, to_number, "toVersion")
        _check(mapping, before, after)
        try:
            with transaction.atomic():
                move = JourneyMove.objects.create(
                    from_version=before,
                    to_version=after,
                    mapping=dict(mapping),
                    author=author,
                    created_at=now,
                )
        except IntegrityError as error:
            raise MoveUnderWay from error
        record_change(
            AUDITED,
            journey_id,
            author=author,
            before={},
            after={"moved": [from_number, to_number], "mapping": dict(mapping)},
            now=now,
        )
    return move


def go_on_moving(*, now: datetime.datetime, deadline: float | None = None) -> int:
    """Move batch after batch until nobody is left or `deadline` is over; return how many moved.

    Restartable: each batch and how far it came are one transaction. One worker per move.
    """
    total = 0
    while deadline is None or time.monotonic() < deadline:
        moved = _move_batch(now)
        if moved is None:
            break
        total += moved
    return total


@transaction.atomic(using=WRITER)
def _move_batch(now: datetime.datetime) -> int | None:
    moves = JourneyMove.objects.select_for_update(skip_locked=True)
    move = moves.filter(finished_at__isnull=True).order_by("pk").first()
    if move is None:
        return None
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MOVE, _parameters(move, now))
        count, last, taken_out = cursor.fetchone()
    take_back_messages(taken_out, now=now)
    move.moved += count
    move.reached_id = last or move.reached_id
    if count < BATCH:
        move.finished_at = now
    move.save(update_fields=["moved", "reached_id", "finished_at"])
    return int(count)


def _parameters(move: JourneyMove, now: datetime.datetime) -> dict[str, Any]:
    return {
        "from_version": move.from_version_id,
        "to_version": move.to_version_id,
        "after": move.reached_id,
        "limit": BATCH,
        "mapping": to_json(move.mapping).decode(),
        "now": now,
    }


def _published(journey_id: int, number: int, field: str) -> JourneyVersion:
    rows = JourneyVersion.objects.filter(
        journey_id=journey_id, number=number, published_at__isnull=False
    )
    if (version := rows.first()) is None:
        raise VersionNotFound(number, field=field)
    return version


def _check(
    mapping: Mapping[str, str], before: JourneyVersion, after: JourneyVersion
) -> None:
    if before.pk == after.pk:
        raise InvalidMapping(
            Sentence("People are on this version already."), field="toVersion"
        )
    old, new = (
        set(plan_of(before.definition).steps),
        set(plan_of(after.definition).steps),
    )
    if missing := old - set(mapping):
        raise InvalidMapping(
            Sentence("No new step for: {missing}.", missing=", ".join(sorted(missing)))
        )
    if unknown := set(mapping) - old:
        raise InvalidMapping(
            Sentence("No such old step: {unknown}.", unknown=", ".join(sorted(unknown)))
        )
    if nowhere := {step for step in mapping.values() if step} - new:
        raise InvalidMapping(
            Sentence("No such new step: {nowhere}.", nowhere=", ".join(sorted(nowhere)))
        )
