"""E-mails as Django sends them: whom from, the ways out in the headers, HTML beside plain text."""

from email.utils import formataddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from .channel import OutgoingMessage, Sender
from .outcomes import Rejected


def letter(
    message: OutgoingMessage, sender: Sender
) -> EmailMultiAlternatives | Rejected:
    """Return the e-mail for exactly one address, or why there can be none.

    Whatever stands in addresses, names and subject, nothing of it becomes a header or a further
    recipient. Messages that one can unsubscribe from carry the one-click headers of RFC 8058.
    """
    made = _composed(message, sender)
    if isinstance(made, Rejected):
        return made
    return Rejected("header") if _mime(made) is None else made


def wire_content(message: OutgoingMessage, sender: Sender) -> bytes | Rejected:
    """Return the same e-mail as it is written to a mail server, or why there can be none.

    Built once: what Django makes of a letter costs as much as rendering it.
    """
    made = _composed(message, sender)
    if isinstance(made, Rejected):
        return made
    mime = _mime(made)
    return Rejected("header") if mime is None else mime.as_bytes(linesep="\r\n")


def message_id(message: OutgoingMessage, sender: Sender) -> str:
    """Return the letter's own name; the same at each attempt, so that a mailbox can see it."""
    return f"{message.public_id}@{sender.address.rpartition('@')[2]}"


def _composed(
    message: OutgoingMessage, sender: Sender
) -> EmailMultiAlternatives | Rejected:
    if not _is_address(message.address):
        return Rejected("address", is_address=True)
    if not _is_address(sender.address):
        return Rejected("sender")
    made = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=formataddr((" ".join(sender.name.split()), sender.address)),
        to=[message.address],
        reply_to=[sender.reply_to] if _is_address(sender.reply_to) else None,
        headers=_headers(message, sender),
    )
    if message.html:
        made.attach_alternative(message.html, "text/html")
    return made


def _mime(made: EmailMultiAlternatives) -> Any | None:
    """Return what Django writes (its type knows less than it can), None where it refuses.

    It refuses a header with a line break, and an address that is none to it.
    """
    try:
        return made.message()
    except ValueError:
        return None


def _headers(message: OutgoingMessage, sender: Sender) -> dict[str, str]:
    headers = {"Message-ID": f"<{message_id(message, sender)}>"}
    if message.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
