"""Where messages stand, asked by what names their intents."""

from collections.abc import Sequence

from pydantic_core import to_json

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows

IntentKey = tuple[str, str, str, int]

STATES = """
SELECT message.source_kind, message.source_id, message.occurrence, message.profile_id,
       message.state
FROM json_to_recordset(%(keys)s) AS intent (
    source_kind text, source_id text, occurrence text, profile_id bigint
)
JOIN crm_message AS message USING (source_kind, source_id, occurrence, profile_id)
"""


def states_of(
    keys: Sequence[IntentKey], *, using: str = WRITER
) -> dict[IntentKey, str]:
    """Return the messages' states by intent; what was never queued is absent. One query."""
    if not keys:
        return {}
    asked = [
        dict(
            zip(
                ("source_kind", "source_id", "occurrence", "profile_id"),
                key,
                strict=True,
            )
        )
        for key in keys
    ]
    rows = read_rows(STATES, {"keys": to_json(asked).decode()}, using)
    return {
        (
            row["source_kind"],
            row["source_id"],
            row["occurrence"],
            row["profile_id"],
        ): row["state"]
        for row in rows
    }
