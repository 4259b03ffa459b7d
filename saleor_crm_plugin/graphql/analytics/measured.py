"""What every figure of analytics says of itself, whatever it is made of."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

import graphene

from ...core.sentences import Sentence
from ...saleor_adapter.graphql import DateTime, ResolveInfo
from .. import DOC_CATEGORY
from ..wording import worded

M = TypeVar("M", bound=StrEnum)


class CrmMeasured(graphene.Interface):
    """A figure with its name, its meaning and its freshness."""

    doc_category = DOC_CATEGORY

    code = graphene.String(required=True, description="The code of the metric.")
    label = graphene.String(required=True, description="The name of the metric.")
    definition = graphene.String(required=True, description="What is counted.")
    data_until = DateTime(
        required=True, description="All changes of the shop until then are in it."
    )

    class Meta:
        description = "A figure with what it means and how fresh it is."

    @staticmethod
    def resolve_definition(root: Any, info: ResolveInfo) -> str:
        return worded(root.definition, info)


def words_of(
    metric: M,
    labels: Mapping[M, str],
    definitions: Mapping[M, Sentence],
    data_until: datetime.datetime,
) -> dict[str, Any]:
    """Return what a figure says of itself, by the fields of `CrmMeasured`."""
    return {
        "code": metric.value,
        "label": labels[metric],
        "definition": definitions[metric],
        "data_until": data_until,
    }
