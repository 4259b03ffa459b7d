"""Files in and out: pieces of what is brought in, and lists that go out while they are read."""

from collections.abc import AsyncIterator, Iterator
from functools import partial

from asgiref.sync import sync_to_async
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from ..core import clock
from ..core.errors import CrmError
from ..imports.actions.begin import take_piece
from ..imports.actions.export_members import kept_pieces
from ..imports.error_codes import ImportErrorCode
from ..imports.export import csv_pieces, exports
from ..imports.export_models import ExportFormat
from ..imports.queries import ready_list
from ..saleor_adapter.db import replica_alias
from .asked import Asked
from .rendering import plain

STATUSES = {
    ImportErrorCode.NOT_FOUND: 404,
    ImportErrorCode.TOO_LARGE: 413,
    ImportErrorCode.WRONG_STATE: 409,
}
LONGEST_PLACE = 4


CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}


class ListResponse(StreamingHttpResponse):
    """A list that is never in memory as a whole, also where the server is asynchronous.

    Django would gather a plain iterator there before the first byte goes out.
    """

    def __init__(
        self, pieces: Iterator[bytes], name: str, written_as: str = ExportFormat.CSV
    ) -> None:
        disposition = f'attachment; filename="{name}.{written_as}"'
        super().__init__(
            pieces,
            content_type=CONTENT_TYPES[ExportFormat(written_as)],
            headers={"Content-Disposition": disposition},
        )
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        following = partial(next, iter(self._pieces), None)
        while (piece := await sync_to_async(following)()) is not None:
            yield piece


def take_file_piece(asked: Asked) -> HttpResponse:
    """Keep one piece of the file that the address is for; `place` counts from 0."""
    [import_id] = asked.signed
    place = asked.query.get("place", "")
    if not place.isdecimal() or len(place) > LONGEST_PLACE:
        return plain(400)
    try:
        take_piece(import_id, int(place), asked.body)
    except CrmError as refusal:
        return plain(STATUSES.get(ImportErrorCode(refusal.code), 400))
    return HttpResponse(status=204)


def send_list(asked: Asked) -> ListResponse:
    """Send a list as CSV; whoever has the address was allowed to see it some minutes ago."""
    code, subject = asked.signed
    return ListResponse(_encoded(code, subject), exports[code].code)


def send_made_list(asked: Asked) -> HttpResponseBase:
    """Send a list that a worker has made, as long as it is kept; 410 afterwards."""
    [job_id] = asked.signed
    job = ready_list(job_id, now=clock.now())
    if job is None:
        return plain(410)
    return ListResponse(kept_pieces(job.pk), job.kind, job.format)


def _encoded(code: str, subject: int) -> Iterator[bytes]:
    for piece in csv_pieces(code, subject, using=replica_alias()):
        yield piece.encode()
