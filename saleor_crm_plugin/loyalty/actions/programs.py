"""Make programs and change their settings."""

import datetime
from dataclasses import fields, replace
from typing import Any

from django.db import IntegrityError, transaction

from ...audit.actions import record_change
from ...ledger.actions.open_book import open_book
from ...tiers.actions.settings import cover_channels
from ..errors import (
    ChangedMeanwhile,
    ChannelTaken,
    CodeTaken,
    Missing,
    ProgramNotFound,
)
from ..lock_objects import lock_program
from ..models import Program, ProgramChannel, ProgramCurrency
from ..settings_form import ProgramSettings, check_settings

SUBJECT = "program"
ONE_PER_CHANNEL = "crm_program_channel_one"


def create_program(
    settings: ProgramSettings, *, author: str, now: datetime.datetime
) -> Program:
    """Make a program with a book of its own, and write down who did it.

    Raises CodeTaken, UnknownChannel, ChannelTaken, InvalidPeriod, InvalidSetting, Missing.
    """
    if not author.strip():
        raise Missing("author")
    check_settings(settings)
    with transaction.atomic():
        _refuse_taken_code(settings.code)
        row = Program(book_id=open_book(settings.code).pk)
        _write(row, settings)
        _record(row.pk, {}, settings, author, now)
    return row


def update_program(
    program_id: int,
    changes: dict[str, Any],
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> Program:
    """Change the named settings (fields of ProgramSettings), and write down who did it.

    What was granted keeps its terms; the new ones are for orders that earn later. With `version`
    it refuses what somebody else has changed since. Locks the program. Raises ProgramNotFound,
    ChangedMeanwhile and what `create_program` raises.
    """
    if not author.strip():
        raise Missing("author")
    with transaction.atomic():
        row = lock_program(program_id).first()
        if row is None:
            raise ProgramNotFound(program_id)
        if version is not None and version != row.version:
            raise ChangedMeanwhile(row.version)
        before = settings_of(row)
        after = replace(before, **changes)
        check_settings(after)
        if after.code != before.code:
            _refuse_taken_code(after.code)
        row.version += 1
        _write(row, after)
        _record(row.pk, _plain(before), after, author, now)
    return row


def settings_of(row: Program) -> ProgramSettings:
    """Return the settings as they are stored; two queries."""
    own = {spec.name for spec in fields(ProgramSettings)}
    worths = row.currencies.order_by("currency").values_list(
        "currency", "worth_per_point"
    )
    return ProgramSettings(
        **{name: getattr(row, name) for name in own - {"channels", "worth_per_point"}},
        channels=tuple(
            row.channels.order_by("channel").values_list("channel", flat=True)
        ),
        worth_per_point=dict(worths),
    )


def _refuse_taken_code(code: str) -> None:
    if Program.objects.filter(code=code).exists():
        raise CodeTaken(code)


def _write(row: Program, settings: ProgramSettings) -> None:
    """Store the settings; the database refuses a second active program on a channel."""
    try:
        with transaction.atomic():
            for name, value in settings.columns().items():
                setattr(row, name, value)
            row.save()
            _write_channels(row, settings)
            _write_worths(row, settings)
    except IntegrityError as error:
        if ONE_PER_CHANNEL not in str(error):
            raise
        raise ChannelTaken from error
    cover_channels(row.book_id, settings.channels)


def _write_channels(row: Program, settings: ProgramSettings) -> None:
    row.channels.exclude(channel__in=settings.channels).delete()
    ProgramChannel.objects.bulk_create(
        [
            ProgramChannel(program=row, channel=channel, starts_at=row.starts_at)
            for channel in settings.channels
        ],
        update_conflicts=True,
        unique_fields=["program", "channel"],
        update_fields=["starts_at"],
    )


def _write_worths(row: Program, settings: ProgramSettings) -> None:
    row.currencies.exclude(currency__in=settings.worth_per_point).delete()
    ProgramCurrency.objects.bulk_create(
        [
            ProgramCurrency(program=row, currency=currency, worth_per_point=worth)
            for currency, worth in settings.worth_per_point.items()
        ],
        update_conflicts=True,
        unique_fields=["program", "currency"],
        update_fields=["worth_per_point"],
    )


def _record(
    program_id: int,
    before: dict[str, Any],
    after: ProgramSettings,
    author: str,
    now: datetime.datetime,
) -> None:
    record_change(
        SUBJECT, program_id, author=author, before=before, after=_plain(after), now=now
    )


def _plain(settings: ProgramSettings) -> dict[str, Any]:
    return settings.columns() | {
        "channels": sorted(settings.channels),
        "worth_per_point": settings.worth_per_point,
    }
