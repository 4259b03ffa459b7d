"""The schema, with the two fields that Apollo Federation asks for."""

from collections import defaultdict

import graphene
from django.conf import settings
from graphene.utils.str_converters import to_snake_case
from graphql import (
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
)

from ...schema_printer import print_schema
from ..context import BaseContext
from .entities import federated_entities


class _Any(graphene.Scalar):
    """_Any value scalar as defined by Federation spec."""

    @staticmethod
    def serialize(any_value):
        return any_value

    @staticmethod
    def parse_literal(any_value):
        return any_value

    @staticmethod
    def parse_value(any_value):
        return any_value


class _Entity(graphene.Union):
    """_Entity union as defined by Federation spec."""

    class Meta:
        types = tuple(federated_entities.values())


class _Service(graphene.ObjectType):
    """_Service manifest as defined by Federation spec."""

    sdl = graphene.String()


def build_federated_schema(query, mutation, types, subscription, directives=None):
    schema = graphene.Schema(
        query=query,
        mutation=mutation,
        types=[*types, _Any, _Entity, _Service],
        subscription=subscription,
        directives=directives,
    )
    entity_type = schema.get_type("_Entity")
    entity_type.resolve_type = create_entity_type_resolver(schema)
    representations = GraphQLNonNull(
        GraphQLList(GraphQLNonNull(schema.get_type("_Any")))
    )
    fields = schema.get_type("Query").fields
    fields["_entities"] = GraphQLField(
        GraphQLList(entity_type),
        args={"representations": GraphQLArgument(representations)},
        resolver=resolve_entities,
    )
    fields["_service"] = GraphQLField(
        schema.get_type("_Service"), resolver=create_service_sdl_resolver(schema)
    )
    return schema


def create_entity_type_resolver(schema):
    def resolve_entity_type(instance, info):
        node = instance.node if isinstance(instance, BaseContext) else instance
        return schema.get_type(type(node)._meta.object_name)

    return resolve_entity_type


def resolve_entities(_, info, *, representations):
    """Resolve representations, type by type, each type in one call."""
    limit = settings.FEDERATED_QUERY_MAX_ENTITIES
    if limit and len(representations) > limit:
        raise GraphQLError(
            f"Federated query exceeded entity limit: {len(representations)} items "
            f"requested over {limit}."
        )
    batches = defaultdict(list)
    for representation in representations:
        model = _entity_type(representation)
        batches[model].append(_read(model, representation))
    entities = []
    for model, batch in batches.items():
        resolver = getattr(model, f"_{model.__name__}__resolve_references", None)
        if resolver:
            entities.extend(resolver(batch, info))
    return entities


def _entity_type(representation):
    if not isinstance(representation, dict):
        raise GraphQLError("Invalid type for 'representation' field: must be an object")
    typename = representation.get("__typename")
    if typename is None:
        raise GraphQLError("Missing required field: __typename")
    if not isinstance(typename, str):
        raise GraphQLError("Invalid type for __typename: must be a string")
    if typename not in federated_entities:
        raise GraphQLError("Invalid value or unsupported model for __typename")
    return federated_entities[typename]


def _read(model, representation):
    values = {}
    for name, value in representation.items():
        if name == "__typename":
            continue
        field = to_snake_case(name)
        if field not in model._meta.fields:
            raise GraphQLError(f"Unknown field for {model.__name__}: {field}")
        values[field] = value
    return model(**values)


def create_service_sdl_resolver(schema):
    sdl = federated_sdl(schema)

    def resolve_service_sdl(_root, _info):
        return {"sdl": sdl}

    return resolve_service_sdl


def federated_sdl(schema):
    """Return the schema's text without subscriptions, entities marked by @key."""
    without_subscriptions = graphene.Schema(
        query=schema._query,
        mutation=schema._mutation,
        types=schema.types,
        directives=schema._directives,
    )
    text = print_schema(without_subscriptions)
    start = text.find("schema {")
    text = (text[:start] + text[text.find("}", start) + 1 :]).lstrip()
    for name, graphql_type in federated_entities.items():
        at = text.find("{", text.find(f"type {name} "))
        text = f"{text[:at]}{graphql_type._sdl} {text[at:]}"
    return text
