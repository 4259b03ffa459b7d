"""How fast an account may send, when it rests after failures, and how often one message is tried."""

import datetime
from dataclasses import dataclass

# A claim is held for longer than all its sends may take; each send ends well before its end.
LEASE = datetime.timedelta(minutes=10)
LONGEST_SEND = datetime.timedelta(seconds=60)
MOST_ATTEMPTS = 6
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=4)

# So many failures of the account itself, one after the other, and it rests.
FAILURES_TO_REST = 3
FIRST_REST = datetime.timedelta(seconds=30)
LONGEST_REST = datetime.timedelta(minutes=15)


def wait_after(attempts: int) -> datetime.timedelta:
    """Return how long a message waits after so many attempts (at least one)."""
    return min(FIRST_WAIT * (1 << 2 * (attempts - 1)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Health:
    """Failures of an account in a row, and until when it rests because of them (None: not)."""

    failures: int = 0
    closed_until: datetime.datetime | None = None

    def is_resting(self, now: datetime.datetime) -> bool:
        """Whether nothing may be handed to it now."""
        return self.closed_until is not None and now < self.closed_until

    def is_on_trial(self, now: datetime.datetime) -> bool:
        """Whether it has rested, and one message may show whether it is well again."""
        return self.failures >= FAILURES_TO_REST and not self.is_resting(now)


def health_after(before: Health, *, failed: bool, now: datetime.datetime) -> Health:
    """Return the account's health after one handing over; any success makes it well."""
    if not failed:
        return Health()
    failures = before.failures + 1
    if failures < FAILURES_TO_REST:
        return Health(failures)
    rest = min(FIRST_REST * 2 ** (failures - FAILURES_TO_REST), LONGEST_REST)
    return Health(failures, now + rest)


def worn_out(now: datetime.datetime) -> Health:
    """Return the health of an account that cannot work until somebody looks after it."""
    return Health(FAILURES_TO_REST, now + LONGEST_REST)


def turn_after(
    place: int, per_second: float, now: datetime.datetime
) -> datetime.datetime:
    """Return when the message in this place (from 0) of those that found no room has its turn."""
    return now + datetime.timedelta(seconds=(place + 1) / per_second)
