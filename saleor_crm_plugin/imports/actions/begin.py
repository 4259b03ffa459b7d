"""Begin an import, take its file, and say what its columns are."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, transaction
from django.db.models.functions import Length
from pydantic import ValidationError

from ...core.sentences import Sentence, sentence_about
from ...saleor_adapter.db import WRITER
from ..errors import (
    FileTooLarge,
    ImportNotFound,
    InvalidFileName,
    InvalidMapping,
    InvalidOptions,
    PiecesMissing,
    UnknownKind,
    WrongState,
)
from ..import_kind import kinds
from ..models import Import, ImportPiece, ImportState

LARGEST_PIECE = 1 << 20
MOST_PIECES = 48
LONGEST_FILE_NAME = 200
PUT_PIECE = """
INSERT INTO crm_import_piece (file_id, place, content)
VALUES (%(file)s, %(place)s, %(content)s)
ON CONFLICT (file_id, place) DO UPDATE SET content = excluded.content
"""
# What is not begun with yet, or was only looked at.
CHANGEABLE = (ImportState.READY, ImportState.REHEARSED)


def begin_import(
    kind: str,
    file_name: str,
    options: Mapping[str, Any],
    *,
    author: str,
    now: datetime.datetime,
) -> Import:
    """Write down that a file will come. Raises UnknownKind, InvalidFileName, InvalidOptions."""
    file_name = file_name.strip()
    if kind not in kinds:
        raise UnknownKind(kind)
    if not 0 < len(file_name) <= LONGEST_FILE_NAME:
        raise InvalidFileName
    return Import.objects.create(
        kind=kind,
        file_name=file_name,
        options=_checked(kind, options),
        author=author,
        created_at=now,
    )


def take_piece(import_id: int, place: int, content: bytes) -> None:
    """Keep a piece of the file, counted from 0; the same place again replaces it.

    Locks the import. Raises FileTooLarge, ImportNotFound and WrongState.
    """
    if len(content) > LARGEST_PIECE or not 0 <= place < MOST_PIECES:
        raise FileTooLarge(LARGEST_PIECE * MOST_PIECES)
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        locked(import_id, ImportState.WAITING)
        values: dict[str, Any] = {"file": import_id, "place": place, "content": content}
        cursor.execute(PUT_PIECE, values)


def complete_file(import_id: int, pieces: int, *, now: datetime.datetime) -> Import:
    """Say of how many pieces the file is; a worker reads it then.

    Locks the import. Raises PiecesMissing, ImportNotFound and WrongState.
    """
    with transaction.atomic():
        job = locked(import_id, ImportState.WAITING)
        lengths = ImportPiece.objects.filter(file_id=import_id).annotate(
            length=Length("content")
        )
        found = dict(lengths.values_list("place", "length"))
        if not found or set(found) != set(range(pieces)):
            raise PiecesMissing(len(found))
        job.state, job.size = ImportState.UPLOADED, sum(found.values())
        job.uploaded_at = now
        job.save(update_fields=["state", "size", "uploaded_at"])
    return job


def map_columns(
    import_id: int, mapping: Sequence[str], options: Mapping[str, Any]
) -> Import:
    """Say which field each column is ("" for none), and change options.

    A rehearsal is to be done again then. Locks the import. Raises ImportNotFound, WrongState,
    InvalidMapping and InvalidOptions.
    """
    with transaction.atomic():
        job = locked(import_id, *CHANGEABLE)
        if len(mapping) != len(job.columns):
            raise InvalidMapping(
                Sentence("The file has {columns} columns.", columns=len(job.columns))
            )
        if problem := kinds[job.kind].problem_of(mapping):
            raise InvalidMapping(problem)
        job.mapping = list(mapping)
        job.options = _checked(job.kind, options)
        job.state = ImportState.READY
        job.save(update_fields=["mapping", "options", "state"])
    return job


def locked(import_id: int, *states: ImportState) -> Import:
    """Return the import, locked. Raises ImportNotFound, and WrongState for any other state."""
    job = Import.objects.select_for_update().filter(pk=import_id).first()
    if job is None:
        raise ImportNotFound(import_id)
    if job.state not in states:
        raise WrongState(job.state)
    return job


def _checked(kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    chosen = kinds[kind]
    try:
        made = chosen.Options.model_validate(dict(options))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidOptions(
            Sentence("{place}: {problem}", place=place, problem=sentence_about(first))
        ) from None
    chosen().check(made)
    return made.model_dump(mode="json")
