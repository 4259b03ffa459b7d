"""The rows of files that are about a person."""

import datetime
from typing import Any

from django.db import connection

from ..identity.moving import Moves
from ..identity.person_data import PersonData, person_data
from ..saleor_adapter.reading import read_rows
from .error_codes import FileProblem
from .models import ImportRow
from .naming import number_hash

# Also rows whose person is not known yet: by the hashes of the addresses in them, by whom a
# rehearsal took them to name, and by their places. The table holds only files of the last weeks,
# so it is read as a whole.
_THEIRS = """
row.profile_id = %(profile)s OR row.keys ?| ARRAY(
    SELECT value_hash FROM crm_identifier WHERE profile_id = %(profile)s AND type <> 'user'
) OR row.person_key <> '' AND row.person_key IN (
    SELECT type || ':' || value_hash FROM crm_identifier
    WHERE profile_id = %(profile)s AND type = 'external'
) OR (row.file_id, row.number) IN (
    SELECT * FROM unnest(%(files)s::bigint[], %(numbers)s::int[])
)
"""
NUMBERS = """
SELECT value_hash FROM crm_identifier WHERE profile_id = %(profile)s AND type = 'external'
"""
# Of rows that nobody has judged by what their file's columns are said to be now, the cell that is
# said to be the number.
UNJUDGED = """
SELECT row.file_id, row.number, row.cells ->> (named.place - 1)::int AS cell
FROM crm_import AS job
CROSS JOIN LATERAL jsonb_array_elements_text(job.mapping) WITH ORDINALITY AS named (field, place)
JOIN crm_import_row AS row ON row.file_id = job.id
WHERE job.forgotten_at IS NULL AND named.field = 'external_id'
  AND row.cells IS NOT NULL AND (
      row.outcome = '' OR job.state = 'ready'
      OR job.state IN ('rehearsing', 'running') AND row.number > job.position
  )
  AND (row.file_id, row.number) > (%(file)s, %(number)s)
ORDER BY row.file_id, row.number
LIMIT %(limit)s
"""
PAGE = 10_000
SHOW = f"""
SELECT row.file_id, row.number, row.cells, row.outcome FROM crm_import_row AS row
WHERE {_THEIRS} ORDER BY row.file_id, row.number
"""  # noqa: S608 only constants of this module
FORGET = f"""
UPDATE crm_import_row AS row
SET cells = NULL, before = NULL, keys = '[]', person_key = ''
WHERE ({_THEIRS}) AND cells IS NOT NULL
"""  # noqa: S608 only constants of this module
# Nobody can tell who is in a file that was not read yet, so its bytes go with anybody. A worker
# that reads one holds the import and is waited for; its rows are found by their keys then.
DROP_UNREAD = """
WITH unread AS MATERIALIZED (
    SELECT id FROM crm_import WHERE state IN ('waiting', 'uploaded', 'failed')
      AND EXISTS (SELECT FROM crm_import_piece AS piece WHERE piece.file_id = crm_import.id)
    ORDER BY id FOR UPDATE
), failed AS (
    UPDATE crm_import SET state = 'failed', problem = %(problem)s, error_kind = '', failed_in = ''
    FROM unread WHERE unread.id = crm_import.id
)
DELETE FROM crm_import_piece WHERE file_id IN (SELECT id FROM unread)
"""
# A list that is made, or being made, is made anew without the person. One that is asked for
# meanwhile waits for the end of the erasure, page by page.
MAKE_ANEW = """
WITH made AS (
    UPDATE crm_export_job
    SET state = 'running', position = 0, handled = 0, pieces = 0, size = 0, ended_at = NULL,
        expires_at = NULL, started_over = started_over + 1
    WHERE state IN ('running', 'ready') RETURNING id
)
DELETE FROM crm_export_piece WHERE job_id IN (SELECT id FROM made)
"""


@person_data.register
class ImportedRows(PersonData):
    """Rows of files; their texts go, what came of them stays as a number."""

    code = "imports"
    lock_position = 130
    models = (ImportRow,)
    # Whoever has been merged counts as somebody to whom something happened: nothing is undone.
    moves = (Moves(ImportRow),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return the rows as they stand in the files that are still kept."""
        asked = {"profile": profile_id, **_named_by_number(profile_id)}
        rows = read_rows(SHOW, asked, connection.alias)
        return [
            {
                "import": row["file_id"],
                "row": row["number"],
                "cells": row["cells"],
                "outcome": row["outcome"],
            }
            for row in rows
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Empty the rows: they can neither be carried out nor undone any more.

        Files that nobody has read yet fail, and their bytes go. Lists of people that are still kept
        are made anew.
        """
        with connection.cursor() as cursor:
            cursor.execute(MAKE_ANEW)
            cursor.execute(DROP_UNREAD, {"problem": FileProblem.ERASURE.value})
            dropped = int(cursor.rowcount)
            named = _named_by_number(profile_id)
            cursor.execute(FORGET, {"profile": profile_id, **named})
            return dropped + int(cursor.rowcount)


def _named_by_number(profile_id: int) -> dict[str, list[int]]:
    """Return the places of rows that nobody has judged and that name the person by number alone.

    A hash cannot be reckoned in SQL; nobody who has no customer number costs more than a look.
    """
    known = read_rows(NUMBERS, {"profile": profile_id}, connection.alias)
    hashes = {row["value_hash"] for row in known}
    files: list[int] = []
    numbers: list[int] = []
    last = (0, 0)
    while hashes:
        after = {"file": last[0], "number": last[1], "limit": PAGE}
        rows = read_rows(UNJUDGED, after, connection.alias)
        theirs = [row for row in rows if number_hash(row["cell"] or "") in hashes]
        files += [row["file_id"] for row in theirs]
        numbers += [row["number"] for row in theirs]
        if len(rows) < PAGE:
            break
        last = rows[-1]["file_id"], rows[-1]["number"]
    return {"files": files, "numbers": numbers}
