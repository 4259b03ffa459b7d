"""The link by which somebody confirms that they asked for our messages; looking confirms nothing."""

from django.http import HttpResponse

from ..consent.actions.confirm import confirm_opt_in
from ..consent.actions.wish import Origin
from ..consent.errors import LinkInvalid, LinkOver
from ..consent.sources import Source
from ..core import clock
from .asked import Asked
from .rendering import page


def confirm_page(asked: Asked) -> HttpResponse:
    """Ask on GET, since scanners look at every link; grant on POST."""
    if asked.method == "GET":
        return page("confirm", language=asked.language)
    [event_id] = asked.signed
    origin = Origin(
        source=Source.CONFIRMATION, ip=asked.ip, user_agent=asked.user_agent
    )
    try:
        confirm_opt_in(event_id, origin=origin, now=clock.now())
    except (LinkInvalid, LinkOver):
        return page("bad_link", language=asked.language, status=410)
    return page("confirmed", language=asked.language)
