"""Take the keywords out of what people write to the shop; the texts themselves are not kept."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...consent.actions.record import lock_people
from ...core.languages import normalized_language
from ...core.sentences import Sentence
from ...saleor_adapter.db import WRITER
from ..errors import InvalidValue, PersonNotFound
from ..kinds import KeywordSource
from ..models import InboundText
from ..profiled import may_be_profiled
from ..storing import add_words
from ..told import LANGUAGE

LONGEST_TEXT = 20_000
LONGEST_KEY = 128


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenText:
    """What somebody wrote; `key` names it for good. Personal: never log it."""

    profile_id: int
    text: str
    key: str
    occurred_at: datetime.datetime
    language: str = ""


def read_text(written: WrittenText, *, now: datetime.datetime) -> bool:
    """Add the text's keywords to the person's, if they agreed to be profiled; return whether.

    Idempotent by key. A moment after `now` counts as now. Locks the profile. Raises InvalidValue
    and PersonNotFound.
    """
    language = normalized_language(written.language)
    if language and not LANGUAGE.fullmatch(language):
        raise InvalidValue("language", Sentence('A language is a code such as "it".'))
    if not 0 < len(written.text.strip()) <= LONGEST_TEXT:
        raise InvalidValue(
            "text", Sentence("A text has 1 to {most} signs.", most=LONGEST_TEXT)
        )
    if not 0 < len(written.key) <= LONGEST_KEY:
        raise InvalidValue(
            "key", Sentence("A key has 1 to {most} signs.", most=LONGEST_KEY)
        )
    occurred_at = min(written.occurred_at, now)
    with transaction.atomic(using=WRITER):
        if not lock_people([written.profile_id]):
            raise PersonNotFound
        if not may_be_profiled(written.profile_id):
            return False
        row = InboundText(
            key=f"{written.profile_id}:{written.key}",
            profile_id=written.profile_id,
            occurred_at=occurred_at,
        )
        if InboundText.objects.filter(pk=row.key).exists():
            return False
        row.save(force_insert=True)
        text = {
            "profile_id": written.profile_id,
            "text": written.text,
            "language": language,
            "occurred_at": occurred_at,
        }
        add_words([text], KeywordSource.MESSAGE)
    return True
