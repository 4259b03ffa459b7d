"""Scalars that refuse what Python or the database could not hold."""

import datetime
import decimal

import graphene
from graphene.types.generic import GenericScalar
from graphql.language import ast


def _decimal_or_none(text):
    try:
        value = decimal.Decimal(text)
    except decimal.DecimalException:
        return None
    usable = value.is_finite() and not value.is_subnormal()
    return value if usable else None


class Decimal(graphene.Float):
    """Custom Decimal implementation.

    Returns Decimal as a float in the API,
    parses float to the Decimal on the way back.
    """

    @staticmethod
    def parse_literal(node):
        if isinstance(node, ast.FloatValue | ast.IntValue):
            return _decimal_or_none(node.value)
        return None

    @staticmethod
    def parse_value(value):
        # By way of its text, so that 0.1 stays 0.1.
        return _decimal_or_none(str(value))


class PositiveDecimal(graphene.Float):
    """Nonnegative Decimal scalar implementation.

    Should be used in places where value must be nonnegative (0 or greater).
    """

    @staticmethod
    def parse_value(value):
        return _if(Decimal.parse_value(value), lambda number: number >= 0)

    @staticmethod
    def parse_literal(node):
        return _if(Decimal.parse_literal(node), lambda number: number >= 0)


def _if(value, condition):
    return value if value is not None and condition(value) else None


class JSON(GenericScalar):
    @staticmethod
    def parse_literal(node):
        if isinstance(node, ast.ObjectValue):
            return {
                field.name.value: GenericScalar.parse_literal(field.value)
                for field in node.fields
            }
        if isinstance(node, ast.ListValue):
            return [GenericScalar.parse_literal(value) for value in node.values]
        return None

    @staticmethod
    def parse_value(value):
        return value if isinstance(value, dict | list) else None


class UUID(graphene.UUID):
    @staticmethod
    def parse_literal(node):
        try:
            return graphene.UUID.parse_literal(node)
        except ValueError:
            return None

    @staticmethod
    def parse_value(value):
        try:
            return graphene.UUID.parse_value(value)
        except ValueError:
            return None


class DateTime(graphene.DateTime):
    __doc__ = graphene.DateTime.__doc__

    @staticmethod
    def parse_value(value):
        parsed = graphene.DateTime.parse_value(value)
        if not isinstance(parsed, datetime.datetime):
            return parsed
        try:
            # At both ends of the calendar an offset leads out of it.
            parsed.astimezone(tz=datetime.UTC)
        except OverflowError:
            return None
        return parsed


class Date(graphene.Date):
    __doc__ = graphene.Date.__doc__

    @staticmethod
    def parse_value(value):
        # Graphene's own raises IndexError for an empty text.
        return None if value == "" else graphene.Date.parse_value(value)


class NonNegativeInt(graphene.Int):
    """Non-negative Integer scalar implementation.

    Should be used in places where value must be non-negative (0 or greater).
    """

    @staticmethod
    def parse_value(value):
        return _if(graphene.Int.parse_value(value), lambda number: number >= 0)

    @staticmethod
    def parse_literal(node):
        return _if(graphene.Int.parse_literal(node), lambda number: number >= 0)


class Minute(NonNegativeInt):
    """The `Minute` scalar type represents number of minutes by integer value."""


class Hour(NonNegativeInt):
    """The `Hour` scalar type represents number of hours by integer value."""


class Day(NonNegativeInt):
    """The `Day` scalar type represents number of days by integer value."""


class PositiveInt(graphene.Int):
    """Positive Integer scalar implementation.

    Should be used in places where value must be positive (greater than 0).
    """

    @staticmethod
    def parse_value(value):
        return _if(graphene.Int.parse_value(value), lambda number: number > 0)

    @staticmethod
    def parse_literal(node):
        return _if(graphene.Int.parse_literal(node), lambda number: number > 0)
