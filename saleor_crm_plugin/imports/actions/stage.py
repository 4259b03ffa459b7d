"""Read an uploaded file into rows: all of them or none, in the caller's transaction."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...identity.models import IdentifierType
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import email_hash, text_hash
from ..errors import Unreadable
from ..import_kind import kinds
from ..models import Import, ImportPiece, ImportRow, ImportState
from ..policies.headers import suggested
from ..policies.values import BadValue, phone
from ..sheet import SheetRow
from ..table import read_table

PUT_ROWS = "COPY crm_import_row (file_id, number, cells, keys) FROM STDIN"
# Whoever was erased is taken out of the file, whenever that was: unless the address has come back
# by itself, and not after the file had come.
FORGET_ERASED = """
WITH erased AS MATERIALIZED (
    SELECT DISTINCT row.number
    FROM crm_import_row AS row
    CROSS JOIN LATERAL jsonb_array_elements_text(row.keys) AS named (value_hash)
    JOIN crm_identifier AS known
      ON known.value_hash = named.value_hash AND known.type = ANY(%(types)s)
    JOIN crm_profile AS profile ON profile.id = known.profile_id
    WHERE row.file_id = %(job)s AND profile.erased_at IS NOT NULL
      AND (
          known.ended_at >= %(since)s
          OR known.trust <> 'claimed' AND NOT EXISTS (
              SELECT FROM crm_identifier AS living
              WHERE living.type = known.type AND living.value_hash = known.value_hash
                AND living.ended_at IS NULL
          )
      )
)
UPDATE crm_import_row AS row SET cells = NULL, keys = '[]'
FROM erased WHERE row.file_id = %(job)s AND row.number = erased.number
"""
_ADDRESSES = [IdentifierType.EMAIL.value, IdentifierType.PHONE.value]
_IN_MEMORY = 4 << 20


def stage(job: Import) -> None:
    """Make the file into rows and suggest what its columns are; a file that is none is FAILED.

    The import is locked by the caller. COPY in one go: a worker that dies leaves nothing.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        _fill(file, job)
        try:
            with transaction.atomic():
                job.rows = _read(file, job)
        except Unreadable as error:
            job.state = ImportState.FAILED
            job.problem, job.problem_row = error.problem.value, error.row
        else:
            job.state = ImportState.READY
    ImportPiece.objects.filter(file_id=job.pk).delete()
    job.save()


def _fill(file: IO[bytes], job: Import) -> None:
    pieces = ImportPiece.objects.filter(file_id=job.pk).order_by("place")
    file.writelines(pieces.values_list("content", flat=True).iterator(chunk_size=4))
    file.seek(0)


def _read(file: IO[bytes], job: Import) -> int:
    ImportRow.objects.filter(file_id=job.pk).delete()
    table = read_table(file, encoding=job.options.get("encoding", ""))
    job.columns = list(table.header)
    job.encoding, job.delimiter = table.encoding, table.delimiter
    job.mapping = suggested(job.columns, kinds[job.kind].header_names())
    count = 0
    with connections[WRITER].cursor() as cursor:
        with cursor.copy(PUT_ROWS) as copy:
            for row in _wide_enough(table.rows, len(job.columns)):
                keys = to_json(_keys(row.cells)).decode()
                cells = to_json(list(row.cells)).decode()
                copy.write_row((job.pk, row.number, cells, keys))
                count += 1
        asked: dict[str, Any] = {
            "job": job.pk,
            "since": job.created_at,
            "types": _ADDRESSES,
        }
        cursor.execute(FORGET_ERASED, asked)
    return count


def _wide_enough(rows: Iterator[SheetRow], width: int) -> Iterator[SheetRow]:
    """Fill short rows up, so that a cell's place is its column's."""
    for row in rows:
        missing = width - len(row.cells)
        yield (
            SheetRow(row.number, [*row.cells, *[""] * missing]) if missing > 0 else row
        )


def _keys(cells: Sequence[str]) -> list[str]:
    """Return the hashes of what may be an address: a person may ask for erasure at any time."""
    found = [email_hash(cell) for cell in cells if "@" in cell]
    for cell in cells:
        if cell.startswith(("+", "00")):
            try:
                found.append(text_hash(phone(cell)))
            except BadValue:
                continue
    return found
