"""Do a batch of an import's rows, forward or back, and part it down to the row that breaks it."""

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.models import QuerySet
from pydantic_core import to_json

from ...outbox.policies import Told
from ...saleor_adapter.db import WRITER
from ..error_codes import Problem
from ..import_kind import Fault, ImportKind, ReadRow, Verdict, Work, kinds, refused
from ..models import Import, ImportRow, ImportState, Outcome

# More broken rows than this in one batch, and it is not the rows that are to blame.
MOST_BROKEN = 50
LONGEST_KIND = 64
# The batch's own transaction holds the import's row, so nobody else writes its rows. A row that
# names somebody who was erased is emptied.
WRITE = """
UPDATE crm_import_row AS row
SET outcome = made.outcome, problems = nullif(made.problems, 'null'), profile_id = made.profile_id,
    person_key = made.person_key, before = nullif(made.before, 'null'),
    cells = CASE WHEN made.is_erased THEN NULL ELSE row.cells END,
    keys = CASE WHEN made.is_erased THEN '[]' ELSE row.keys END
FROM json_to_recordset(%(made)s) AS made (
    number int, outcome text, problems jsonb, profile_id bigint, person_key text, before jsonb,
    is_erased bool
)
WHERE row.file_id = %(job)s AND row.number = made.number
"""
# One probe per key: that no key is "" must be said for the index to be used, and the lateral part
# keeps the plan on it while the statistics know nothing of a file that was just read, or that its
# rows have keys by now. No index knows `file_id + 0` or `number + 0`, and the least number is taken
# outside: else a probe may walk the whole file by its numbers.
NAMED_BEFORE = """
SELECT asked.key, min(found.number)
FROM unnest(%(keys)s::text[]) AS asked (key)
CROSS JOIN LATERAL (
    SELECT row.number FROM crm_import_row AS row
    WHERE row.file_id + 0 = %(job)s AND row.person_key = asked.key AND row.person_key <> ''
      AND row.number + 0 <= %(until)s
    OFFSET 0
) AS found
GROUP BY asked.key
"""
# What else would be found at the end of the transaction only, where no row can be blamed for it.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
_ENDS = {
    ImportState.REHEARSING: ImportState.REHEARSED,
    ImportState.RUNNING: ImportState.DONE,
    ImportState.UNDOING: ImportState.UNDONE,
}
_DONE = (Outcome.CREATED, Outcome.CHANGED)

logger = logging.getLogger(__name__)


class ErasedMeanwhile(Exception):  # noqa: N818 named after what has happened
    """Somebody of the batch was erased while it ran: nothing of it may stay."""


class TooManyBroken(Exception):  # noqa: N818 named after what has happened
    """So many rows of a batch break that it cannot be they; the cause is what the last raised."""


