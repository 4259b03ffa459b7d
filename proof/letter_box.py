"""A mail server that nobody can kill: a line of a file per letter, written at once."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

FILE = "CRM_DRILL_LETTERS"
# For the variable EMAIL_BACKEND.
LETTER_BOX = f"{__name__}.LetterBox"


class LetterBox(BaseEmailBackend):
    """Appends the recipient and the subject of each letter to the file that FILE names."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take the letters; a line is written as a whole or not at all."""
        box = os.open(os.environ[FILE], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            for letter in email_messages:
                [address] = letter.to
                os.write(box, f"{address} {letter.subject}\n".encode())
        finally:
            os.close(box)
        return len(email_messages)
