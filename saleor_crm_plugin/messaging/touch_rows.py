"""Openings and clicks as they are written down, whoever saw them; one statement for all."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from pydantic_core import to_json

from ..saleor_adapter.db import WRITER
from .touch_models import TouchKind

# The number of the link that an opening has.
OPENING = 0
# What was judged as a scanner's is judged anew when it is touched again: people come later. In
# the order of the unique key, so that two reports of the same burst do not wait for each other.
NOTE = """
INSERT INTO crm_touch
       (message, kind, link_id, first_at, last_at, count, is_machine, is_scanner, is_judged,
        judge_at)
SELECT message, kind, link_id, min(at), max(at), count(*), bool_and(is_machine), false, false,
       %(judge_at)s
FROM json_to_recordset(%(rows)s) AS seen (
    message uuid, kind text, link_id bigint, at timestamptz, is_machine boolean
)
GROUP BY message, kind, link_id ORDER BY message, kind, link_id
ON CONFLICT (message, kind, link_id) DO UPDATE SET
    first_at = least(crm_touch.first_at, excluded.first_at),
    last_at = greatest(crm_touch.last_at, excluded.last_at),
    count = crm_touch.count + excluded.count,
    is_machine = crm_touch.is_machine AND excluded.is_machine,
    is_judged = crm_touch.is_judged AND NOT crm_touch.is_scanner,
    judge_at = greatest(crm_touch.judge_at, excluded.judge_at)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One opening or click; `is_machine` says that the client named itself as no person's."""

    message: UUID
    kind: TouchKind
    link_id: int = OPENING
    at: datetime.datetime
    is_machine: bool


def note(seen: Sequence[Seen], *, judge_at: datetime.datetime) -> None:
    """Write down what was seen, to be judged from `judge_at` on; one statement, none for nothing."""
    if not seen:
        return
    given: dict[str, Any] = {"rows": to_json(seen).decode(), "judge_at": judge_at}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(NOTE, given)
