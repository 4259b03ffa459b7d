"""Keys by which callers make a mutation harmless to send twice."""

import uuid

from ..saleor_adapter.private_hash import text_hash

# What is longer goes on as it is, to be refused by whoever keeps it.
LONGEST = 100


def opaque_key(given: str | None) -> str:
    """Return the keyed hash of a caller's key, or a new one where none was given.

    Books outlive the person whose they are, and a key is whatever somebody chose to write.
    """
    if given is None:
        return str(uuid.uuid4())
    return text_hash(given) if len(given) <= LONGEST else given
