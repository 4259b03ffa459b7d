"""Every name of ours in the schema says what it is, in a sentence."""

from saleor.graphql.api import schema

# Described by graphene or by Saleor, if at all.
NOT_OURS = {"edges", "node", "cursor", "pageInfo", "errors", "field", "message"}
ARGUMENTS_OF_SALEOR = {"after", "first"}


def ours():
    """Yield (name, what carries a description) of all our types, fields, arguments, values."""
    for type_name, graphql_type in schema.get_type_map().items():
        if type_name.startswith("Crm") and not type_name.endswith("Edge"):
            yield type_name, graphql_type
            for value in getattr(graphql_type, "values", []):
                yield f"{type_name}.{value.name}", value
        yield from our_fields(type_name, getattr(graphql_type, "fields", {}))


def our_fields(type_name, fields):
    for name, field in fields.items():
        is_ours = type_name.startswith("Crm") or name.startswith(("crm", "loyalty"))
        if not is_ours or name in NOT_OURS:
            continue
        yield f"{type_name}.{name}", field
        for argument, definition in getattr(field, "args", {}).items():
            if argument not in ARGUMENTS_OF_SALEOR:
                yield f"{type_name}.{name}({argument})", definition


def test_there_is_something_to_describe():
    assert len(list(ours())) > 300


def test_every_description_ends_as_a_sentence():
    wrong = [
        (name, thing.description)
        for name, thing in ours()
        if not (thing.description or "").strip().endswith(".")
    ]

    assert wrong == []
