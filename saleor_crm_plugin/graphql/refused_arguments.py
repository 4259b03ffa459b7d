"""How a query is refused for what it asks with: the argument's name and a code."""

from graphql import GraphQLError

from ..core.sentences import Sentence

INVALID = "INVALID"


def refused_argument(argument: str, message: Sentence) -> GraphQLError:
    """Return the error that refuses a query for this argument; `extensions` has field and code."""
    return GraphQLError(
        Sentence(
            "Argument `{argument}`: {problem}", argument=argument, problem=message
        ),
        extensions={"field": argument, "code": INVALID},
    )
