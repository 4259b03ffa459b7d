"""GraphQL arguments of form fields and filters."""

from functools import singledispatch

import graphene
from django import forms
from django.core.exceptions import ImproperlyConfigured

from ..filters import (
    EnumFilter,
    GlobalIDFormField,
    GlobalIDMultipleChoiceField,
    ListObjectTypeFilter,
    ObjectTypeFilter,
)
from .common import NonNullList


def get_form_field_description(field):
    if hasattr(field, "help_text"):
        return field.help_text or None
    return getattr(field, "extra", {}).get("help_text") or None


@singledispatch
def convert_form_field(field):
    raise ImproperlyConfigured(
        f"Don't know how to convert {field} ({field.__class__}) to Graphene type"
    )


@convert_form_field.register(forms.CharField)
def _string(field):
    return graphene.String(
        description=get_form_field_description(field), required=field.required
    )


@convert_form_field.register(forms.NullBooleanField)
def _boolean(field):
    return graphene.Boolean(description=get_form_field_description(field))


@convert_form_field.register(forms.DecimalField)
@convert_form_field.register(forms.FloatField)
def _float(field):
    return graphene.Float(
        description=get_form_field_description(field), required=field.required
    )


@convert_form_field.register(EnumFilter)
@convert_form_field.register(ObjectTypeFilter)
def _input_class(field):
    return field.input_class(description=get_form_field_description(field))


@convert_form_field.register(ListObjectTypeFilter)
def _list(field):
    return NonNullList(field.input_class, description=get_form_field_description(field))


@convert_form_field.register(GlobalIDFormField)
def _id(field):
    return graphene.ID(required=field.required)


@convert_form_field.register(GlobalIDMultipleChoiceField)
def _ids(field):
    return NonNullList(
        graphene.ID,
        required=field.required,
        description=get_form_field_description(field),
    )
