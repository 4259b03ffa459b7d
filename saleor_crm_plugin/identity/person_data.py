"""What every area says about the rows that it keeps about a person: how to export and erase them.

An area registers its kinds of rows in `<area>/person.py`. Export and erasure begin in identity and
reach every area through this registry, never by upward imports.
"""

import datetime
from typing import Any, ClassVar

from django.db import models

from ..core.registry import Registry


class PersonData:
    """The rows of one kind that an area keeps about people.

    `models` are the tables with a profile id that this answers for; every one of the app is
    claimed by exactly one PersonData. `lock_position` is the place in the order in which an
    erasure goes through the tables: the order of the shelves, lower areas first, so that it takes
    row locks as every other transaction does.
    """

    code: ClassVar[str] = ""
    lock_position: ClassVar[int]
    models: ClassVar[tuple[type[models.Model], ...]]

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return everything that is kept about the person as plain JSON values, oldest first."""
        raise NotImplementedError

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Remove the person's text for good; return how many rows were deleted or changed.

        Runs inside the erasure's transaction with the profile's row locked. Idempotent. Rows
        without personal text (postings, entries, decisions) stay.
        """
        raise NotImplementedError


person_data = Registry(PersonData)


def in_lock_order() -> list[PersonData]:
    """Return one of each registered kind, in the order in which they may be locked."""
    return sorted((kind() for kind in person_data), key=lambda kind: kind.lock_position)
