"""Whose device it is now, and what becomes of what nobody was signed in for."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """Who is signed in on a device (None: nobody that we know), and since when nobody else was.

    Only what happened after `free_since` can become the next person's; None stands for all.
    """

    profile_id: int | None
    free_since: datetime.datetime | None
    seen_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """What a sighting makes of a binding.

    `takes_over` says that what nobody was signed in for since `binding.free_since` becomes the
    person's. Events up to `not_before` happened while somebody else may have been there: nobody's.
    """

    binding: Binding
    takes_over: bool = False
    not_before: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A device that tells of events: who is signed in there (None: nobody), and when.

    `is_agreed` says whether that person has agreed to be profiled.
    """

    profile_id: int | None
    is_agreed: bool
    at: datetime.datetime


def turn(known: Binding | None, seen: Sighting) -> Turn:
    """Return who the device's events belong to from now on.

    Signing in takes over what was done since the last sign-out, and nothing that was done before
    or while anybody else was signed in; a person who has not agreed is not noted, but what was
    done before them on the device is nobody else's any more.
    """
    if known is None:
        owner = seen.profile_id if seen.is_agreed else None
        return Turn(Binding(owner, None, seen.at))
    if seen.profile_id is not None and not seen.is_agreed:
        return Turn(Binding(None, seen.at, seen.at))
    if known.profile_id == seen.profile_id:
        return Turn(
            Binding(known.profile_id, known.free_since, seen.at),
            not_before=known.free_since,
        )
    if known.profile_id is None:
        return Turn(
            Binding(seen.profile_id, known.free_since, seen.at),
            takes_over=True,
            not_before=known.free_since,
        )
    # Somebody else was there when it was last seen, or has signed out since.
    return Turn(
        Binding(seen.profile_id, known.seen_at, seen.at), not_before=known.seen_at
    )
