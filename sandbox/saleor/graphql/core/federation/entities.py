"""The registry of federated types and their keys."""

federated_entities = {}


def federated_entity(key_fields):
    """Register a type under a key; several keys may be stacked."""

    def register(graphql_type):
        federated_entities[graphql_type.__name__] = graphql_type
        key = f'@key(fields: "{key_fields}")'
        known = getattr(graphql_type, "_sdl", "")
        graphql_type._sdl = f"{key} {known}" if known else key
        return graphql_type

    return register
