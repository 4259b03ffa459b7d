"""What the shop demands of channels, and the words by which it asks."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from ...audit.actions import record_change
from ...core.localized_names import checked_names
from ...core.sentences import sentence_of
from ..errors import (
    AuthorRequired,
    ChangedMeanwhile,
    InvalidCode,
    InvalidNames,
    PurposeNeedsNoConsent,
    UnknownPurpose,
    WordingTextRequired,
)
from ..models import ChannelPolicy, ConsentWording, MessageList
from ..policies import is_code, is_language, is_list_code
from ..purposes import PURPOSES

LONGEST_TEXT = 4000
LONGEST_NAME = 80


def set_double_opt_in(
    channel: str, *, double_opt_in: bool, author: str, now: datetime.datetime
) -> ChannelPolicy:
    """Say whether grants on a channel must be confirmed from now on; what is granted stays so.

    Audited. Locks the channel's row. Raises InvalidCode and AuthorRequired.
    """
    if not is_code(channel):
        raise InvalidCode("channel", channel)
    if not author:
        raise AuthorRequired
    with transaction.atomic():
        ChannelPolicy.objects.bulk_create(
            [ChannelPolicy(channel=channel)], ignore_conflicts=True
        )
        row = ChannelPolicy.objects.select_for_update().get(channel=channel)
        before, row.double_opt_in = row.double_opt_in, double_opt_in
        row.save(update_fields=["double_opt_in"])
        record_change(
            "channel_policy",
            row.pk,
            author=author,
            before={channel: before},
            after={channel: double_opt_in},
            now=now,
        )
    return row


def name_list(
    code: str,
    names: Mapping[str, str],
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> MessageList:
    """Say how a list of messages is called, by language, in place of what was said before.

    No names at all give it back the package's own, if it has one. With `version` it refuses what
    somebody else has changed since. Audited. Raises InvalidCode, InvalidNames, ChangedMeanwhile
    and AuthorRequired.
    """
    if not is_list_code(code):
        raise InvalidCode("code", code)
    try:
        checked = checked_names(names, longest=LONGEST_NAME) if names else {}
    except ValueError as error:
        raise InvalidNames(sentence_of(error)) from error
    if not author:
        raise AuthorRequired
    with transaction.atomic():
        MessageList.objects.bulk_create([MessageList(code=code)], ignore_conflicts=True)
        row = MessageList.objects.select_for_update().get(pk=code)
        if version is not None and version != row.version:
            raise ChangedMeanwhile(row.version)
        before, row.names = row.names, checked
        row.version += 1
        row.save(update_fields=["names", "version"])
        record_change(
            "message_list",
            0,
            author=author,
            before={code: before},
            after={code: checked},
            now=now,
        )
    return row


def add_wording(asked: ConsentWording, *, now: datetime.datetime) -> ConsentWording:
    """Add the next version of a wording in its language; earlier ones stay as they were shown.

    Audited. `asked` is unsaved and has everything but version and time. Two added at once are
    refused by the database's unique key. Raises InvalidCode, UnknownPurpose, PurposeNeedsNoConsent,
    WordingTextRequired and AuthorRequired.
    """
    _check(asked)
    versions = ConsentWording.objects.filter(code=asked.code, language=asked.language)
    newest = versions.aggregate(newest=Max("version"))["newest"] or 0
    asked.version, asked.created_at = newest + 1, now
    with transaction.atomic():
        asked.save(force_insert=True)
        record_change(
            "consent_wording",
            asked.pk,
            author=asked.author,
            before={},
            after={
                "code": asked.code,
                "purpose": asked.purpose,
                "language": asked.language,
                "version": asked.version,
                "text": asked.text,
            },
            now=now,
        )
    return asked


def _check(asked: ConsentWording) -> None:
    if not is_code(asked.code):
        raise InvalidCode("code", asked.code)
    if not is_language(asked.language):
        raise InvalidCode("language", asked.language)
    if asked.purpose not in PURPOSES:
        raise UnknownPurpose(asked.purpose)
    if not PURPOSES[asked.purpose].can_be_withdrawn:
        raise PurposeNeedsNoConsent(asked.purpose)
    asked.text = asked.text.strip()
    if not 0 < len(asked.text) <= LONGEST_TEXT:
        raise WordingTextRequired
    if not asked.author:
        raise AuthorRequired
