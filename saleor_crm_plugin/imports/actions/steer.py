"""Let an import be rehearsed, run, undone or canceled: a worker does it afterwards."""

import datetime

from django.db import transaction

from ..errors import InvalidMapping, WrongState
from ..import_kind import kinds
from ..models import Import, ImportPiece, ImportState
from .begin import CHANGEABLE, locked

CANCELABLE = (
    ImportState.WAITING,
    ImportState.UPLOADED,
    *CHANGEABLE,
    ImportState.REHEARSING,
    ImportState.RUNNING,
)
UNDOABLE = (ImportState.DONE, ImportState.CANCELED, ImportState.FAILED)
_COUNTS = ("handled", "created", "changed", "unchanged", "refused", "points")


def ask_to_rehearse(import_id: int) -> Import:
    """Have every row judged, and nothing written but what would come of it. Raises as `_begin`."""
    return _begin(import_id, ImportState.REHEARSING)


def ask_to_run(import_id: int) -> Import:
    """Have every row carried out. Raises as `_begin`."""
    return _begin(import_id, ImportState.RUNNING)


@transaction.atomic
def ask_to_undo(import_id: int) -> Import:
    """Have what was done taken back, last row first. Raises ImportNotFound, WrongState.

    Also of an import that was canceled or broke off while it ran; not of one whose rows were
    forgotten.
    """
    job = locked(import_id, *UNDOABLE)
    if job.forgotten_at is not None or not job.created + job.changed:
        raise WrongState("forgotten" if job.forgotten_at else job.state)
    job.state, job.handled, job.ended_at = ImportState.UNDOING, 0, None
    job.problem = job.error_kind = ""
    job.save(update_fields=["state", "handled", "ended_at", "problem", "error_kind"])
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
            raise InvalidMapping(problem or "No column has a field.")
        kinds[job.kind]().check(kinds[job.kind].Options.model_validate(job.options))
        job.state, job.position = state, 0
        for name in _COUNTS:
            setattr(job, name, 0)
        job.save(update_fields=["state", "position", *_COUNTS])
    return job
