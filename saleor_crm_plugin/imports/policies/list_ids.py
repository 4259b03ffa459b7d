"""The IDs by which the API names lists, read and written where no request is known. Pure."""

import base64
import binascii
import re

_NAMED = re.compile(r"CrmSegment:([1-9][0-9]{0,17})")


def list_id(number: int) -> str:
    """Return the ID of the list with this number."""
    return base64.b64encode(f"CrmSegment:{number}".encode()).decode()


def list_number(given: str) -> int | None:
    """Return the number of the list that the ID names; None for what is no ID of a list."""
    try:
        named = base64.b64decode(given, validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    found = _NAMED.fullmatch(named)
    return int(found[1]) if found else None
