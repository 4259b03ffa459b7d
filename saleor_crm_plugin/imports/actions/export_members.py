"""Make lists of segments' members as files: asked for by staff, made by a worker page by page."""

import datetime
import logging
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import IO

from django.db import OperationalError, connections, transaction

from ...audit.actions import record_change
from ...core import clock
from ...core.sentences import Sentence
from ...outbox.policies import Told
from ...saleor_adapter.db import WRITER
from ...segments.queries import members_of, segment_by_id
from ..errors import InvalidColumns
from ..export import MARK, csv_lines
from ..export_models import ExportFormat, ExportJob, ExportPiece, ExportState
from ..member_list import chosen_columns, line, member_rows
from ..workbook import MOST_ROWS, write_workbook

KIND = "segment_members"
SUBJECT = "export"
KEPT = datetime.timedelta(hours=24)
LARGEST_PIECE = 1 << 20
MOST_TRIES = 5
_IN_MEMORY = 8 << 20
# Their time is over: nothing of anybody is left but how many they were.
EXPIRE = """
WITH over AS (
    SELECT id FROM crm_export_job WHERE state = 'ready' AND expires_at <= %(now)s
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
), emptied AS (
    DELETE FROM crm_export_piece WHERE job_id IN (SELECT id FROM over)
)
UPDATE crm_export_job SET state = 'expired' WHERE id IN (SELECT id FROM over)
"""

logger = logging.getLogger(__name__)


def ask_for_members(
    segment_id: int,
    *,
    columns: Sequence[str],
    written_as: ExportFormat,
    author: str,
    now: datetime.datetime,
) -> ExportJob:
    """Have a list of a segment's members made; who asked for what is written down.

    Raises SegmentNotFound, and InvalidColumns for columns that there are not and for a workbook of
    more than 50,000 people.
    """
    segment = segment_by_id(segment_id)
    chosen = chosen_columns(columns)
    people = members_of(segment_id).count()
    if written_as == ExportFormat.XLSX and people > MOST_ROWS:
        message = Sentence(
            "A workbook has {most} people at most; ask for CSV.", most=MOST_ROWS
        )
        raise InvalidColumns(message, field="format")
    with transaction.atomic(using=WRITER):
        job = ExportJob.objects.create(
            kind=KIND,
            subject_id=segment.pk,
            columns=chosen,
            format=written_as,
            rows=people,
            author=author,
            asked_at=now,
        )
        asked = {"segment": segment.pk, "columns": chosen, "format": written_as}
        record_change(SUBJECT, job.pk, author=author, before={}, after=asked, now=now)
    return job


def work_on_exports(*, deadline: float | None = None) -> int:
    """Do pages until no list waits or `deadline` (monotonic) is over; return how many.

    Each page is one transaction that moves its list's position: any number of workers, and one
    that dies at any moment, leave nobody out and bring nobody twice. Locks the list, then shares
    its people by id; where one of them is just being erased, the list waits for the next run, and
    the others do not wait for it. A list of which a page raises what nobody foresaw has failed.
    """
    count = 0
    tries: Counter[int] = Counter()
    while deadline is None or time.monotonic() < deadline:
        job = None
        try:
            with transaction.atomic(using=WRITER):
                job = _next({pk for pk, tried in tries.items() if tried == MOST_TRIES})
                if job is None:
                    break
                _one_page(job, clock.now())
            count += 1
        except OperationalError:
            if job is None:
                raise
            tries[job.pk] += 1
        except Exception as error:
            # Whatever a column raises: one list must not hold all others up.
            if job is None:
                raise
            _fail(job.pk, error)
    return count


def expire_exports(*, now: datetime.datetime) -> int:
    """Empty up to 100 lists whose time is over; return how many. Idempotent."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(EXPIRE, {"now": now})
        return int(cursor.rowcount)


def _next(besides: Collection[int]) -> ExportJob | None:
    running = ExportJob.objects.filter(state=ExportState.RUNNING).exclude(
        pk__in=besides
    )
    return running.order_by("pk").select_for_update(skip_locked=True).first()


def _fail(job_id: int, error: Exception) -> None:
    """Let the list have FAILED, with nothing left of it."""
    kind = type(error).__name__
    with transaction.atomic(using=WRITER):
        running = ExportJob.objects.filter(pk=job_id, state=ExportState.RUNNING)
        if running.update(state=ExportState.FAILED, ended_at=clock.now()):
            ExportPiece.objects.filter(job_id=job_id).delete()
            # Its message may quote people's data.
            told = Told(kind).with_traceback(error.__traceback__)
            logger.error("List %s broke off: %s", job_id, kind, exc_info=told)


def _one_page(job: ExportJob, now: datetime.datetime) -> None:
    rows = member_rows(job.subject_id, after=job.position)
    lines = [] if job.pieces else [job.columns]
    lines += [line(row, job.columns) for row in rows]
    if lines:
        mark = "" if job.pieces else MARK
        _put(job, (mark + csv_lines(lines)).encode())
    if rows:
        job.position = rows[-1]["place"]
        job.handled += len(rows)
    else:
        _end(job, now)
    job.save()


def _end(job: ExportJob, now: datetime.datetime) -> None:
    job.ended_at, job.expires_at = now, now + KEPT
    job.state = ExportState.READY
    if job.format != ExportFormat.XLSX:
        return
    if job.handled > MOST_ROWS:
        # They have become more while it was made.
        job.state = ExportState.FAILED
        ExportPiece.objects.filter(job_id=job.pk).delete()
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        write_workbook(kept_pieces(job.pk), file)
        ExportPiece.objects.filter(job_id=job.pk).delete()
        job.pieces = job.size = 0
        file.seek(0)
        for piece in _cut(file):
            _put(job, piece)


def kept_pieces(job_id: int) -> Iterator[bytes]:
    """Give the pieces of a list's file in order, some at a time."""
    pieces = ExportPiece.objects.filter(job_id=job_id).order_by("place")
    for content in pieces.values_list("content", flat=True).iterator(chunk_size=4):
        yield bytes(content)


def _cut(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(LARGEST_PIECE):
        yield piece


def _put(job: ExportJob, content: bytes) -> None:
    ExportPiece.objects.create(job_id=job.pk, place=job.pieces, content=content)
    job.pieces += 1
    job.size += len(content)
