"""Whether anything may leave from this very installation."""

import enum
from dataclasses import dataclass


class Hold(enum.StrEnum):
    """Why nothing leaves."""

    NOT_LIVE = "not_live"
    COPY = "copy"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation is: its public address, and the id that no database backup carries."""

    public_url: str
    instance_id: str


def is_copy(*, live: Place, here: Place) -> bool:
    """Whether this is another place than the one that went live.

    An id or address that cannot be told counts as another: better no message than one to real
    people from a rehearsal.
    """
    return not (here.public_url and here.instance_id) or live != here


def is_restored(*, noted: int, made: int) -> bool:
    """Whether an attempt was noted outside the database that this database knows nothing of.

    `noted` is 0 where nothing was noted or it cannot be read: that says nothing.
    """
    return noted > made
