"""The copies that were made for a person."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .models import ExportPart, ExportState, PersonExport


@person_data.register
class Copies(PersonData):
    """Who asked for copies and when stays; the copies themselves go."""

    code = "privacy"
    lock_position = 15
    models = (PersonExport,)
    stays = {PersonExport: "A copy holds what was the profile's when it was made."}

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return when copies were asked for, and by whom; never the copies."""
        rows = PersonExport.objects.filter(profile_id=profile_id).order_by("id")
        return [
            {
                "asked_at": row.asked_at.isoformat(),
                "author": row.author,
                "state": row.state,
            }
            for row in rows
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Empty every copy, and stop those that are being made."""
        rows = PersonExport.objects.filter(profile_id=profile_id)
        living = rows.exclude(state=ExportState.EXPIRED).order_by("pk")
        # Held first: a worker that writes a part waits, and then finds its copy expired.
        ids = list(living.select_for_update().values_list("pk", flat=True))
        ExportPart.objects.filter(export_id__in=ids).delete()
        return PersonExport.objects.filter(pk__in=ids).update(
            state=ExportState.EXPIRED,
            finished_at=now,
            lease_until=None,
            expires_at=None,
        )
