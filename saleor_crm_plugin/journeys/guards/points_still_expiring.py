"""The points that are about to end were not spent meanwhile."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

READING = Ask("points_end")


@guards.register
class PointsStillExpiring(Guard):
    """Needs a trigger that says which points end."""

    code = "points_still_expiring"
    label = "The points still end"
    needs_subject = "ends_at"

    def asks(self) -> frozenset[Ask]:
        return frozenset({READING})

    def holds(self, scene: Scene) -> bool:
        return scene.readings.get(READING) is True
