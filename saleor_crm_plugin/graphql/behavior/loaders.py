"""Batched reads of behavior: one query for all people of an answer."""

from collections.abc import Iterable
from typing import Any

from ...behavior.models import BehaviorEvent, PersonKeyword
from ...behavior.queries import Interest, events_pages, interests_of, keywords_of
from ...saleor_adapter.graphql import DataLoader
from ..reading import by_profile


class BehaviorLoader(DataLoader):
    """Pages of events by (the place before which, how many, kinds, profile)."""

    context_key = "crm_behavior"

    def batch_load(self, keys: Iterable[Any]) -> list[list[BehaviorEvent]]:
        using = self.database_connection_name

        def read(before: Any, first: int, kinds: Any, profiles: list[int]) -> Any:
            return events_pages(
                profiles, before=before, first=first, kinds=kinds, using=using
            )

        return by_profile(keys, read)


class InterestsLoader(DataLoader):
    """The latest products of interest by (how many, profile)."""

    context_key = "crm_interests"

    def batch_load(self, keys: Iterable[tuple[int, int]]) -> list[list[Interest]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda first, profiles: interests_of(profiles, first=first, using=using),
        )


class KeywordsLoader(DataLoader):
    """The most used words by (how many, profile)."""

    context_key = "crm_keywords"

    def batch_load(self, keys: Iterable[tuple[int, int]]) -> list[list[PersonKeyword]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda first, profiles: keywords_of(profiles, first=first, using=using),
        )
