"""Batched reads of consents: one query for all people of an answer."""

from collections.abc import Iterable

from ...consent.models import ConsentEvent, Suppression
from ...consent.queries import (
    Preference,
    events_pages,
    preferences_of_many,
    suppressions_of,
)
from ...saleor_adapter.graphql import DataLoader
from ..reading import by_profile


class PreferencesLoader(DataLoader):
    """Everything that a profile has said."""

    context_key = "crm_preferences"

    def batch_load(self, keys: Iterable[int]) -> list[list[Preference]]:
        keys = list(keys)
        found = preferences_of_many(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class ConsentEventsLoader(DataLoader):
    """Pages of acts by (the id before which, how many, profile)."""

    context_key = "crm_consent_events"

    def batch_load(
        self, keys: Iterable[tuple[int | None, int, int]]
    ) -> list[list[ConsentEvent]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda before, first, profiles: events_pages(
                profiles, first=first, before=before, using=using
            ),
        )


class SuppressionsLoader(DataLoader):
    """What stops us from writing to a profile's addresses."""

    context_key = "crm_suppressions"

    def batch_load(self, keys: Iterable[int]) -> list[list[Suppression]]:
        keys = list(keys)
        found = suppressions_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]
