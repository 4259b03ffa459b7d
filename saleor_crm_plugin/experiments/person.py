"""The rows that experiments keep about a person."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .models import HoldoutAssignment


@person_data.register
class HoldoutRows(PersonData):
    """On which side of which experiment somebody is; ids only, so statistics stay true."""

    code = "experiments"
    lock_position = 65
    models = (HoldoutAssignment,)

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
