"""Batched reads of timelines and notes: one query for all people of an answer."""

from collections.abc import Iterable
from typing import Any

from ...identity.queries import Person, people
from ...saleor_adapter.graphql import DataLoader
from ...timeline.entry_type import Entry
from ...timeline.queries import Cursor, WrittenNote, entries_pages, notes_pages
from ..reading import by_profile


class TimelineLoader(DataLoader):
    """Pages of timelines by (the place before which, how many, types, profile)."""

    context_key = "crm_timeline"

    def batch_load(
        self, keys: Iterable[tuple[Cursor | None, int, tuple[str, ...], int]]
    ) -> list[list[Entry]]:
        using = self.database_connection_name

        def read(before: Any, first: int, types: Any, profiles: list[int]) -> Any:
            return entries_pages(
                profiles, before=before, first=first, types=types, using=using
            )

        return by_profile(keys, read)


class NotesLoader(DataLoader):
    """Pages of notes by (the id before which, how many, profile)."""

    context_key = "crm_notes"

    def batch_load(
        self, keys: Iterable[tuple[int | None, int, int]]
    ) -> list[list[WrittenNote]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda after, first, profiles: notes_pages(
                profiles, first=first, after=after, using=using
            ),
        )


class PersonNameLoader(DataLoader):
    """How a person is called, by the profile."""

    context_key = "crm_name_by_profile"

    def batch_load(self, keys: Iterable[int]) -> list[str]:
        keys = list(keys)
        found = people(keys, using=self.database_connection_name)
        return [_name_of(found.get(key)) for key in keys]


def _name_of(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.first_name} {person.last_name}".strip() or person.email
