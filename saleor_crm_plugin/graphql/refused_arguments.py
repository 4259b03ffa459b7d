"""How a query is refused for what it asks with: the argument's name and a code."""

from graphql import GraphQLError

INVALID = "INVALID"


def refused_argument(argument: str, message: str) -> GraphQLError:
    """Return the error that refuses a query for this argument; `extensions` has field and code."""
    return GraphQLError(
        f"Argument `{argument}`: {message}",
        extensions={"field": argument, "code": INVALID},
    )
