"""Which accounts a list shows."""

import django_filters
from django.db.models import Q

from ...account.models import User
from ..core.doc_category import DOC_CATEGORY_USERS
from ..core.filters import FilterInputObjectType, ObjectTypeFilter
from ..core.types import DateRangeInput, DateTimeRangeInput


def filter_range(queryset, field, value):
    """Narrow by `gte` and `lte`, both inclusive."""
    bounds = {
        f"{field}__{bound}": limit
        for bound, limit in (value or {}).items()
        if limit is not None
    }
    return queryset.filter(**bounds)


def filter_date_joined(queryset, _name, value):
    return filter_range(queryset, "date_joined__date", value)


def filter_updated_at(queryset, _name, value):
    return filter_range(queryset, "updated_at", value)


def filter_user_search(queryset, _name, value):
    for word in value.split():
        queryset = queryset.filter(
            Q(email__icontains=word)
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
        )
    return queryset


class CustomerFilter(django_filters.FilterSet):
    date_joined = ObjectTypeFilter(
        input_class=DateRangeInput, method=filter_date_joined
    )
    updated_at = ObjectTypeFilter(
        input_class=DateTimeRangeInput, method=filter_updated_at
    )
    search = django_filters.CharFilter(method=filter_user_search)

    class Meta:
        model = User
        fields = ["search"]


class CustomerFilterInput(FilterInputObjectType):
    class Meta:
        doc_category = DOC_CATEGORY_USERS
        filterset_class = CustomerFilter
