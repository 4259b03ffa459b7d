"""Wait until clocks show an hour, where the person is."""

import datetime

from ..policies.moments import next_local_time
from ..reading import Ask
from ..step import GoesOn, Move, Next, Scene, Step, Wait, steps

TIME_ZONE = Ask("time_zone")


@steps.register
class WaitUntilHour(Step):
    """The next time that clocks show it; where nobody knows the person's zone, `zone` counts."""

    code = "wait_until_hour"
    label = "Wait until an hour of the day"
    takes_time = True

    class Settings(GoesOn):
        at: datetime.time
        zone: str = "UTC"

    def run(self, scene: Scene) -> Move:
        zone = scene.readings.get(TIME_ZONE) or self.settings.zone
        # Counted from the arrival, so that every wake-up finds the same moment.
        until = next_local_time(scene.since, self.settings.at, zone)
        return Next(self.settings.next) if scene.now >= until else Wait(until)

    def asks(self) -> frozenset[Ask]:
        return frozenset({TIME_ZONE})
