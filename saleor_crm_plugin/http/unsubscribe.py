"""The way out of our messages: a page with its question, and one click from the mail program.

Looking changes nothing, since scanners look at every link. A POST with `List-Unsubscribe=One-Click`
is the mail program's (RFC 8058) and leaves what the message belonged to; it may come as a form of
either kind, and is answered without a redirect.
"""

from django.http import HttpResponse

from ..consent.actions.wish import Origin, unsubscribe
from ..consent.links import LinkedPerson, person_in, preferences_url
from ..consent.policies import UnsubscribeScope
from ..consent.sources import Source
from ..core import clock
from .asked import Asked
from .rendering import page, plain

ONE_CLICK = (b"List-Unsubscribe", b"One-Click")


def unsubscribe_page(asked: Asked) -> HttpResponse:
    """Ask how far to unsubscribe on GET; do it on POST, by default as far as the link says."""
    person = person_in(asked.signed)
    if asked.method == "GET":
        return page(
            "unsubscribe", language=asked.language, has_list=bool(person.list_code)
        )
    if all(word in asked.body for word in ONE_CLICK):
        _leave(asked, person, UnsubscribeScope.LIST, Source.ONE_CLICK)
        return plain(200)
    scope = asked.form.get("scope", UnsubscribeScope.LIST)
    if scope not in list(UnsubscribeScope):
        return plain(400)
    _leave(asked, person, UnsubscribeScope(scope), Source.UNSUBSCRIBE_PAGE)
    return page(
        "unsubscribed",
        language=asked.language,
        preferences=preferences_url(person),
    )


def _leave(
    asked: Asked, person: LinkedPerson, scope: UnsubscribeScope, source: Source
) -> None:
    origin = Origin(source=source, ip=asked.ip, user_agent=asked.user_agent)
    unsubscribe(person, scope, origin=origin, now=clock.now())
