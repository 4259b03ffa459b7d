"""Global ids in, row ids out; anything else is refused by the argument's name."""

import uuid
from collections.abc import Sequence

import graphene

from ..core.errors import CrmError
from ..core.sentences import Sentence
from ..identity.queries import surviving
from ..saleor_adapter.graphql import ResolveInfo
from .reading import reading
from .refused_arguments import refused_argument

MAX_ROW_ID = 2**63 - 1


class MalformedId(CrmError):
    """An id that is none of ours."""

    code = "invalid"


def row_id(given: str, *, field: str) -> int:
    """Return the number of a plain id. Raises MalformedId naming the field."""
    if given.isascii() and given.isdigit() and int(given) <= MAX_ROW_ID:
        return int(given)
    raise MalformedId(
        Sentence("{given!r} is not an ID of this kind.", given=given[:40]), field=field
    )


def row_ids(given: Sequence[str], *, field: str) -> list[int]:
    """Return the numbers of plain ids. Raises MalformedId naming the field."""
    return [row_id(one, field=field) for one in given]


def node_row_id(given: str, type_name: str, *, field: str) -> int:
    """Return the row id in a global id of this type. Raises MalformedId naming the field."""
    try:
        found, row = graphene.Node.from_global_id(given)
    except (ValueError, TypeError):
        found, row = "", ""
    if found != type_name:
        raise MalformedId(
            Sentence(
                "{given!r} is not an ID of a {type_name}.",
                given=given[:40],
                type_name=type_name,
            ),
            field=field,
        )
    return row_id(row, field=field)


def node_id(type_name: str, row: object) -> str:
    """Return the global id of a row."""
    return graphene.Node.to_global_id(type_name, row)


def person_row_id(given: str, *, field: str) -> int:
    """Return the row id of a person, given any of their profiles. Raises MalformedId."""
    return surviving(node_row_id(given, "CrmProfile", field=field))


def asked_person_row_id(info: ResolveInfo, given: str, *, argument: str) -> int:
    """Return the row id of the person that a query asks for, given any of their profiles."""
    profile_id = asked_row_id(given, "CrmProfile", argument=argument)
    with reading(info) as using:
        return surviving(profile_id, using=using)


def asked_row_id(given: str, type_name: str, *, argument: str) -> int:
    """Return the row id that a query asks for; refuse the query for an id of another type."""
    try:
        return node_row_id(given, type_name, field=argument)
    except MalformedId as refusal:
        raise refused_argument(argument, refusal.message) from refusal


def asked_uuid(given: str, type_name: str, *, argument: str) -> str:
    """Return the id of an order or a cart that a query asks for; refuse it for another id."""
    try:
        found, row = graphene.Node.from_global_id(given)
        if found == type_name:
            return str(uuid.UUID(row))
    except (ValueError, TypeError):
        pass
    raise refused_argument(
        argument,
        Sentence(
            "{given!r} is not an ID of a {type_name}.",
            given=given[:40],
            type_name=type_name,
        ),
    )
