"""Take back what was to be said to people who have been taken out of their journeys."""

import datetime
from collections.abc import Collection

from ...messaging.actions.cancel import cancel_messages
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..effects.queue_message import SOURCE_KIND

# Every step that was left behind may have said something; most have not.
SAID = """
SELECT passage.profile_id, concat_ws(':', log.enrollment_id, log.visit, log.step) AS occurrence
FROM crm_step_log AS log
JOIN crm_enrollment AS passage ON passage.id = log.enrollment_id
WHERE log.enrollment_id = ANY(%(ids)s)
"""


def take_back_messages(
    enrollment_ids: Collection[int], *, now: datetime.datetime
) -> int:
    """Cancel the messages of these passages that have not left; return how many.

    In the caller's transaction, after everything else that it locks. Idempotent.
    """
    if not enrollment_ids:
        return 0
    said = read_rows(SAID, {"ids": list(enrollment_ids)}, WRITER)
    if not said:
        return 0
    return cancel_messages(
        SOURCE_KIND,
        None,
        occurrences={row["occurrence"] for row in said},
        profile_ids={row["profile_id"] for row in said},
        now=now,
    )
