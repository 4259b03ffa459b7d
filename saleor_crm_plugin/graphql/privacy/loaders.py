"""Batched reads of copies: one query for all people of an answer."""

from collections.abc import Iterable

from ...privacy.models import PersonExport
from ...privacy.queries import exports_of_many
from ...saleor_adapter.graphql import DataLoader


class ExportsLoader(DataLoader):
    """The latest copies of a profile's data."""

    context_key = "crm_exports"

    def batch_load(self, keys: Iterable[int]) -> list[list[PersonExport]]:
        keys = list(keys)
        found = exports_of_many(keys, using=self.database_connection_name)
        return [found[key] for key in keys]
