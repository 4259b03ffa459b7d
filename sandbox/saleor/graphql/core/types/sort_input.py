"""Inputs that say by which field, and in which direction, a list is sorted."""

import copy

import graphene
from graphene.types.inputobjecttype import InputObjectTypeOptions

from ..enums import OrderDirection
from .base import BaseInputObjectType


class SortInputMeta(InputObjectTypeOptions):
    sort_enum = None


class SortInputObjectType(BaseInputObjectType):
    direction = graphene.Argument(
        OrderDirection,
        required=True,
        description="Specifies the direction in which to sort.",
    )

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(
        cls, container=None, _meta=None, sort_enum=None, type_name=None, **options
    ):
        _meta = _meta or SortInputMeta(cls)
        if sort_enum:
            _meta.sort_enum = sort_enum
        super().__init_subclass_with_meta__(container, _meta, **options)
        if type_name:
            _describe(cls._meta.fields, sort_enum, type_name)


def _describe(fields, sort_enum, type_name):
    # Copied, since the inherited field object belongs to the base class.
    fields["direction"] = copy.copy(fields["direction"])
    fields[
        "direction"
    ].description = f"Specifies the direction in which to sort {type_name}."
    if sort_enum and "field" not in fields:
        fields["field"] = graphene.Argument(
            sort_enum,
            required=True,
            description=f"Sort {type_name} by the selected field.",
        )


class ChannelSortInputObjectType(SortInputObjectType):
    channel = graphene.Argument(
        graphene.String, description="The channel whose data is sorted by."
    )

    class Meta:
        abstract = True
