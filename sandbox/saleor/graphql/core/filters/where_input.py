"""Inputs of the `where` argument: conditions that AND and OR combine."""

import graphene

from ..scalars import UUID, Date, DateTime, Decimal
from ..types import NonNullList
from ..types.common import (
    DateRangeInput,
    DateTimeRangeInput,
    DecimalRangeInput,
    IntRangeInput,
)
from .filter_input import FilterInputObjectType


class WhereInputObjectType(FilterInputObjectType):
    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, _meta=None, **options):
        super().__init_subclass_with_meta__(_meta=_meta, **options)
        cls._meta.fields["AND"] = graphene.Field(
            NonNullList(cls), description="Conditions that must all be met."
        )
        cls._meta.fields["OR"] = graphene.Field(
            NonNullList(cls), description="Conditions of which one must be met."
        )


class FilterInputDescriptions:
    EQ = "The value equal to."
    ONE_OF = "The value included in."
    NOT_ONE_OF = "The value not included in."
    RANGE = "The value in range."
    CONTAINS_ALL = "The field contains all of the specified values."
    CONTAINS_ANY = "The field contains at least one of the specified values."


def _one_of(type_):
    return NonNullList(type_, description=FilterInputDescriptions.ONE_OF)


class StringFilterInput(graphene.InputObjectType):
    eq = graphene.String(description=FilterInputDescriptions.EQ)
    one_of = _one_of(graphene.String)

    class Meta:
        description = "Conditions on a text."


class IntFilterInput(graphene.InputObjectType):
    eq = graphene.Int(description=FilterInputDescriptions.EQ)
    one_of = _one_of(graphene.Int)
    range = IntRangeInput(description=FilterInputDescriptions.RANGE)

    class Meta:
        description = "Conditions on a whole number."


class DecimalFilterInput(graphene.InputObjectType):
    eq = Decimal(description=FilterInputDescriptions.EQ)
    one_of = _one_of(Decimal)
    range = DecimalRangeInput(description=FilterInputDescriptions.RANGE)

    class Meta:
        description = "Conditions on a decimal number."


class DateFilterInput(graphene.InputObjectType):
    eq = Date(description=FilterInputDescriptions.EQ)
    one_of = _one_of(Date)
    range = DateRangeInput(description=FilterInputDescriptions.RANGE)

    class Meta:
        description = "Conditions on a date."


class DateTimeFilterInput(graphene.InputObjectType):
    eq = DateTime(description=FilterInputDescriptions.EQ)
    one_of = _one_of(DateTime)
    range = DateTimeRangeInput(description=FilterInputDescriptions.RANGE)

    class Meta:
        description = "Conditions on a moment."


class GlobalIDFilterInput(graphene.InputObjectType):
    eq = graphene.ID(description=FilterInputDescriptions.EQ)
    one_of = _one_of(graphene.ID)

    class Meta:
        description = "Conditions on an object."


class UUIDFilterInput(graphene.InputObjectType):
    eq = UUID(description=FilterInputDescriptions.EQ)
    one_of = _one_of(UUID)

    class Meta:
        description = "Conditions on a UUID."
