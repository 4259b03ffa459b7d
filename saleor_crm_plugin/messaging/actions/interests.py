"""Say which interests people can name."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from ...audit.actions import record_change
from ...core.localized_names import checked_names
from ...core.sentences import Sentence, sentence_of
from ...saleor_adapter.db import WRITER
from ..answer_models import Interest
from ..errors import InvalidChoice, Missing
from .counting import count_change
from .switch import locked_settings

SUBJECT = "interests"
MOST, LONGEST_NAME = 40, 60
_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestChoice:
    """One interest: a code that never changes, and its name by language."""

    code: str
    names: Mapping[str, str]


def set_interests(
    asked: Sequence[InterestChoice],
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> None:
    """Replace all interests, in the order given; people keep the tags that they have.

    With `version` it refuses what somebody else has changed since. Raises ChangedMeanwhile,
    InvalidChoice and Missing. Locks the settings' row.
    """
    if not author.strip():
        raise Missing("author")
    if len(asked) > MOST:
        raise InvalidChoice(
            Sentence("At most {most} are possible.", most=MOST), field="interests"
        )
    rows = {
        one.code: Interest(code=one.code, place=place, names=_checked(one))
        for place, one in enumerate(asked)
    }
    if len(rows) < len(asked):
        raise InvalidChoice(
            Sentence("Two interests have the same code."), field="interests"
        )
    with transaction.atomic(using=WRITER):
        settings = locked_settings()
        count_change(settings, "interests_version", read=version)
        settings.save(update_fields=["interests_version"])
        known = Interest.objects.using(WRITER).order_by("place")
        before = {row.code: row.names for row in known}
        known.all().delete()
        Interest.objects.using(WRITER).bulk_create(rows.values())
        record_change(
            SUBJECT,
            settings.pk,
            author=author,
            before=before,
            after={code: row.names for code, row in rows.items()},
            now=now,
        )


def _checked(one: InterestChoice) -> dict[str, str]:
    if not _CODE.fullmatch(one.code):
        message = Sentence(
            "A code is small letters, digits and underlines, from a letter on."
        )
        raise InvalidChoice(message, field="interests")
    try:
        return checked_names(one.names, longest=LONGEST_NAME)
    except ValueError as error:
        raise InvalidChoice(sentence_of(error), field="names") from error
