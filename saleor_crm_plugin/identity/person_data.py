"""What every area says about the rows that it keeps about a person: export, erase, merge.

An area registers its kinds of rows in `<area>/person.py`. Export, erasure and merging begin in
identity and reach every area through this registry, never by upward imports.
"""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.db.models import Model

from ..core.addresses import Address
from ..core.registry import Registry
from .moving import Merge, Moves


class PersonData:
    """The rows of one kind that an area keeps about people.

    `models` are the tables with a profile id that this answers for; every one of the app is
    claimed by exactly one PersonData, and named once more: in `moves`, if its rows go along when
    two people turn out to be one, else in `stays` with the reason. `lock_position` is the place in
    the order in which an erasure or a merge goes through the tables: the order of the shelves,
    lower areas first, so that it takes row locks as every other transaction does.
    """

    code: ClassVar[str] = ""
    lock_position: ClassVar[int]
    models: ClassVar[tuple[type[Model], ...]]
    moves: ClassVar[tuple[Moves, ...]] = ()
    stays: ClassVar[Mapping[type[Model], str]] = {}

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return everything that is kept about the person as plain JSON values, oldest first."""
        raise NotImplementedError

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Remove the person's text for good; return how many rows were deleted or changed.

        Runs inside the erasure's transaction with the profile's row locked. Idempotent. Rows
        without personal text (postings, entries, decisions) stay.
        """
        raise NotImplementedError

    def addresses(self, profile_ids: Collection[int]) -> dict[int, Address]:
        """Return where these people live, as far as this kind can tell; most cannot.

        A fixed number of queries; none for nobody.
        """
        return {}

    def lock(self, profile_ids: Collection[int]) -> None:
        """Take the row locks that everybody takes before the profiles' own, by id; most have none."""

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move what the source holds to the survivor; return how many rows by place.

        Runs inside the merge's transaction with lanes and profiles locked, and again as long as
        somebody may still write under the source's id: idempotent. What it moves in a way of its
        own it notes with `note_rows`.
        """
        return {place.table: place.move(merge) for place in self.moves}

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give back what this merge moved; return what stays with the survivor, by place.

        Counted is what came since the merge and is nobody's that can be told. Identifiers have
        been given back before the areas above are asked.
        """
        for place in self.moves:
            place.give_back(merge)
        return {place.table: place.newer(merge) for place in self.moves if place.since}

    def preview(self, source_id: int, target_id: int) -> dict[str, tuple[int, int]]:
        """Return by place how many rows would move, and how many would stay at the source."""
        return {place.table: place.count(source_id, target_id) for place in self.moves}


person_data = Registry(PersonData)


def in_lock_order() -> list[PersonData]:
    """Return one of each registered kind, in the order in which they may be locked."""
    return sorted((kind() for kind in person_data), key=lambda kind: kind.lock_position)
