"""The link by which somebody proves an account's e-mail; looking proves nothing."""

from django.http import HttpResponse

from ..identity.actions.verify_email import verify_email
from .asked import Asked
from .rendering import page


def verify_page(asked: Asked) -> HttpResponse:
    """Ask on GET, since scanners look at every link; take the proof in on POST."""
    if asked.method == "GET":
        return page("verify", language=asked.language)
    user_id, email_hash = asked.signed
    verify_email(user_id, email_hash)
    return page("verified", language=asked.language)
