"""The members of a segment as rows of a list: what is known of them, and how they can be reached."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..consent.addresses import ADDRESSES
from ..core.sentences import Sentence
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from ..segments.reach_sql import REACHABLE
from .errors import InvalidColumns
from .exports.customers import ATTRIBUTES, KNOWN, MOST_ATTRIBUTES
from .exports.customers import COLUMNS as PERSON_COLUMNS
from .policies.headers import ATTRIBUTE

PAGE = 1_000
# A channel by which marketing may reach the person: "reachable:email".
REACH = "reachable:"
COLUMNS = (
    *PERSON_COLUMNS,
    "joined_at",
    "join_reason",
    *(REACH + channel for channel, _ in sorted(ADDRESSES)),
)
# Whoever is being erased makes this fail at once: the page is read again when they are gone.
MEMBERS = f"""
WITH member AS MATERIALIZED (
    SELECT profile.id, profile.public_id, profile.kind, there.joined_at, there.join_reason
    FROM crm_segment_member AS there JOIN crm_profile AS profile ON profile.id = there.profile_id
    WHERE there.segment_id = %(segment)s AND there.left_at IS NULL
      AND there.profile_id > %(after)s AND profile.erased_at IS NULL
    ORDER BY there.profile_id LIMIT %(limit)s
    FOR KEY SHARE OF profile NOWAIT
), page AS (
    SELECT id, public_id, kind FROM member
), {KNOWN}
SELECT people.*, member.join_reason,
       to_char(member.joined_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS joined_at,
       coalesce(reach.channels, '{{}}') AS channels
FROM people
JOIN member ON member.id = people.place
LEFT JOIN {REACHABLE.format(people="AND known.profile_id IN (SELECT id FROM member)")} AS reach
       ON reach.profile_id = people.place
ORDER BY people.place
"""  # noqa: S608 only constants of the code


def chosen_columns(asked: Sequence[str]) -> list[str]:
    """Return the columns of a list, all of them where none are named. Raises InvalidColumns."""
    noted = [
        ATTRIBUTE + row["name"]
        for row in read_rows(ATTRIBUTES, {"most": MOST_ATTRIBUTES}, WRITER)
    ]
    known = [*COLUMNS, *noted]
    for one in asked:
        if one not in known:
            raise InvalidColumns(Sentence("There is no column {one!r}.", one=one[:80]))
    if len(set(asked)) < len(asked):
        raise InvalidColumns(Sentence("A column is named twice."))
    return list(asked) or known


def member_rows(segment_id: int, *, after: int) -> list[dict[str, Any]]:
    """Return the next members behind the profile `after`, each with that place under "place".

    In a transaction: nobody of them is erased until it ends. Raises OperationalError where
    somebody of them is just being erased.
    """
    asked = {"segment": segment_id, "after": after, "limit": PAGE}
    return read_rows(MEMBERS, asked, WRITER)


def line(row: Mapping[str, Any], columns: Sequence[str]) -> list[Any]:
    """Return one member's cells."""
    noted = row["attributes"] or {}
    return [_cell(row, noted, column) for column in columns]


def _cell(row: Mapping[str, Any], noted: Mapping[str, Any], column: str) -> Any:
    if column.startswith(REACH):
        return "yes" if column.removeprefix(REACH) in row["channels"] else "no"
    if column.startswith(ATTRIBUTE):
        return noted.get(column.removeprefix(ATTRIBUTE))
    return row[column]
