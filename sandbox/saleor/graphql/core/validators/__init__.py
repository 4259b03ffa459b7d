"""Checks of whole queries and of single values."""

from uuid import UUID

import graphql.validation
from django.conf import settings
from django.core.exceptions import ValidationError
from graphene.utils.str_converters import to_camel_case
from graphql.error import GraphQLError

from .count_limits import AliasCountLimitRule, MutationCountLimitRule
from .query_cost import cost_validator


def validate_query(*, schema, document_ast, variables, cost_map):
    """Return (cost, errors or None) of a query."""
    validator = cost_validator(
        maximum_cost=settings.GRAPHQL_QUERY_MAX_COMPLEXITY,
        variables=variables,
        cost_map=cost_map,
    )
    rules = [validator, AliasCountLimitRule, MutationCountLimitRule]
    errors = graphql.validation.validate(schema, document_ast, rules)
    return validator.cost, errors or None


def validate_if_int_or_uuid(id):
    try:
        int(id)
    except ValueError:
        try:
            UUID(id)
        except (AttributeError, ValueError) as error:
            raise ValidationError("Must receive an int or UUID.") from error


def validate_one_of_args_is_in_mutation(*args, **kwargs):
    try:
        validate_one_of_args_is_in_query(*args, **kwargs)
    except GraphQLError as error:
        raise ValidationError(str(error), code="graphql_error") from error


def validate_one_of_args_is_in_query(*args, use_camel_case=False):
    """Take name, value, name, value …; GraphQLError unless exactly one has a value."""
    pairs = list(zip(args[::2], args[1::2], strict=True))
    names = [
        to_camel_case(name) if use_camel_case else name
        for name, value in pairs
        if value
    ]
    if len(names) > 1:
        others = ", ".join(f"'{name}'" for name in names[1:])
        raise GraphQLError(f"Argument '{names[0]}' cannot be combined with {others}")
    if not names:
        known = ", ".join(
            f"'{to_camel_case(name) if use_camel_case else name}'"
            for name, _value in pairs
        )
        raise GraphQLError(f"At least one of arguments is required: {known}.")
