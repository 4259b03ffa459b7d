"""Every name of ours in the schema says what it is, in a sentence."""

from saleor.graphql.api import schema

from saleor_crm_plugin.graphql import DOC_CATEGORY

GRAPHENES_OWN = {"edges", "node", "cursor", "pageInfo", "clientMutationId"}
OF_SALEORS = {"before", "after", "first", "last"}


def ours():
    """Yield (name, what carries a description) of all our types, fields, arguments, values."""
    for type_name, graphql_type in schema.get_type_map().items():
        if type_name.startswith("Crm"):
            yield type_name, graphql_type
            for value in getattr(graphql_type, "values", []):
                yield f"{type_name}.{value.name}", value
        for name, field in getattr(graphql_type, "fields", {}).items():
            if not (type_name.startswith("Crm") or name.startswith("crm")):
                continue
            if name not in GRAPHENES_OWN:
                yield f"{type_name}.{name}", field
            for argument, definition in getattr(field, "args", {}).items():
                if argument not in OF_SALEORS:
                    yield f"{type_name}.{name}({argument})", definition


def test_there_is_something_to_describe():
    assert len(list(ours())) > 300


def test_every_description_ends_as_a_sentence():
    wrong = [
        (name, thing.description)
        for name, thing in ours()
        if not (thing.description or "").strip().endswith(".")
        and not name.endswith(("Edge", "Edge.node"))
    ]

    assert wrong == []


def test_every_type_of_ours_is_filed_under_our_heading():
    unfiled = [
        name
        for name, graphql_type in schema.get_type_map().items()
        if name.startswith("Crm")
        and not name.endswith("Edge")
        and getattr(
            getattr(graphql_type, "graphene_type", None), "doc_category", DOC_CATEGORY
        )
        != DOC_CATEGORY
        and getattr(
            getattr(graphql_type.graphene_type, "_meta", None), "doc_category", None
        )
        != DOC_CATEGORY
    ]

    assert unfiled == []
