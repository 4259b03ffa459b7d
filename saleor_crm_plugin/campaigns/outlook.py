"""When a campaign will take place next, and in which hours its messages would leave."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from ..messaging.queries import sending_settings
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows_within
from .definition import CampaignDefinition
from .due_sql import due_part
from .policies.pace import Hour, pace
from .policies.starts import Start, kept_for, starts_from
from .policies.states import CampaignKind

PATIENCE_MILLISECONDS = 3000
# Those who are in the audience by now; consent and caps are looked at when messages leave.
HOURS = """
WITH people AS (
    SELECT DISTINCT member.profile_id FROM crm_segment_member AS member
    WHERE member.segment_id = ANY(%(included)s::bigint[]) AND member.left_at IS NULL
      AND NOT EXISTS (
          SELECT FROM crm_segment_member AS left_out
          WHERE left_out.profile_id = member.profile_id AND left_out.left_at IS NULL
            AND left_out.segment_id = ANY(%(excluded)s::bigint[])
      )
), {due}
SELECT date_trunc('hour', due_at, 'UTC') AS hour, is_too_late, count(*) AS people
FROM due GROUP BY 1, 2
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """The next times of a campaign, and the hours of the first of them.

    `hours` is None where they were not counted in time, and of newcomers, whom nobody knows yet;
    `too_late` are people whose own time would have passed too long ago, `too_slow` those to whom
    the throttle does not come before their time is over.
    """

    starts: Sequence[Start]
    hours: Sequence[Hour] | None
    too_late: int = 0
    too_slow: int = 0


def outlook(
    kind: CampaignKind,
    definition: CampaignDefinition,
    *,
    count: int,
    now: datetime.datetime,
    using: str = WRITER,
) -> Outlook:
    """Return the next `count` times later than now, as if it were scheduled. Locks nothing."""
    when = definition.when
    zone = ZoneInfo(when.zone or sending_settings(using=using).time_zone)
    starts = list(islice(starts_from(kind, when, zone, after=now), count))
    if not starts or kind is CampaignKind.ON_ENTRY:
        return Outlook(starts=starts, hours=None if starts else ())
    first = starts[0]
    part = due_part(
        definition,
        occurrence=first.occurrence,
        due_at=first.starts_at,
        starts_at=first.starts_at,
        using=using,
    )
    asked: dict[str, Any] = {
        **part.parameters,
        "included": int_array(definition.audience.included),
        "excluded": int_array(definition.audience.excluded),
    }
    statement = HOURS.replace("{due}", part.ctes)
    rows = read_rows_within(PATIENCE_MILLISECONDS, statement, asked, using=using)
    if rows is None:
        return Outlook(starts=starts, hours=None)
    due = {row["hour"]: row["people"] for row in rows if not row["is_too_late"]}
    foreseen = pace(due, when.throttle_per_hour, keeps=kept_for(when))
    return Outlook(
        starts=starts,
        hours=foreseen.hours,
        too_slow=foreseen.too_slow,
        too_late=sum(row["people"] for row in rows if row["is_too_late"]),
    )
