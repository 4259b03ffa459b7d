"""The addresses behind the links of messages, and the picture that tells of an opening."""

import base64

from django.http import HttpResponse, HttpResponseRedirect

from ..core import clock
from ..messaging.actions.touches import note_click, note_open
from ..templates.queries import link_url
from ..templates.tracked_links import followed_link_of, opened_message_of
from .asked import Asked
from .rendering import page

# One transparent point.
_PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def follow_link(asked: Asked) -> HttpResponse:
    """Lead to where the link of that very message leads, and nowhere else."""
    link = followed_link_of(asked.signed)
    url = link_url(link.link_id)
    if url is None:
        return page("bad_link", language=asked.language, status=404)
    note_click(link.message, link.link_id, user_agent=asked.user_agent, now=clock.now())
    return HttpResponseRedirect(url)


def show_picture(asked: Asked) -> HttpResponse:
    """Answer with a picture of one transparent point."""
    message = opened_message_of(asked.signed)
    note_open(message, user_agent=asked.user_agent, now=clock.now())
    return HttpResponse(_PICTURE, content_type="image/gif")
