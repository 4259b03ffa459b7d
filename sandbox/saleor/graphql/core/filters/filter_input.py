"""Input types whose fields are the filters of a FilterSet."""

import itertools

import graphene
from django.db import models
from django_filters.filterset import FILTER_FOR_DBFIELD_DEFAULTS, BaseFilterSet
from graphene.types.inputobjecttype import InputObjectTypeOptions
from graphene.types.utils import yank_fields_from_attrs

from ..descriptions import DEPRECATED_IN_3X_INPUT
from ..types.base import BaseInputObjectType
from .shared_filters import GlobalIDFilter, GlobalIDMultipleChoiceFilter

GLOBAL_ID_FILTERS = {
    models.AutoField: {"filter_class": GlobalIDFilter},
    models.OneToOneField: {"filter_class": GlobalIDFilter},
    models.ForeignKey: {"filter_class": GlobalIDFilter},
    models.ManyToManyField: {"filter_class": GlobalIDMultipleChoiceFilter},
    models.ManyToOneRel: {"filter_class": GlobalIDMultipleChoiceFilter},
    models.ManyToManyRel: {"filter_class": GlobalIDMultipleChoiceFilter},
}


class GraphQLFilterSetMixin(BaseFilterSet):
    FILTER_DEFAULTS = dict(
        itertools.chain(FILTER_FOR_DBFIELD_DEFAULTS.items(), GLOBAL_ID_FILTERS.items())
    )


def get_filterset_class(filterset_class):
    return type(
        f"GraphQL{filterset_class.__name__}",
        (filterset_class, GraphQLFilterSetMixin),
        {},
    )


class FilterInputObjectType(BaseInputObjectType):
    """Meta.filterset_class names the FilterSet."""

    @classmethod
    def __init_subclass_with_meta__(
        cls, _meta=None, model=None, filterset_class=None, fields=None, **options
    ):
        if not filterset_class:
            raise ValueError("Provide filterset class")
        cls.custom_filterset_class = filterset_class
        cls.filterset_class = get_filterset_class(filterset_class)
        cls.fields, cls.model = fields, model
        _meta = _meta or InputObjectTypeOptions(cls)
        filters = yank_fields_from_attrs(cls._arguments(), _as=graphene.InputField)
        if _meta.fields:
            _meta.fields.update(filters)
        else:
            _meta.fields = filters
        super().__init_subclass_with_meta__(_meta=_meta, **options)

    @classmethod
    def _arguments(cls):
        from ..types.converter import convert_form_field

        arguments = {}
        for name, filter_ in cls.filterset_class.base_filters.items():
            has_input = getattr(filter_, "input_class", None)
            argument = convert_form_field(filter_ if has_input else filter_.field)
            argument.kwargs = getattr(argument, "kwargs", {})
            arguments[name] = argument
        return arguments


class ChannelFilterInputObjectType(FilterInputObjectType):
    channel = graphene.Argument(
        graphene.String,
        description=f"Slug of the channel.{DEPRECATED_IN_3X_INPUT} Use root-level channel argument instead.",
    )

    class Meta:
        abstract = True
