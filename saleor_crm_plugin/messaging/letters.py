"""E-mails as Django sends them: whom from, the ways out in the headers, HTML beside plain text."""

from email.utils import formataddr

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
    try:
        made.message()
    # Django's refusal of a header with a line break, and of an address that is none to it.
    except ValueError:
        return Rejected("header")
    return made


def message_id(message: OutgoingMessage, sender: Sender) -> str:
    """Return the letter's own name; the same at each attempt, so that a mailbox can see it."""
    return f"{message.public_id}@{sender.address.rpartition('@')[2]}"


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