# What a busy database causes, and what passes; and what a race for an identifier causes as well.
BUSY = (OperationalError, ErasedMeanwhile)
PASSING = (IntegrityError, *BUSY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The rows that are tried: until this number, going back down to it; None where none is left.

    `is_deadly` is whether workers have died of it too often; then it is one row. `passing` is what
    is raised on, for the batch to be done again as a whole.
    """

    until: int | None
    is_deadly: bool = False
    passing: tuple[type[Exception], ...] = PASSING


@dataclass(frozen=True)
class _Batch:
    """How rows are done, and `give_up` the verdict on one that breaks."""

    job: Import
    now: datetime.datetime
    act: Callable[[Sequence[ImportRow], Work], list[Verdict]]
    give_up: Callable[[ImportRow, Fault], Verdict]
    passing: tuple[type[Exception], ...]
    broken: list[int] = field(default_factory=list)

    def done(self, rows: Sequence[ImportRow]) -> list[Verdict]:
        """Do rows at once; where that breaks, each half by itself, down to the row to blame.

        Raises what passes, and TooManyBroken.
        """
        before = self.job.options, self.job.position
        not_its_own: tuple[type[Exception], ...] = (TooManyBroken, *self.passing)
        try:
            with transaction.atomic(using=WRITER):
                verdicts = self.act(rows, Work(self.job, self.now))
                _write(self.job, verdicts)
                _check_constraints()
        except not_its_own:
            raise
        except Exception as error:
            # Whatever a kind raises: one row must not hold all others up.
            self.job.options, self.job.position = before
            if len(rows) == 1:
                return [self._broken(rows[0], error)]
        else:
            return verdicts
        middle = (len(rows) + 1) // 2
        return [*self.done(rows[:middle]), *self.done(rows[middle:])]

    def _broken(self, row: ImportRow, error: Exception) -> Verdict:
        if len(self.broken) == MOST_BROKEN:
            raise TooManyBroken from error
        kind = type(error).__name__[:LONGEST_KIND]
        # Its message may quote cells.
        told = Told(kind).with_traceback(error.__traceback__)
        logger.error(
            "Row %s of import %s broke: %s",
            row.number,
            self.job.pk,
            kind,
            exc_info=told,
        )
        return self.given_up(row, Fault(Problem.BROKE_OFF, error_kind=kind))

    def given_up(self, row: ImportRow, fault: Fault) -> Verdict:
        """Write down that a row is not done for this reason."""
        verdict = self.give_up(row, fault)
        _write(self.job, [verdict])
        self.broken.append(row.number)
        return verdict


def ahead(job: Import) -> QuerySet[ImportRow]:
    """Return the rows that the import has still to do in its state, in their order."""
    rows = ImportRow.objects.filter(file_id=job.pk)
    if job.state != ImportState.UNDOING:
        return rows.filter(number__gt=job.position).order_by("number")
    behind = rows.filter(number__lte=job.position, outcome__in=_DONE)
    return behind.order_by("-number")


def within(job: Import, until: int) -> QuerySet[ImportRow]:
    """Return the rows ahead as far as this one."""
    if job.state == ImportState.UNDOING:
        return ahead(job).filter(number__gte=until)
    return ahead(job).filter(number__lte=until)


def do_batch(job: Import, span: Span, now: datetime.datetime) -> None:
    """Do the rows of the span in the state that the import is in, or come to its end.

    The import is locked by the caller, in whose transaction all of it happens. Raises what passes,
    and TooManyBroken.
    """
    rows = [] if span.until is None else list(within(job, span.until))
    if not rows:
        _end(job, now)
        return
    is_undoing = job.state == ImportState.UNDOING
    act, give_up = (_take_back, _stays) if is_undoing else (_go_forward, _is_refused)
    batch = _Batch(job, now, act, give_up, span.passing)
    if span.is_deadly:
        fault = Fault(Problem.KILLED_WORKERS)
        verdicts = [batch.given_up(row, fault) for row in rows]
    else:
        verdicts = batch.done(rows)
    if not is_undoing:
        _refuse_erased(rows, verdicts, job)
    job.position = rows[-1].number - is_undoing
    job.broken += len(batch.broken)
    job.handled += len(rows)
    _count(job, verdicts)
    _settle(job)
    job.save()


def _settle(job: Import) -> None:
    """Forget what was tried; what was suspected too, once it is behind."""
    job.tries, job.tried_until, job.passed_by_at = 0, None, None
    if (
        job.suspected_until is not None
        and not within(job, job.suspected_until).exists()
    ):
        job.suspected_until = None


def _count(job: Import, verdicts: Sequence[Verdict]) -> None:
    outcomes = Counter(one.outcome for one in verdicts)
    if job.state == ImportState.UNDOING:
        job.undone += outcomes[Outcome.UNDONE]
        job.kept += outcomes[Outcome.KEPT]
        return
    job.created += outcomes[Outcome.CREATED]
    job.changed += outcomes[Outcome.CHANGED]
    job.unchanged += outcomes[Outcome.UNCHANGED]
    job.refused += outcomes[Outcome.REFUSED]
    job.points += sum(one.points for one in verdicts)


def _end(job: Import, now: datetime.datetime) -> None:
    is_rehearsal = job.state == ImportState.REHEARSING
    job.state = _ENDS[ImportState(job.state)]
    if job.state == ImportState.DONE and job.broken:
        job.state = ImportState.DONE_WITH_ERRORS
    job.ended_at = None if is_rehearsal else now
    job.tries, job.tried_until, job.suspected_until = 0, None, None
    job.save()


def _is_refused(row: ImportRow, fault: Fault) -> Verdict:
    return refused(ReadRow(number=row.number, meaning=None), fault)


def _stays(row: ImportRow, fault: Fault) -> Verdict:
    """Leave a row as it is, so that it can be taken back another time."""
    return Verdict(
        number=row.number,
        outcome=Outcome(row.outcome),
        faults=(fault,),
        profile_id=row.profile_id,
        person_key=row.person_key,
        before=row.before,
    )


def _take_back(rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
    return kinds[work.job.kind]().take_back(rows, work)


def _go_forward(rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
    """Judge or carry out rows; what comes behind them finds whom they name."""
    kind = kinds[work.job.kind]()
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
    work.job.position = rows[-1].number
    return [*verdicts, *done]


def _read(row: ImportRow, kind: ImportKind, work: Work) -> ReadRow[Any]:
    if row.cells is None:
        known = {one["problem"] for one in row.problems or ()}
        is_erased = Problem.ERASED in known
        fault = Fault(Problem.ERASED if is_erased else Problem.FORGOTTEN)
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


def _refuse_erased(
    rows: Sequence[ImportRow], verdicts: Sequence[Verdict], job: Import
) -> None:
    """Raise ErasedMeanwhile if an erasure has emptied any of these rows since they were read.

    One that was under way has been waited for by the writing of the same rows.
    """
    emptied = {one.number for one in verdicts if _is_erased(one)}
    numbers = {row.number for row in rows if row.cells is not None} - emptied
    now_empty = ImportRow.objects.filter(
        file_id=job.pk, number__in=numbers, cells__isnull=True
    )
    if now_empty.exists():
        raise ErasedMeanwhile


def _is_erased(verdict: Verdict) -> bool:
    return any(fault.problem == Problem.ERASED for fault in verdict.faults)


def _check_constraints() -> None:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CHECK_NOW)


def _write(job: Import, verdicts: Sequence[Verdict]) -> None:
    bare = [
        replace(one, person_key="", before=None) if _is_erased(one) else one
        for one in verdicts
    ]
    made = [
        {
            "number": one.number,
            "outcome": one.outcome.value,
            "problems": [fault.as_json() for fault in one.faults] or None,
            "profile_id": one.profile_id,
            "person_key": one.person_key,
            "before": one.before,
            "is_erased": _is_erased(one),
        }
        for one in bare
    ]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WRITE, {"job": job.pk, "made": to_json(made).decode()})
