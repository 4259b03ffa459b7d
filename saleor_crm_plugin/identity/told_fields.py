"""Announce what customers tell about themselves that was not known before."""

import datetime
from collections.abc import Collection

from ..core.facts import Origin
from ..outbox.actions import publish
from .events import FieldTold


def announce_told(
    profile_id: int, fields: Collection[str], *, now: datetime.datetime
) -> None:
    """Publish FieldTold for each of these fields, in the caller's transaction."""
    publish(
        [
            FieldTold(
                key=f"told:{profile_id}:{field}:{now.isoformat()}",
                occurred_at=now,
                origin=Origin.LIVE,
                profile_id=profile_id,
                field=field,
            )
            for field in sorted(fields)
        ]
    )
