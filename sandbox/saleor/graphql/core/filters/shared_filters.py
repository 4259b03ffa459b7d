"""Filters by global id."""

from django.core.exceptions import ValidationError
from django.forms import Field, MultipleChoiceField
from django_filters import Filter, MultipleChoiceFilter
from graphql_relay import from_global_id


class GlobalIDFormField(Field):
    default_error_messages = {"invalid": "Invalid ID specified."}

    def clean(self, value):
        if not value and not self.required:
            return None
        try:
            type_, id_ = from_global_id(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid"]) from error
        if not (type_ and id_):
            raise ValidationError(self.error_messages["invalid"])
        return value


class GlobalIDFilter(Filter):
    field_class = GlobalIDFormField

    def filter(self, qs, value):
        return super().filter(qs, None if value is None else from_global_id(value)[1])


class GlobalIDMultipleChoiceField(MultipleChoiceField):
    default_error_messages = {
        "invalid_choice": "One of the specified IDs was invalid (%(value)s).",
        "invalid_list": "Enter a list of values.",
    }

    def valid_value(self, value):
        GlobalIDFormField().clean(value)
        return True


class GlobalIDMultipleChoiceFilter(MultipleChoiceFilter):
    field_class = GlobalIDMultipleChoiceField

    def filter(self, qs, value):
        return super().filter(qs, [from_global_id(global_id)[1] for global_id in value])
