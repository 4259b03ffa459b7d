"""Batched reads of segments: one query for the counts of all segments of an answer."""

from collections.abc import Iterable

from ...identity.queries import Person, people
from ...saleor_adapter.graphql import DataLoader
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
