"""The one switch: stop everything, send all of it to a test address, or go live."""

import dataclasses
import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ...audit.actions import record_change
from ...saleor_adapter.db import WRITER
from ..errors import (
    InvalidAddress,
    Missing,
    NoInstanceId,
    NoPostalAddress,
    NoSender,
    NotLive,
)
from ..guard import here, last_attempt
from ..instance import ensure_instance_id, note_attempt
from ..settings_models import SendingMode, SendingSettings
from .accounts import ensure_own_accounts

SUBJECT = "sending"
ONLY_ROW = 1


def go_live(*, author: str, now: datetime.datetime) -> SendingSettings:
    """Let messages leave from here to the people themselves, from the next row on.

    Remembers where "here" is, and how far the database has come: from a copy of this database
    nothing leaves. Makes the accounts for the shop's own mail server and storefront if there are
    none. Raises NoSender, NoPostalAddress, NoInstanceId, Missing.
    """
    _check_author(author)
    place = _place()
    with transaction.atomic(using=WRITER):
        row = locked_settings()
        if not row.sender_address:
            raise NoSender
        if not row.postal_address:
            raise NoPostalAddress
        ensure_own_accounts()
        return _change(
            row,
            author,
            now,
            mode=SendingMode.LIVE,
            live_public_url=place.public_url,
            live_instance_id=place.instance_id,
        )


def stop_sending(*, author: str, now: datetime.datetime) -> SendingSettings:
    """Let nothing leave, from the next row on; what is queued stays queued until it expires."""
    _check_author(author)
    with transaction.atomic(using=WRITER):
        return _change(locked_settings(), author, now, mode=SendingMode.STOPPED)


def set_test_mode(
    address: str, *, author: str, now: datetime.datetime
) -> SendingSettings:
    """Let everything leave, but to this address only. Raises InvalidAddress, Missing."""
    _check_author(author)
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidAddress("address") from error
    with transaction.atomic(using=WRITER):
        row = locked_settings()
        ensure_own_accounts()
        return _change(row, author, now, mode=SendingMode.TEST, test_address=address)


def confirm_copy(*, author: str, now: datetime.datetime) -> SendingSettings:
    """Say that this place is the real shop now: it has moved, or was restored for good.

    What the backup did not know of may be sent again from now on: whoever restores looks at what
    is queued, and at the journeys, before.
    Raises NotLive, NoInstanceId, Missing.
    """
    _check_author(author)
    place = _place()
    with transaction.atomic(using=WRITER):
        row = locked_settings()
        if row.mode != SendingMode.LIVE:
            raise NotLive
        return _change(
            row,
            author,
            now,
            live_public_url=place.public_url,
            live_instance_id=place.instance_id,
        )


def locked_settings() -> SendingSettings:
    """Return the one row, made if missing, locked for the caller's transaction."""
    SendingSettings.objects.using(WRITER).bulk_create(
        [SendingSettings(id=ONLY_ROW, default_channels=["email"])],
        ignore_conflicts=True,
    )
    return SendingSettings.objects.using(WRITER).select_for_update().get(pk=ONLY_ROW)


def _place() -> Any:
    made = ensure_instance_id()
    place = dataclasses.replace(here(), instance_id=made)
    if here() != place or not place.public_url:
        raise NoInstanceId
    note_attempt(last_attempt())
    return place


def _change(
    row: SendingSettings, author: str, now: datetime.datetime, **values: Any
) -> SendingSettings:
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    record_change(SUBJECT, row.pk, author=author, before=before, after=values, now=now)
    return row


def _check_author(author: str) -> None:
    if not author.strip():
        raise Missing("author")
