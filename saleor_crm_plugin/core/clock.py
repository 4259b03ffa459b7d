"""The only source of the present moment, so that tests and rehearsals can set it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_fixed: ContextVar[datetime.datetime | None] = ContextVar("crm_clock", default=None)


def now() -> datetime.datetime:
    """Return the aware moment in UTC: the fixed one inside `fixed_at`, else the machine's."""
    return _fixed.get() or datetime.datetime.now(tz=datetime.UTC)


@contextmanager
def fixed_at(moment: datetime.datetime) -> Iterator[None]:
    """Make `now()` answer `moment` (aware) inside the block, in this context only."""
    if moment.tzinfo is None:
        raise ValueError("The clock needs an aware moment.")
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
