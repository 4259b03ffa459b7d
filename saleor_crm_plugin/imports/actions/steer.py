"""Let an import be rehearsed, run, undone, canceled or tried again: a worker does it afterwards."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from ...core.sentences import Sentence
from ..errors import InvalidMapping, WrongState
from ..import_kind import kinds
from ..models import Import, ImportPiece, ImportRow, ImportState, Outcome
from .begin import CHANGEABLE, locked

CANCELABLE = (
    ImportState.WAITING,
    ImportState.UPLOADED,
    *CHANGEABLE,
    ImportState.REHEARSING,
    ImportState.RUNNING,
)
UNDOABLE = (
    ImportState.DONE,
    ImportState.DONE_WITH_ERRORS,
    ImportState.CANCELED,
    ImportState.FAILED,
    ImportState.UNDONE,
)
_COUNTS = ("handled", "created", "changed", "unchanged", "refused", "points", "broken")
# What an import starts its next state without.
_AFRESH: Mapping[str, Any] = {
    "problem": "",
    "error_kind": "",
    "failed_in": "",
    "ended_at": None,
    "tries": 0,
    "tried_until": None,
    "suspected_until": None,
    "passed_by_at": None,
}


def ask_to_rehearse(import_id: int) -> Import:
    """Have every row judged, and nothing written but what would come of it. Raises as `_begin`."""
    return _begin(import_id, ImportState.REHEARSING)


def ask_to_run(import_id: int) -> Import:
    """Have every row carried out. Raises as `_begin`."""
    return _begin(import_id, ImportState.RUNNING)


@transaction.atomic
def ask_to_undo(import_id: int) -> Import:
    """Have what was done taken back, last row first. Raises ImportNotFound, WrongState.

    Also of an import that was canceled or broke off while it ran, and once more of rows that broke
    when they were taken back; not of one whose rows were forgotten.
    """
    job = locked(import_id, *UNDOABLE)
    is_over = job.state == ImportState.UNDONE and not job.broken
    if job.forgotten_at is not None or is_over or not job.created + job.changed:
        raise WrongState("forgotten" if job.forgotten_at else job.state)
    if job.state == ImportState.UNDONE:
        job.position = _last_broken(import_id)
    if job.failed_in != ImportState.UNDOING:
        job.broken = 0
    job.state, job.handled = ImportState.UNDOING, 0
    _start_afresh(job, "state", "handled", "broken", "position")
    return job


@transaction.atomic
def try_again(import_id: int) -> Import:
    """Have an import that has failed gone on with where it was; a rehearsal begins anew.

    Locks the import. Raises ImportNotFound and WrongState: also where the file is what is wrong,
    or its texts are no longer kept.
    """
    job = locked(import_id, ImportState.FAILED)
    is_there = job.forgotten_at is None and (
        job.failed_in != ImportState.UPLOADED
        or ImportPiece.objects.filter(file_id=import_id).exists()
    )
    if not job.failed_in or not is_there:
        raise WrongState(job.state)
    job.state = job.failed_in
    if job.state == ImportState.REHEARSING:
        _count_anew(job)
    _start_afresh(job, "state", "position", *_COUNTS)
    return job


@transaction.atomic
def cancel_import(import_id: int, *, now: datetime.datetime) -> Import:
    """Stop after the present batch; what was done stays, and can be undone.

    Locks the import, so it waits for the batch. Raises ImportNotFound, WrongState.
    """
    job = locked(import_id, *CANCELABLE)
    if job.state != ImportState.RUNNING:
        # What a rehearsal has counted was not done.
        job.created = job.changed = job.position = 0
    job.state, job.ended_at = ImportState.CANCELED, now
    job.save(update_fields=["state", "ended_at", "created", "changed", "position"])
    ImportPiece.objects.filter(file_id=import_id).delete()
    return job


def _begin(import_id: int, state: ImportState) -> Import:
    """Raise ImportNotFound, WrongState, and InvalidMapping where a needed column has no field."""
    with transaction.atomic():
        job = locked(import_id, *CHANGEABLE)
        problem = kinds[job.kind].problem_of(job.mapping)
        if problem or not any(job.mapping):
            raise InvalidMapping(problem or Sentence("No column has a field."))
        kinds[job.kind]().check(kinds[job.kind].Options.model_validate(job.options))
        job.state = state
        _count_anew(job)
        _start_afresh(job, "state", "position", *_COUNTS)
    return job


def _last_broken(import_id: int) -> int:
    """Return the last row that broke when it was taken back; what was only rehearsed has no fault."""
    rows = ImportRow.objects.filter(file_id=import_id, problems__isnull=False)
    done = rows.filter(outcome__in=[Outcome.CREATED, Outcome.CHANGED])
    return done.aggregate(last=Max("number"))["last"] or 0


def _count_anew(job: Import) -> None:
    for name in ("position", *_COUNTS):
        setattr(job, name, 0)


def _start_afresh(job: Import, *changed: str) -> None:
    for name, value in _AFRESH.items():
        setattr(job, name, value)
    job.save(update_fields=[*changed, *_AFRESH])
