"""Go on with the imports that wait for a worker: a batch of rows per transaction, forward or back."""

import datetime
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, OperationalError, connections, transaction
from pydantic_core import to_json

from ...core import clock
from ...saleor_adapter.db import WRITER
from ..error_codes import Problem
from ..import_kind import Fault, ImportKind, ReadRow, Verdict, Work, kinds, refused
from ..models import WORKING, Import, ImportRow, ImportState, Outcome
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


class _ErasedMeanwhile(Exception):  # noqa: N818 named after what has happened
    """Somebody of the batch was erased while it ran: nothing of it may stay."""


def work_on_imports(*, deadline: float | None = None) -> int:
    """Do batches until nothing waits or `deadline` (monotonic) is over; return how many.

    Any number of workers, and a worker that dies at any moment: each batch is one transaction
    that moves its import's position, so no row is done twice and none is left out.
    """
    count = 0
    while deadline is None or time.monotonic() < deadline:
        if not _one_batch():
            break
        count += 1
    return count


def _one_batch() -> bool:
    """Do the next batch of any import; try again where another process was faster."""
    for left in reversed(range(MOST_TRIES)):
        try:
            with transaction.atomic(using=WRITER):
                return _next(clock.now())
        except (IntegrityError, OperationalError, _ErasedMeanwhile):
            if not left:
                raise
    return False


def _next(now: datetime.datetime) -> bool:
    waiting = Import.objects.filter(state__in=WORKING).order_by("pk")
    job = waiting.select_for_update(skip_locked=True).first()
    if job is None:
        return False
    if job.state == ImportState.UPLOADED:
        stage(job)
    elif job.state == ImportState.UNDOING:
        _backward(job, now)
    else:
        _forward(job, now)
    return True


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
