"""Filter inputs made of django-filter's sets."""

from .filter_input import ChannelFilterInputObjectType, FilterInputObjectType
from .filters import EnumFilter, ListObjectTypeFilter, ObjectTypeFilter
from .shared_filters import (
    GlobalIDFilter,
    GlobalIDFormField,
    GlobalIDMultipleChoiceField,
    GlobalIDMultipleChoiceFilter,
)
from .where_filters import (
    EnumWhereFilter,
    ListObjectTypeWhereFilter,
    ObjectTypeWhereFilter,
    WhereFilterSet,
)
from .where_input import (
    DateFilterInput,
    DateTimeFilterInput,
    DecimalFilterInput,
    GlobalIDFilterInput,
    IntFilterInput,
    StringFilterInput,
    UUIDFilterInput,
    WhereInputObjectType,
)

__all__ = [
    "ChannelFilterInputObjectType",
    "DateFilterInput",
    "DateTimeFilterInput",
    "DecimalFilterInput",
    "EnumFilter",
    "EnumWhereFilter",
    "FilterInputObjectType",
    "GlobalIDFilter",
    "GlobalIDFilterInput",
    "GlobalIDFormField",
    "GlobalIDMultipleChoiceField",
    "GlobalIDMultipleChoiceFilter",
    "IntFilterInput",
    "ListObjectTypeFilter",
    "ListObjectTypeWhereFilter",
    "ObjectTypeFilter",
    "ObjectTypeWhereFilter",
    "StringFilterInput",
    "UUIDFilterInput",
    "WhereFilterSet",
    "WhereInputObjectType",
]
