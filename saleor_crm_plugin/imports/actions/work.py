"""Go on with the imports that wait for a worker: a batch of rows per transaction, forward or back."""

import datetime
import logging
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F

from ...core import clock
from ...outbox.policies import Told
from ...saleor_adapter.db import WRITER
from ..error_codes import FileProblem
from ..models import WORKING, Import, ImportState
from .batches import (
    BUSY,
    LONGEST_KIND,
    PASSING,
    Span,
    TooManyBroken,
    ahead,
    do_batch,
    within,
)
from .stage import stage

BATCH = 1_000
MOST_TRIES = 5
# How often workers may die of reading a file, or of one row, before it is given up. Of a row often,
# for they are also killed by chance and by what else they do.
MOST_DEATHS_OF_FILE, MOST_DEATHS = 5, 15

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Try:
    """What a worker has begun with: where its import stood before, and what was raised."""

    job_id: int
    state: str
    position: int
    tries: int
    until: int | None
    error: Exception | None = None

    @property
    def is_deadly(self) -> bool:
        """Whether too many have begun with it and never told how it went."""
        is_file = self.state == ImportState.UPLOADED
        return self.tries > (MOST_DEATHS_OF_FILE if is_file else MOST_DEATHS)

    @property
    def rows(self) -> dict[str, Any]:
        """Return by what the import is found, unless somebody went on with it or stopped it."""
        return {"pk": self.job_id, "state": self.state, "position": self.position}


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
    failures: Counter[int] = Counter()
    while True:
        tried = _try_next(passed_by, failures)
        if tried is None or tried.error is None:
            return tried is not None
        failures[tried.job_id] += 1
        if isinstance(tried.error, TooManyBroken):
            _fail(tried, tried.error.__cause__ or tried.error)
            return True
        if failures[tried.job_id] == MOST_TRIES:
            if isinstance(tried.error, PASSING):
                passed_by[tried.job_id] = tried.error
                _pass_by(tried)
            else:
                _fail(tried, tried.error)
            return True


def _try_next(besides: Collection[int], failures: Counter[int]) -> _Try | None:
    """Do a batch and return of which import it was, and what it has raised; or None for none.

    Where a race for an identifier would be over by now, a row is to blame.
    """
    while begun := _begin(besides):
        is_last = failures[begun.job_id] == MOST_TRIES - 1
        span = Span(
            until=begun.until,
            is_deadly=begun.is_deadly,
            passing=BUSY if is_last else PASSING,
        )
        try:
            with transaction.atomic(using=WRITER):
                same = Import.objects.filter(**begun.rows, tries=begun.tries)
                job = same.select_for_update(skip_locked=True).first()
                if job is not None:
                    _go_on(job, span, clock.now())
                    return begun
        except Exception as error:
            # Whatever a kind raises: one file must not hold all others up.
            _has_lived(begun)
            return replace(begun, error=error)
    return None


def _begin(besides: Collection[int]) -> _Try | None:
    """Choose what is done next and count it as begun, in a transaction of its own, or None.

    So a worker that dies of it is noticed by the next: what was begun and not ended is tried in
    halves. Imports that were passed by come behind all others.
    """
    waiting = Import.objects.filter(state__in=WORKING).exclude(pk__in=besides)
    waiting = waiting.order_by(F("passed_by_at").asc(nulls_first=True), "pk")
    with transaction.atomic(using=WRITER):
        job = waiting.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        suspected = job.tried_until if job.tries else job.suspected_until
        until = _until(job, suspected)
        is_same = job.tries and until == job.tried_until
        job.tries = job.tries + 1 if is_same else 1
        job.tried_until, job.suspected_until = until, suspected
        job.save(update_fields=["tries", "tried_until", "suspected_until"])
    return _Try(job.pk, job.state, job.position, job.tries, until)


def _until(job: Import, suspected: int | None) -> int | None:
    """Return the number of the last row to try; None where there is no row, or not yet.

    A whole batch; where a row until `suspected` may have killed a worker, half of these.
    """
    if job.state == ImportState.UPLOADED:
        return None
    if suspected is not None:
        few = within(job, suspected).values_list("number", flat=True)[:BATCH]
        if numbers := list(few):
            return numbers[(len(numbers) - 1) // 2]
    numbers = list(ahead(job).values_list("number", flat=True)[:BATCH])
    return numbers[-1] if numbers else None


def _go_on(job: Import, span: Span, now: datetime.datetime) -> None:
    if job.state != ImportState.UPLOADED:
        do_batch(job, span, now)
    elif span.is_deadly:
        job.state, job.failed_in = ImportState.FAILED, ImportState.UPLOADED
        job.problem = FileProblem.KILLED_WORKERS
        job.tries, job.ended_at = 0, now
        job.save()
        logger.error("Import %s killed every worker that has read it", job.pk)
    else:
        job.tries, job.passed_by_at = 0, None
        stage(job)


def _has_lived(begun: _Try) -> None:
    """Take back that it was begun with: whoever raises has not died of it."""
    same = Import.objects.filter(**begun.rows, tries=begun.tries)
    same.update(tries=F("tries") - 1)


def _pass_by(tried: _Try) -> None:
    """Let all others come first from now on."""
    Import.objects.filter(**tried.rows).update(passed_by_at=clock.now())


def _fail(tried: _Try, error: BaseException) -> None:
    """Let the import be FAILED, unless somebody went on with it or stopped it meanwhile.

    What its run has done stays, and can be undone; what a rehearsal has counted was not done. It
    can be tried again.
    """
    kind = type(error).__name__
    changes: dict[str, Any] = {
        "state": ImportState.FAILED,
        "problem": FileProblem.BROKE_OFF,
        "error_kind": kind[:LONGEST_KIND],
        "failed_in": tried.state,
    }
    if tried.state == ImportState.REHEARSING:
        changes |= {"created": 0, "changed": 0, "position": 0}
    with transaction.atomic(using=WRITER):
        same = Import.objects.filter(**tried.rows)
        if same.update(**changes, ended_at=clock.now()):
            # Its message may quote cells.
            told = Told(kind).with_traceback(error.__traceback__)
            logger.error("Import %s broke off: %s", tried.job_id, kind, exc_info=told)
