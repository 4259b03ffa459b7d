"""One SMTP conversation per letter, over one connection, each ending in whether it has left."""

import re
import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from .outcomes import Accepted, Outcome, Rejected, Retry, Unsure

OK, PASSING, CLOSING = 250, 500, 421
_STATUS = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")
# The address does not exist: bad mailbox, bad domain, bad syntax, moved, null MX.
_NO_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})


class SmtpSession:
    """Holds the connection of one backend, and opens it again when the server has closed it."""

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend

    def send(self, sender: str, address: str, content: bytes) -> Outcome:
        """Hand one letter over.

        Whatever goes wrong before the content is sent is safe to try again; after it, a
        connection that breaks leaves it open whether the server has taken the letter.
        """
        try:
            self._backend.open()
            connection: Any = self._backend.connection
            connection.ehlo_or_helo_if_needed()
            code, answer = connection.mail(sender)
            # Who may not send at all is refused whatever the letter.
            refused = _refusal(code, answer, is_account=True)
            if refused is None:
                refused = _refusal(*connection.rcpt(address))
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Retry(_name(error), is_account=True)
        if refused is not None:
            self._begin_anew(refused)
            return refused
        return self._content(connection, content)

    def close(self) -> None:
        """End the connection, whatever state it is in."""
        connection, self._backend.connection = self._backend.connection, None
        if connection is not None:
            try:
                connection.quit()
            except (OSError, smtplib.SMTPException):
                connection.close()

    def _content(self, connection: smtplib.SMTP, content: bytes) -> Outcome:
        try:
            code, answer = connection.data(content)
        except smtplib.SMTPDataError as error:
            # The server did not even want to begin.
            code, answer = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Unsure(_name(error))
        if code == OK:
            return Accepted()
        refused = _outcome(code, answer)
        self._begin_anew(refused)
        return refused

    def _begin_anew(self, refused: Retry | Rejected) -> None:
        """Leave the conversation where the next letter can begin."""
        try:
            if isinstance(refused, Retry) and refused.is_account:
                self.close()
            else:
                connection: Any = self._backend.connection
                connection.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def _refusal(
    code: int, answer: bytes, *, is_account: bool = False
) -> Retry | Rejected | None:
    if code // 100 == OK // 100:
        return None
    refused = _outcome(code, answer)
    return Retry(refused.detail, is_account=True) if is_account else refused


def _outcome(code: int, answer: bytes) -> Retry | Rejected:
    found = _STATUS.search(answer)
    status = found.group(1).decode() if found else ""
    detail = f"{code} {status}".strip()
    if code < PASSING:
        return Retry(detail, is_account=code == CLOSING)
    return Rejected(detail, is_address=status in _NO_ADDRESS)


def _name(error: Exception) -> str:
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
