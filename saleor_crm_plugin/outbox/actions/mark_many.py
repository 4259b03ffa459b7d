"""Mark many objects at once."""

from collections.abc import Sequence

from django.db import connections

from ...core.facts import Origin
from ...saleor_adapter.db import WRITER

MARK_MANY = """
INSERT INTO crm_mark (kind, object_id, origin) SELECT %s, unnest(%s::text[]), %s
"""


def mark_many(kind: str, object_ids: Sequence[str], origin: Origin) -> int:
    """Say that these objects ought to be looked at; one statement, returns how many.

    Runs in the caller's transaction and locks nothing. Marking twice costs one look more.
    """
    if not object_ids:
        return 0
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            MARK_MANY, (kind, [str(item) for item in object_ids], origin.value)
        )
        return int(cursor.rowcount)
