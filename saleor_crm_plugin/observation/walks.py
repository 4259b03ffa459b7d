"""How far a walk over the shop has got: one row per walk, locked while a step is made."""

import datetime
from dataclasses import dataclass

from django.db import connections

from ..saleor_adapter.db import WRITER

START = """
INSERT INTO crm_walk (name, reached_at, reached_id, seen, started_at)
VALUES (%(name)s, %(reached_at)s, '', 0, %(now)s) ON CONFLICT (name) DO NOTHING
"""
LOCK = """
SELECT reached_at, reached_id, seen, finished_at FROM crm_walk WHERE name = %s FOR UPDATE
"""
STEP = """
UPDATE crm_walk SET reached_at = %s, reached_id = %s, seen = seen + %s, finished_at = %s
WHERE name = %s
"""
RESTART = "DELETE FROM crm_walk WHERE name = ANY(%s)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """How far a walk has got; what the place means is the walk's own affair."""

    at: datetime.datetime | None
    id: str
    seen: int
    is_finished: bool


def lock(
    name: str, *, now: datetime.datetime, first_at: datetime.datetime | None = None
) -> Reached:
    """Begin the walk if it has not begun, lock it to the end of the transaction, and read it."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(START, {"name": name, "reached_at": first_at, "now": now})
        cursor.execute(LOCK, (name,))
        reached_at, reached_id, seen, finished_at = cursor.fetchone()
    return Reached(
        at=reached_at, id=reached_id, seen=seen, is_finished=finished_at is not None
    )


def step(
    name: str,
    *,
    at: datetime.datetime | None,
    seen: int,
    to_id: str = "",
    finished_at: datetime.datetime | None = None,
) -> None:
    """Note how far the walk has got; the row has to be locked."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(STEP, (at, to_id, seen, finished_at, name))


def forget(*names: str) -> None:
    """Let these walks begin anew."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(RESTART, (list(names),))
