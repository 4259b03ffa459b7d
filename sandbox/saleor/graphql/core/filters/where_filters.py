"""Filters that tell an explicit null from a value that was left out."""

import django_filters

from .filters import EnumFilter, ListObjectTypeFilter, ObjectTypeFilter


class WhereFilterSet(django_filters.FilterSet):
    """Applies every filter whose key was given, also with null."""

    def filter_queryset(self, queryset):
        for name, value in self.form.cleaned_data.items():
            if name in self.data:
                queryset = self.filters[name].filter(queryset, value)
        return queryset


class EnumWhereFilter(EnumFilter):
    pass


class ObjectTypeWhereFilter(ObjectTypeFilter):
    pass


class ListObjectTypeWhereFilter(ListObjectTypeFilter):
    pass
