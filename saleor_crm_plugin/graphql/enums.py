"""Python's enums as GraphQL's, each value with a description."""

import enum
from typing import Any

import graphene

from . import DOC_CATEGORY


def described_enum(name: str, members: type[enum.Enum], description: str) -> Any:
    """Make a GraphQL enum with Python's member names; `description` is of the whole enum."""

    def describe(member: Any) -> str:
        if member is None:
            return description
        return f"{str(member.value).replace('_', ' ').capitalize()}."

    values = [(member.name, member.value) for member in members]
    plain = enum.Enum(name, values)  # type: ignore[misc]  # only its name is not known before
    made = graphene.Enum.from_enum(plain, description=describe)
    made.doc_category = DOC_CATEGORY
    return made
