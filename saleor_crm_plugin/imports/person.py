"""The rows of files that are about a person."""

import datetime
from typing import Any

from django.db import connection

from ..identity.moving import Moves
from ..identity.person_data import PersonData, person_data
from ..saleor_adapter.reading import read_rows
from .error_codes import FileProblem
from .models import ImportRow

# Also rows whose person is not known yet: by the hashes of the addresses in them. The table holds
# only files of the last weeks, so it is read as a whole.
_THEIRS = """
row.profile_id = %(profile)s OR row.keys ?| ARRAY(
    SELECT value_hash FROM crm_identifier WHERE profile_id = %(profile)s AND type <> 'user'
)
"""
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
    SELECT id FROM crm_import WHERE state IN ('waiting', 'uploaded')
      AND EXISTS (SELECT FROM crm_import_piece AS piece WHERE piece.file_id = crm_import.id)
    ORDER BY id FOR UPDATE
), failed AS (
    UPDATE crm_import SET state = 'failed', problem = %(problem)s
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
        rows = read_rows(SHOW, {"profile": profile_id}, connection.alias)
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
            cursor.execute(FORGET, {"profile": profile_id})
            return dropped + int(cursor.rowcount)
