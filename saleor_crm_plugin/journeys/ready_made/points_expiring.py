"""Points are about to end: say so in time, and once more shortly before."""

from typing import Annotated, Any

from pydantic import Field

from ..ready_made_journey import (
    END,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import rest, say


@ready_made_journeys.register
class PointsExpiring(ReadyMadeJourney):
    """How long before it begins is the program's setting; spent points need no words."""

    code = "points_expiring"
    label = "Points about to expire"
    summary = (
        "Tells members which points are about to end, as early as the program says, and once "
        "more later. Stops when the points are spent or the next order comes."
    )
    list_code = "club"

    class Settings(ReadyMadeSettings):
        minimum: Annotated[int, Field(ge=1)] = 50
        second_after_days: Annotated[int, Field(ge=1, le=90)] = 20

    def frame(self) -> dict[str, Any]:
        return {
            "trigger": {"kind": "points_expiring", "minimum": self.settings.minimum},
            "goal": {"events": [{"event": "order.placed"}], "within_days": 30},
            "exits": {"guards": ["points_still_expiring"]},
            "ends_after_days": 120,
        }

    def steps(self) -> Steps:
        days = self.settings.second_after_days
        return {
            "first": say("points_expiring_soon", then="rest"),
            "rest": rest(days=days, then="second"),
            "second": say("points_expiring_last_call", then=END),
        }
