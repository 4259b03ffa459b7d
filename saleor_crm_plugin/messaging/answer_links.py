"""Links by which a letter's reader answers its question without signing in.

A token names a message and a question, and no person: whose message it is stands in our table.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ..saleor_adapter.public_url import plugin_url
from ..saleor_adapter.signing import sign
from .policies.questions import Question

ANSWER = "answer"
# A letter that lay in a mailbox for longer asks nobody any more.
ANSWER_WITHIN = datetime.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """Which message asks which question."""

    message: uuid.UUID
    question: Question


def answer_url(asked: AskedQuestion) -> str:
    """Return the address of the page that takes the answer, for 90 days."""
    return plugin_url(f"{ANSWER}/{sign(ANSWER, [asked.message.hex, asked.question])}")


def asked_in(signed: Sequence[str]) -> AskedQuestion | None:
    """Return what a link asks, given what its token holds; None if nobody asks that any more."""
    message, question = signed
    if question not in list(Question):
        return None
    return AskedQuestion(uuid.UUID(message), Question(question))
