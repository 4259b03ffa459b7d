"""What the database knows of people who are about to enter: earlier passages, and rivals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections

from ..saleor_adapter.db import WRITER
from .admission import Past
from .passage import Passage
from .policies.entering import Passed, Rival
from .versions import Version, versions

# Everything that these people entered: in the same journey whenever, in others what is not over.
ENTERED = """
SELECT id, journey_id, version_id, profile_id, entered_at, ended_at IS NOT NULL
FROM crm_enrollment
WHERE profile_id = ANY(%(profiles)s) AND entered_at IS NOT NULL
  AND (ended_at IS NULL OR journey_id = ANY(%(journeys)s))
ORDER BY id
"""


class Pasts:
    """The pasts of a batch of people; who is let in belongs to the past of those behind them."""

    def __init__(self, passages: Sequence[Passage], found: Mapping[int, Version]):
        self._rows = _entered(passages)
        inside = {row[2] for row in self._rows if not row[5]}
        self._found = {**found, **versions(inside - set(found))}
        self._by_profile: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self._rows:
            self._by_profile[row[3]].append(row)

    def of(self, passage: Passage, version: Version) -> Past:
        """Return the past of one passage, as seen by this version of its journey."""
        past = Past()
        group = version.plan.definition.group
        for row in self._by_profile[passage.profile_id]:
            enrollment_id, journey_id, version_id, _, entered_at, is_over = row
            if journey_id == passage.journey_id:
                past.passed.append(Passed(entered_at, is_over))
            elif group and not is_over and version_id in self._found:
                other = self._found[version_id].plan.definition
                if other.group == group:
                    past.rivals.append(Rival(enrollment_id, other.priority))
        return past

    def admit(self, passage: Passage, outranked: Sequence[int]) -> None:
        """Add a passage that was let in, and end those whose place it takes."""
        rows = self._by_profile[passage.profile_id]
        rows[:] = [row if row[0] not in outranked else (*row[:5], True) for row in rows]
        rows.append(
            (
                passage.id,
                passage.journey_id,
                passage.version_id,
                passage.profile_id,
                passage.entered_at,
                False,
            )
        )


def _entered(passages: Sequence[Passage]) -> list[tuple[Any, ...]]:
    if not passages:
        return []
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            ENTERED,
            {
                "profiles": list({one.profile_id for one in passages}),
                "journeys": list({one.journey_id for one in passages}),
            },
        )
        return cursor.fetchall()
