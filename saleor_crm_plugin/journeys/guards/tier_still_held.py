"""The person still holds the tier that the journey is about."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

READING = Ask("tier_is_held")


@guards.register
class TierStillHeld(Guard):
    """Whoever fell back is not congratulated."""

    code = "tier_still_held"
    label = "The tier is still held"
    needs_subject = "tier"

    def asks(self) -> frozenset[Ask]:
        return frozenset({READING})

    def holds(self, scene: Scene) -> bool:
        return scene.readings.get(READING) is True
