"""What became of a message that a step of the same passage has queued."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections

from ...core.sentences import Sentence
from ...messaging.standing import states_of
from ...saleor_adapter.db import WRITER
from ..effects.queue_message import SOURCE_KIND
from ..passage import Passage
from ..reading import Reading, ValueKind, readings

# The last time that each passage left the step.
VISITS = """
SELECT DISTINCT ON (enrollment_id) enrollment_id, visit FROM crm_step_log
WHERE enrollment_id = ANY(%s) AND step = %s ORDER BY enrollment_id, visit DESC
"""


@readings.register
class MessageState(Reading):
    """The state of the step's latest message; unknown before it was queued."""

    code = "message"
    label = "State of a message"
    kind = ValueKind.TEXT
    takes_argument = Sentence("a step")

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        with connections[WRITER].cursor() as cursor:
            cursor.execute(VISITS, ([one.id for one in passages], argument))
            visits = dict(cursor.fetchall())
        keys = {
            one.id: (
                SOURCE_KIND,
                str(one.journey_id),
                f"{one.id}:{visits[one.id]}:{argument}",
                one.profile_id,
            )
            for one in passages
            if one.id in visits
        }
        found = states_of(list(keys.values()))
        return {
            passage_id: found[key] for passage_id, key in keys.items() if key in found
        }
