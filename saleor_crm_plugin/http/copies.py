"""The archive of everything about a person, for whoever holds the link that the API shows them."""

from http import HTTPStatus

from django.http import HttpResponseBase, StreamingHttpResponse

from ..core import clock
from ..privacy.queries import pieces, ready_export
from .asked import Asked
from .rendering import page


def fetch_copy(asked: Asked) -> HttpResponseBase:
    """Stream the archive; once it is emptied the link leads to a page that says so."""
    [export_id] = asked.signed
    copy = ready_export(export_id, now=clock.now())
    if copy is None:
        return page("bad_link", language=asked.language, status=HTTPStatus.GONE)
    response = StreamingHttpResponse(pieces(copy.pk), content_type="application/zip")
    response.headers["Content-Length"] = str(copy.size)
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return response
