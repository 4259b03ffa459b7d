"""How many messages somebody may get in a time, and when there is room for the next.

Caps of a relationship type hold beside those for everybody, so they can only tighten them.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...insight.policies.relationship import (
    EXCHANGE_ONLY,
    FRIEND,
    OCCASIONAL,
    PARTNER,
    REGULAR,
    STRAINED,
)

NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cap:
    """At most `most` messages within any `period`; over all channels together where `channel` is "".

    It holds for people of one relationship type, for everybody where `relation` is "".
    """

    channel: str
    most: int
    period: datetime.timedelta
    relation: str = ""

    def counts(self, channel: str) -> bool:
        """Whether messages by this channel fall under the cap."""
        return self.channel in ("", channel)


DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
# What holds until staff choose for themselves: a series of three within days fits for all but those
# who want little of the shop. Of people whose relation is unknown nothing says that they do.
DEFAULT_CAPS = (
    Cap(channel="", most=1, period=30 * DAY, relation=STRAINED),
    Cap(channel="", most=2, period=2 * WEEK, relation=EXCHANGE_ONLY),
    Cap(channel="", most=3, period=WEEK, relation=OCCASIONAL),
    Cap(channel="", most=4, period=WEEK, relation=REGULAR),
    Cap(channel="", most=5, period=WEEK, relation=FRIEND),
    Cap(channel="", most=6, period=WEEK, relation=PARTNER),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One message that somebody got, or is about to get, under the caps."""

    channel: str
    taken_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Crowded:
    """A cap that is full: when it has room again, and the numbers behind it."""

    cap: Cap
    taken: int
    free_at: datetime.datetime


def caps_for(relation: str, caps: Iterable[Cap]) -> tuple[Cap, ...]:
    """Return those of the caps that hold for somebody of this relationship type."""
    return tuple(cap for cap in caps if cap.relation in ("", relation))


def crowded(
    caps: Iterable[Cap],
    slots: Sequence[Slot],
    *,
    channel: str,
    now: datetime.datetime,
) -> Crowded | None:
    """Return the cap that is full for longest, or None where there is room under all of them."""
    found = [_fullness(cap, slots, now) for cap in caps if cap.counts(channel)]
    full = [one for one in found if one.taken >= one.cap.most]
    return max(full, key=lambda one: one.free_at, default=None)


def _fullness(cap: Cap, slots: Sequence[Slot], now: datetime.datetime) -> Crowded:
    taken = sorted(
        slot.taken_at
        for slot in slots
        if cap.counts(slot.channel) and slot.taken_at > now - cap.period
    )
    if len(taken) < cap.most:
        return Crowded(cap, len(taken), now)
    # Room for one more as soon as only `most` - 1 of them are left within the period.
    free_at = taken[len(taken) - cap.most] + cap.period if cap.most else NEVER
    return Crowded(cap, len(taken), free_at)
