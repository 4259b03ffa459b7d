"""Batched reads of templates: one query for all versions, one for all contents of an answer."""

from collections.abc import Iterable

from ...saleor_adapter.graphql import DataLoader
from ...templates.models import TemplateVersion
from ...templates.queries import contents_of_versions, versions_of_templates
from ...templates.rendering import Content


class VersionsByTemplateLoader(DataLoader):
    """All versions of a template, the newest first."""

    context_key = "crm_versions_by_template"

    def batch_load(self, keys: Iterable[int]) -> list[list[TemplateVersion]]:
        keys = list(keys)
        found = versions_of_templates(keys, using=self.database_connection_name)
        return [found.get(key, []) for key in keys]


class ContentsByVersionLoader(DataLoader):
    """Everything that a version says, by language and variant."""

    context_key = "crm_contents_by_version"

    def batch_load(self, keys: Iterable[int]) -> list[list[Content]]:
        keys = list(keys)
        found = contents_of_versions(keys, using=self.database_connection_name)
        return [found.get(key, []) for key in keys]
