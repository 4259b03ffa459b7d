"""How many messages of a campaign may be queued now, so that no hour has more than staff allow.

The generic cell rate algorithm (ITU-T I.371): each message has a moment of its own, one gap behind
the one before it, and may be queued from that moment on. Who comes late may make up for at most
`SLACK`. The messages queued within any hour have moments within an hour and the slack, so with a
gap of that length divided by the most per hour there are never more.
"""

import datetime
from dataclasses import dataclass

HOUR = datetime.timedelta(hours=1)
SLACK = datetime.timedelta(minutes=1)
_MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many may be queued now, and the moment of the first of them."""

    most: int
    first_at: datetime.datetime

    def next_at(self, queued: int, per_hour: int) -> datetime.datetime:
        """Return the moment of the message behind so many of these."""
        return self.first_at + queued * _gap(per_hour)


def allowance(
    per_hour: int, next_at: datetime.datetime | None, now: datetime.datetime
) -> Allowance:
    """Return what may be queued at `now`; `next_at` is the next one's moment, None for the first."""
    first_at = now if next_at is None else max(next_at, now - SLACK)
    if first_at > now:
        return Allowance(0, first_at)
    return Allowance((now - first_at) // _gap(per_hour) + 1, first_at)


def _gap(per_hour: int) -> datetime.timedelta:
    # Rounded up: a gap that is too short by a part of a microsecond adds up over an hour.
    return -((HOUR + SLACK) // _MICROSECOND // -per_hour) * _MICROSECOND
