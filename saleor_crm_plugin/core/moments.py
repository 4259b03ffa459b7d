"""Moments as PostgreSQL writes them, read without the driver's pattern matching."""

import datetime


def moment(text: str) -> datetime.datetime:
    """Return the moment of a `timestamptz::text`, in UTC. Raises ValueError for what is none.

    For batches: the driver takes several times as long for each one.
    """
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)


def moment_or_none(text: str | None) -> datetime.datetime | None:
    """Return the moment, None for none."""
    return None if text is None else moment(text)
