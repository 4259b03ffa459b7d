"""Batched reads of segments: one query for all segments of an answer."""

from collections.abc import Iterable

from ...audit.queries import last_authors
from ...identity.queries import Person, people
from ...saleor_adapter.graphql import DataLoader
from ...saleor_adapter.staff import author_names
from ...segments.actions.save import SUBJECT
from ...segments.queries import member_counts


class MemberCountLoader(DataLoader):
    """How many people are in a segment now."""

    context_key = "crm_member_count_by_segment"

    def batch_load(self, keys: Iterable[int]) -> list[int]:
        keys = list(keys)
        found = member_counts(keys, using=self.database_connection_name)
        return [found.get(key, 0) for key in keys]


class MemberPersonLoader(DataLoader):
    """One person as staff see them."""

    context_key = "crm_person_by_profile_of_segment"

    def batch_load(self, keys: Iterable[int]) -> list[Person | None]:
        keys = list(keys)
        found = people(keys, using=self.database_connection_name)
        return [found.get(key) for key in keys]


class LastAuthorLoader(DataLoader):
    """Who changed a segment last, by name; as `user:5` where there is no name."""

    context_key = "crm_last_author_by_segment"

    def batch_load(self, keys: Iterable[int]) -> list[str | None]:
        keys = list(keys)
        using = self.database_connection_name
        authors = last_authors(SUBJECT, keys, using=using)
        names = author_names(set(authors.values()), using=using)
        found = {key: names.get(author) or author for key, author in authors.items()}
        return [found.get(key) for key in keys]
