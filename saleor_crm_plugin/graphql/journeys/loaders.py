"""Batched reads of journeys: one query for all versions, counts or steps of an answer."""

from collections.abc import Iterable
from typing import Any

from ...journeys.queries import in_flight, people_by_step, steps_of, versions_of
from ...saleor_adapter.graphql import DataLoader


class VersionsByJourneyLoader(DataLoader):
    """A journey's versions, newest first."""

    context_key = "crm_versions_by_journey"

    def batch_load(self, keys: Iterable[int]) -> list[Any]:
        keys = list(keys)
        found = versions_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class InFlightByJourneyLoader(DataLoader):
    """How many people a journey has in flight."""

    context_key = "crm_in_flight_by_journey"

    def batch_load(self, keys: Iterable[int]) -> list[int]:
        keys = list(keys)
        found = in_flight(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class PeopleByJourneyLoader(DataLoader):
    """Where people stand in a journey."""

    context_key = "crm_people_by_journey"

    def batch_load(self, keys: Iterable[int]) -> list[Any]:
        keys = list(keys)
        found = people_by_step(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class StepsByEnrollmentLoader(DataLoader):
    """The steps that a passage has left behind, in order."""

    context_key = "crm_steps_by_enrollment"

    def batch_load(self, keys: Iterable[int]) -> list[Any]:
        keys = list(keys)
        found = steps_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]
