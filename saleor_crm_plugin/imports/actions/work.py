"""Go on with the imports that wait for a worker: a batch of rows per transaction, forward or back."""

import datetime
import logging
import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, OperationalError, connections, transaction
from pydantic_core import to_json

from ...core import clock
from ...outbox.policies import Told
from ...saleor_adapter.db import WRITER
from ..error_codes import FileProblem, Problem
from ..import_kind import Fault, ImportKind, ReadRow, Verdict, Work, kinds, refused
from ..models import WORKING, Import, ImportPiece, ImportRow, ImportState, Outcome
from .stage import stage

BATCH = 1_000
MOST_TRIES = 5
# The batch's own transaction holds the import's row, so nobody else writes its rows.
WRITE = """
UPDATE crm_import_row AS row
SET outcome = made.outcome, problems = nullif(made.problems, 'null'), profile_id = made.profile_id,
    person_key = made.person_key, before = nullif(made.before, 'null')
FROM json_to_recordset(%(made)s) AS made (
    number int, outcome text, problems jsonb, profile_id bigint, person_key text, before jsonb
)
WHERE row.file_id = %(job)s AND row.number = made.number
"""
# One probe per key: that no key is "" must be said for the index to be used, and the lateral part
# keeps the plan on it while the statistics know nothing of a file that was just read. The least
# number is taken outside and no index knows `number + 0`, else every probe would walk the file by
# its numbers.
NAMED_BEFORE = """
SELECT asked.key, min(found.number)
FROM unnest(%(keys)s::text[]) AS asked (key)
CROSS JOIN LATERAL (
    SELECT row.number FROM crm_import_row AS row
    WHERE row.file_id = %(job)s AND row.person_key = asked.key AND row.person_key <> ''
      AND row.number + 0 <= %(until)s
    OFFSET 0
) AS found
GROUP BY asked.key
"""
_ENDS = {
    ImportState.REHEARSING: ImportState.REHEARSED,
    ImportState.RUNNING: ImportState.DONE,
    ImportState.UNDOING: ImportState.UNDONE,
}
_DONE = (Outcome.CREATED, Outcome.CHANGED)
LONGEST_KIND = 64

logger = logging.getLogger(__name__)


class _ErasedMeanwhile(Exception):  # noqa: N818 named after what has happened
    """Somebody of the batch was erased while it ran: nothing of it may stay."""


# What other processes cause, and what passes.
_PASSING = (IntegrityError, OperationalError, _ErasedMeanwhile)


@dataclass(frozen=True, slots=True)
class _Try:
    """A batch that was tried: where its import stood before, and what was raised."""

    job_id: int
    state: str
    position: int
    error: Exception | None = None


def work_on_imports(*, deadline: float | None = None) -> int:
    """Do batches until nothing waits or `deadline` (monotonic) is over; return how many.

    Any number of workers, and a worker that dies at any moment: each batch is one transaction
    that moves its import's position, so no row is done twice and none is left out. What has failed
    for a passing reason is passed by this time, and its error raised when the others are done.
    """
    count = 0
    passed_by: dict[int, Exception] = {}
    while deadline is None or time.monotonic() < deadline:
        if not one_batch(passed_by):
            break
        count += 1
    for error in passed_by.values():
        raise error
    return count


def one_batch(passed_by: dict[int, Exception]) -> bool:
    """Do the next batch of any import that is not passed by; return whether there was one.

    It is tried again some times. An import that still raises what a race or a busy database does
    not explain has FAILED; for the others nobody waits, they are put into `passed_by`.
    """
    tries: Counter[int] = Counter()
    while True:
        tried = _try_next(passed_by)
        if tried is None or tried.error is None:
            return tried is not None
        tries[tried.job_id] += 1
        if tries[tried.job_id] == MOST_TRIES:
            if isinstance(tried.error, _PASSING):
                passed_by[tried.job_id] = tried.error
            else:
                _fail(tried, tried.error)
            return True


def _try_next(besides: Collection[int]) -> _Try | None:
    """Do a batch and return of which import it was, and what it has raised; or None for none."""
    waiting = Import.objects.filter(state__in=WORKING).exclude(pk__in=besides)
    tried = None
    try:
        with transaction.atomic(using=WRITER):
            job = waiting.order_by("pk").select_for_update(skip_locked=True).first()
            if job is None:
                return None
            tried = _Try(job.pk, job.state, job.position)
            _go_on(job, clock.now())
    except Exception as error:
        # Whatever a kind raises: one file must not hold all others up.
        if tried is None:
            raise
        return replace(tried, error=error)
    return tried


def _go_on(job: Import, now: datetime.datetime) -> None:
    if job.state == ImportState.UPLOADED:
        stage(job)
    elif job.state == ImportState.UNDOING:
        _backward(job, now)
    else:
        _forward(job, now)


