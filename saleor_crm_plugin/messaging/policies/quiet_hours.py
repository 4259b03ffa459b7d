"""The hours in which nobody is disturbed, by the clock on the recipient's wall."""

import datetime
from dataclasses import dataclass

from ...core.sentences import Sentence

MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `starts` (included) to `ends` (not included), whole minutes; may go past midnight.

    Raises ValueError where the two are equal, for then it would be always or never.
    """

    starts: datetime.time
    ends: datetime.time

    def __post_init__(self) -> None:
        if self.starts == self.ends:
            raise ValueError(Sentence("Quiet hours need a beginning and another end."))
        if any(at.second or at.microsecond for at in (self.starts, self.ends)):
            raise ValueError(Sentence("Quiet hours begin and end with a whole minute."))

    def covers(self, at: datetime.time) -> bool:
        """Whether a wall clock that shows `at` is within them."""
        if self.starts < self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


def next_allowed(
    at: datetime.datetime, zone: datetime.tzinfo, hours: QuietHours | None
) -> datetime.datetime:
    """Return `at` itself, or the first whole minute (UTC) after it that is not quiet there.

    Looks at the wall clock minute by minute, so that an hour that daylight saving leaves out or
    repeats needs no case of its own.
    """
    if hours is None or not hours.covers(at.astimezone(zone).time()):
        return at
    moment = at.astimezone(datetime.UTC).replace(second=0, microsecond=0)
    while hours.covers(moment.astimezone(zone).time()):
        moment += MINUTE
    return moment
