"""Names in several languages, as mutations take and types show them."""

from collections.abc import Iterable, Mapping
from typing import Any

import graphene

from ..saleor_adapter.graphql import BaseInputObjectType, BaseObjectType
from . import DOC_CATEGORY


class CrmLocalizedNameInput(BaseInputObjectType):
    """A name in one language."""

    language = graphene.String(required=True, description="Such as `it`.")
    name = graphene.String(required=True, description="The name.")

    class Meta:
        description = "A name in one language."
        doc_category = DOC_CATEGORY


class CrmLocalizedName(BaseObjectType):
    """A name in one language."""

    language = graphene.String(required=True, description="Such as `it`.")
    name = graphene.String(required=True, description="The name.")

    class Meta:
        description = "A name in one language."
        doc_category = DOC_CATEGORY


def names_by_language(given: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return given names by their language; of equal languages the last counts."""
    return {one["language"]: one["name"] for one in given}


def shown_names(names: Mapping[str, str]) -> list[CrmLocalizedName]:
    """Return names as the API shows them, by language."""
    return [
        CrmLocalizedName(language=language, name=name)
        for language, name in sorted(names.items())
    ]
