"""Filters whose value is an enum or an input object."""

import django_filters
from django import forms


class _InputFilter(django_filters.Filter):
    """A filter that names the type of its input."""

    def __init__(self, input_class, *args, **kwargs):
        self.input_class = input_class
        super().__init__(*args, **kwargs)


class EnumFilter(django_filters.CharFilter):
    def __init__(self, input_class, *args, **kwargs):
        assert kwargs.get("method"), (
            "Providing exact filter method is required for EnumFilter"
        )
        self.input_class = input_class
        super().__init__(*args, **kwargs)


class ObjectTypeFilter(_InputFilter):
    pass


class _ListField(forms.Field):
    def clean(self, value):
        return list(value) if value else None


class ListObjectTypeFilter(_InputFilter):
    field_class = _ListField
