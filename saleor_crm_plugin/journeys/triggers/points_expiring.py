"""Points are about to end."""

from typing import Annotated, Any

from pydantic import Field

from ...loyalty.events import PointsExpiringSoon
from ..passage import Subject
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


@triggers.register
class PointsAreExpiring(FactTrigger):
    """Once per moment at which points end; the program says how long before it is told."""

    code = "points_expiring"
    label = "Points about to end"
    events = (PointsExpiringSoon,)
    subject_has = ("ends_at", "points")

    class Settings(TriggerSettings):
        minimum: Annotated[int, Field(ge=1)] = 1

    def matches(self, fact: Any) -> Entry | None:
        if fact.points < self.settings.minimum:
            return None
        return Entry(
            profile_id=fact.profile_id,
            key=f"points:{fact.book_id}:{fact.expires_at.isoformat()}",
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at,
            subject=Subject(
                book_id=fact.book_id, points=fact.points, ends_at=fact.expires_at
            ),
        )
