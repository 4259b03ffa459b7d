"""The rows that experiments keep about a person."""

import datetime
from typing import Any

from django.db import connection

from ..identity.moving import Merge
from ..identity.person_data import PersonData, person_data
from .models import HoldoutAssignment

_ON_THE_SAME_SIDE = """
INSERT INTO crm_holdout_assignment (experiment_id, profile_id, bucket, is_held_out, assigned_at)
SELECT experiment_id, %(target)s, bucket, is_held_out, assigned_at
FROM crm_holdout_assignment WHERE profile_id = %(source)s ORDER BY experiment_id
ON CONFLICT (experiment_id, profile_id) DO NOTHING
"""


@person_data.register
class HoldoutRows(PersonData):
    """On which side of which experiment somebody is; ids only, so statistics stay true."""

    code = "experiments"
    lock_position = 65
    models = (HoldoutAssignment,)
    stays = {HoldoutAssignment: "Never changed; the survivor gets draws of its own."}

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every draw, oldest first."""
        rows = HoldoutAssignment.objects.filter(profile_id=profile_id)
        return [
            {
                "experiment": row.experiment.code,
                "is_held_out": row.is_held_out,
                "assigned_at": row.assigned_at.isoformat(),
            }
            for row in rows.select_related("experiment").order_by("assigned_at", "id")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: a draw carries no personal text."""
        return 0

    def merge(self, merge: Merge) -> dict[str, int]:
        """Let the survivor be on the source's side wherever it was not drawn itself.

        The earlier draw of the two stays with each of them. Who was drawn on both sides of one
        experiment is left out where it is judged.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                _ON_THE_SAME_SIDE,
                {"source": merge.source_id, "target": merge.target_id},
            )
            return {"crm_holdout_assignment": cursor.rowcount}
