"""It is the person's birthday, or will be in a few days."""

import datetime
from typing import Annotated

from pydantic import Field

from ...identity.details import who_celebrates
from ..passage import Subject
from ..policies.moments import known_zone, next_local_time
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers

DAY = datetime.timedelta(days=1)


@triggers.register
class Birthday(ScanTrigger):
    """Once a year, at an hour of the shop's day; who was born on a leap day celebrates before."""

    code = "birthday"
    label = "Birthday"
    subject_has = ("day",)
    is_rescannable = True

    class Settings(TriggerSettings):
        days_before: Annotated[int, Field(ge=0, le=60)] = 0
        at: datetime.time = datetime.time(9)
        zone: str = "UTC"

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        moments = self._moments(window)
        if not moments:
            return ScanPage([])
        # One day after the other: `reached` is the day's place and the last profile.
        place, _, after = (reached or "0:0").partition(":")
        moment = moments[int(place)]
        day = self._day(moment)
        found = who_celebrates(day, after=int(after), limit=limit)
        entries = [self._entry(profile_id, moment, day) for profile_id in found]
        if len(found) == limit:
            return ScanPage(entries, f"{place}:{found[-1]}")
        is_last = int(place) + 1 == len(moments)
        return ScanPage(entries, "" if is_last else f"{int(place) + 1}:0")

    def _moments(self, window: Window) -> list[datetime.datetime]:
        found = []
        moment = next_local_time(window.since, self.settings.at, self.settings.zone)
        while moment <= window.until:
            found.append(moment)
            moment = next_local_time(moment, self.settings.at, self.settings.zone)
        return found

    def _day(self, moment: datetime.datetime) -> datetime.date:
        today = moment.astimezone(known_zone(self.settings.zone)).date()
        return today + self.settings.days_before * DAY

    def _entry(
        self, profile_id: int, moment: datetime.datetime, day: datetime.date
    ) -> Entry:
        return Entry(
            profile_id=profile_id,
            key=f"birthday:{day.year}",
            occurred_at=moment,
            due_at=moment,
            subject=Subject(day=day),
        )