def _fail(tried: _Try, error: Exception) -> None:
    """Let the import be FAILED, unless somebody went on with it or stopped it meanwhile.

    What its run has done stays, and can be undone; what a rehearsal has counted was not done.
    """
    kind = type(error).__name__
    changes: dict[str, Any] = {
        "state": ImportState.FAILED,
        "problem": FileProblem.BROKE_OFF,
        "error_kind": kind[:LONGEST_KIND],
    }
    if tried.state == ImportState.REHEARSING:
        changes |= {"created": 0, "changed": 0, "position": 0}
    with transaction.atomic(using=WRITER):
        same = Import.objects.filter(
            pk=tried.job_id, state=tried.state, position=tried.position
        )
        if same.update(**changes, ended_at=clock.now()):
            ImportPiece.objects.filter(file_id=tried.job_id).delete()
            # Its message may quote cells.
            told = Told(kind).with_traceback(error.__traceback__)
            logger.error("Import %s broke off: %s", tried.job_id, kind, exc_info=told)


def _forward(job: Import, now: datetime.datetime) -> None:
    ahead = ImportRow.objects.filter(file_id=job.pk, number__gt=job.position)
    rows = list(ahead.order_by("number")[:BATCH])
    if not rows:
        _end(job, now)
        return
    work, kind = Work(job, now), kinds[job.kind]()
    verdicts = _verdicts(rows, kind, work)
    _write(job, verdicts)
    _refuse_erased([row.number for row in rows if row.cells is not None], job)
    job.position = rows[-1].number
    outcomes = Counter(one.outcome for one in verdicts)
    job.created += outcomes[Outcome.CREATED]
    job.changed += outcomes[Outcome.CHANGED]
    job.unchanged += outcomes[Outcome.UNCHANGED]
    job.refused += outcomes[Outcome.REFUSED]
    job.points += sum(one.points for one in verdicts)
    job.handled += len(rows)
    job.save()


def _refuse_erased(numbers: Sequence[int], job: Import) -> None:
    """Raise _ErasedMeanwhile if an erasure has emptied any of these rows since they were read.

    One that was under way has been waited for by the writing of the same rows.
    """
    rows = ImportRow.objects.filter(file_id=job.pk, number__in=numbers)
    if rows.filter(cells__isnull=True).exists():
        raise _ErasedMeanwhile


def _verdicts(rows: Sequence[ImportRow], kind: ImportKind, work: Work) -> list[Verdict]:
    read = [_read(row, kind, work) for row in rows]
    twice = _named_before(read, work.job) if kind.takes_a_person_once else {}
    good, verdicts = [], []
    for row in read:
        if row.faults:
            verdicts.append(refused(row))
        elif row.number in twice:
            fault = Fault(Problem.TWICE_IN_FILE, of_row=twice[row.number])
            verdicts.append(refused(row, fault))
        else:
            good.append(row)
    is_real = work.job.state == ImportState.RUNNING
    done = kind.carry_out(good, work) if is_real else kind.judge(good, work)
    return [*verdicts, *done]


def _read(row: ImportRow, kind: ImportKind, work: Work) -> ReadRow[Any]:
    if row.cells is None:
        fault = Fault(Problem.FORGOTTEN)
        return ReadRow(number=row.number, meaning=None, faults=(fault,))
    if len(row.cells) > len(work.job.columns):
        # A delimiter that stands in no quotes: nobody knows which cell is which.
        fault = Fault(Problem.TOO_MANY_CELLS)
        return ReadRow(number=row.number, meaning=None, faults=(fault,))
    return kind.read(row, work)


def _named_before(read: Sequence[ReadRow[Any]], job: Import) -> Mapping[int, int]:
    """Return for rows that name somebody whom an earlier row names, the number of that row."""
    keys = {row.person_key for row in read if row.person_key}
    with connections[WRITER].cursor() as cursor:
        asked: dict[str, Any] = {
            "job": job.pk,
            "keys": list(keys),
            "until": job.position,
        }
        cursor.execute(NAMED_BEFORE, asked)
        first = dict(cursor.fetchall())
    found = {}
    for row in read:
        if row.person_key:
            earlier = first.setdefault(row.person_key, row.number)
            if earlier != row.number:
                found[row.number] = earlier
    return found


def _backward(job: Import, now: datetime.datetime) -> None:
    behind = ImportRow.objects.filter(
        file_id=job.pk, number__lte=job.position, outcome__in=_DONE
    )
    rows = list(behind.order_by("-number")[:BATCH])
    if not rows:
        _end(job, now)
        return
    verdicts = kinds[job.kind]().take_back(rows, Work(job, now))
    _write(job, verdicts)
    job.position = rows[-1].number - 1
    outcomes = Counter(one.outcome for one in verdicts)
    job.undone += outcomes[Outcome.UNDONE]
    job.kept += outcomes[Outcome.KEPT]
    job.handled += len(rows)
    job.save()


def _end(job: Import, now: datetime.datetime) -> None:
    is_rehearsal = job.state == ImportState.REHEARSING
    job.state = _ENDS[ImportState(job.state)]
    job.ended_at = None if is_rehearsal else now
    job.save()


def _write(job: Import, verdicts: Sequence[Verdict]) -> None:
    made = [
        {
            "number": one.number,
            "outcome": one.outcome.value,
            "problems": [fault.as_json() for fault in one.faults] or None,
            "profile_id": one.profile_id,
            "person_key": one.person_key,
            "before": one.before,
        }
        for one in verdicts
    ]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WRITE, {"job": job.pk, "made": to_json(made).decode()})
