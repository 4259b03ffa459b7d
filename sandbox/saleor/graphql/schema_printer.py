"""Prints a schema as SDL, with @doc and @webhookEventsInfo."""

from graphql.language.printer import print_ast
from graphql.type.definition import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
)
from graphql.type.directives import DEFAULT_DEPRECATION_REASON
from graphql.utils.ast_from_value import ast_from_value

from .core.descriptions import DEPRECATED_IN_3X_INPUT

BUILT_IN_SCALARS = frozenset(["String", "Boolean", "Int", "Float", "ID"])
BUILT_IN_DIRECTIVES = frozenset(["skip", "include", "deprecated"])
ROOT_TYPES = frozenset(["Query", "Mutation", "Subscription"])
WIDEST_ONE_LINE_DESCRIPTION = 70


def print_schema(schema):
    directives = [
        d for d in schema.get_directives() if d.name not in BUILT_IN_DIRECTIVES
    ]
    types = [
        type_
        for type_ in schema.get_type_map().values()
        if type_.name not in BUILT_IN_SCALARS and not type_.name.startswith("__")
    ]
    return "\n\n".join(
        [
            print_schema_definition(schema),
            *map(print_directive, directives),
            *map(print_type, types),
        ]
    )


def print_schema_definition(schema):
    roots = {
        "query": schema.get_query_type(),
        "mutation": schema.get_mutation_type(),
        "subscription": schema.get_subscription_type(),
    }
    lines = [f"  {name}: {type_.name}" for name, type_ in roots.items() if type_]
    return "schema {\n" + "\n".join(lines) + "\n}"


def print_type(type_):
    for kind, printer in PRINTERS:
        if isinstance(type_, kind):
            return print_description(type_) + printer(type_)
    raise TypeError(f"Unexpected type: {type_}.")


def _print_scalar(type_):
    return f"scalar {type_.name}"


def _print_object(type_):
    interfaces = " & ".join(interface.name for interface in type_.interfaces or ())
    implements = f" implements {interfaces}" if interfaces else ""
    fields = _print_fields(type_, with_category=type_.name in ROOT_TYPES)
    return f"type {type_.name}{implements}{_type_directives(type_)}{fields}"


def _print_interface(type_):
    return f"interface {type_.name}{_type_directives(type_)}{_print_fields(type_)}"


def _print_union(type_):
    return f"union {type_.name} = " + " | ".join(one.name for one in type_.types)


def _print_enum(type_):
    values = [
        f"{print_description(value, '  ', not i)}  {value.name}{print_deprecated(value.deprecation_reason)}"
        for i, value in enumerate(type_.values)
    ]
    return f"enum {type_.name}{_type_directives(type_)}{_block(values)}"


def _print_input_object(type_):
    fields = [
        f"{print_description(field, '  ', not i)}  {_input_value(name, field)}"
        for i, (name, field) in enumerate(type_.fields.items())
    ]
    return f"input {type_.name}{_type_directives(type_)}{_block(fields)}"


PRINTERS = (
    (GraphQLScalarType, _print_scalar),
    (GraphQLObjectType, _print_object),
    (GraphQLInterfaceType, _print_interface),
    (GraphQLUnionType, _print_union),
    (GraphQLEnumType, _print_enum),
    (GraphQLInputObjectType, _print_input_object),
)


# --- directives --------------------------------------------------------------


def _type_directives(type_):
    graphene_type = getattr(type_, "graphene_type", None)
    return _doc(getattr(graphene_type, "doc_category", None)) + _events(
        getattr(graphene_type, "webhook_events_info", None)
    )


def _field_directives(field, with_category):
    graphene_type = getattr(field.type, "graphene_type", None)
    category = getattr(graphene_type, "doc_category", None) or getattr(
        field.resolver, "doc_category", None
    )
    events = getattr(field.resolver, "webhook_events_info", None) or getattr(
        graphene_type, "webhook_events_info", None
    )
    return _doc(category if with_category else None) + _events(events)


def _doc(category):
    return f' @doc(category: "{category}")' if category else ""


def _events(events):
    if not events:
        return ""
    from ..webhook.event_types import WebhookEventAsyncType, WebhookEventSyncType

    lists = [
        ", ".join(event.type.upper() for event in events if event.type in kind.ALL)
        for kind in (WebhookEventAsyncType, WebhookEventSyncType)
    ]
    return f" @webhookEventsInfo(asyncEvents: [{lists[0]}], syncEvents: [{lists[1]}])"


def print_directive(directive):
    return (
        f"{print_description(directive)}directive @{directive.name}"
        f"{_print_args(directive.args)} on {' | '.join(directive.locations)}"
    )


def print_deprecated(reason):
    if reason is None:
        return ""
    if reason == DEFAULT_DEPRECATION_REASON:
        return " @deprecated"
    return f" @deprecated(reason: {print_ast(ast_from_value(reason))})"


# --- fields and arguments ------------------------------------------------------


def _print_fields(type_, with_category=True):
    return _block(
        [
            f"{print_description(field, '  ', not i)}  {name}{_print_args(field.args, '  ')}: {field.type}"
            f"{_field_directives(field, with_category)}{print_deprecated(field.deprecation_reason)}"
            for i, (name, field) in enumerate(type_.fields.items())
        ]
    )


def _block(items):
    return " {\n" + "\n".join(items) + "\n}" if items else ""


def _print_args(args, indent=""):
    if not args:
        return ""
    if not any(arg.description for arg in args.values()):
        return (
            "(" + ", ".join(_input_value(name, arg) for name, arg in args.items()) + ")"
        )
    lines = [
        f"{print_description(arg, f'  {indent}', not i)}  {indent}{_input_value(name, arg)}"
        for i, (name, arg) in enumerate(args.items())
    ]
    return "(\n" + "\n".join(lines) + f"\n{indent})"


def _input_value(name, arg):
    default = ast_from_value(arg.default_value, arg.type)
    text = f"{name}: {arg.type}"
    if default:
        text += f" = {print_ast(default)}"
    _shown, marker, reason = (arg.description or "").partition(DEPRECATED_IN_3X_INPUT)
    if marker:
        text += print_deprecated(reason.strip() or DEFAULT_DEPRECATION_REASON)
    return text


def print_description(definition, indent="", first_in_block=True):
    if definition.description is None:
        return ""
    text = str(definition.description).partition(DEPRECATED_IN_3X_INPUT)[0].rstrip()
    quoted = (
        _block_string(text)
        if _fits_block_string(text)
        else print_ast(ast_from_value(text))
    )
    lead = "\n" + indent if indent and not first_in_block else indent
    return lead + quoted.replace("\n", "\n" + indent) + "\n"


def _fits_block_string(text):
    """Tell whether a block string would be read back as the same text."""
    lines = text.split("\n")
    if any(ord(char) <= ord("\x0f") and char not in "\n\t" for char in text):
        return False
    if text and not (lines[0].strip() and lines[-1].strip()):
        return False
    rest = [line for line in lines[1:] if line.strip()]
    return not rest or not all(line[0] in " \t" for line in rest)


def _block_string(text):
    escaped = text.replace('"""', '\\"""')
    tail = text.endswith(("\\", '"')) and not escaped.endswith('\\"""')
    several = "\n" in text or len(text) > WIDEST_ONE_LINE_DESCRIPTION or tail
    edge = "\n" if several else ""
    return f'"""{edge}{escaped}{edge}"""'
