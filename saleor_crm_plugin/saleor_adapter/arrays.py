"""Long lists of ids as one text, which costs the driver nothing to quote."""

import uuid
from collections.abc import Iterable

UUID_LENGTH = 36


def uuid_array(ids: Iterable[str]) -> str:
    """Return the ids as the text of an array, for a `%s::uuid[]`.

    Raises ValueError for what is no UUID.
    """
    return "{" + ",".join(map(_checked, ids)) + "}"


def int_array(ids: Iterable[int]) -> str:
    """Return the ids as the text of an array, for a `%s::bigint[]`."""
    return "{" + ",".join(str(int(one)) for one in ids) + "}"


def _checked(value: str) -> str:
    # The usual spelling needs no parsing: no other character can do harm inside the braces.
    if len(value) == UUID_LENGTH and value.replace("-", "").isalnum():
        return value
    return str(uuid.UUID(value))
