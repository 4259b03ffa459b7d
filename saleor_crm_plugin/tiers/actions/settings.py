"""Make ladders and tiers, and change them; every change is written down with its author."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ..errors import (
    ChangedMeanwhile,
    InvalidSetting,
    InvalidThreshold,
    LadderExists,
    LadderNotFound,
    Missing,
    TierInUse,
    TierNotFound,
    TierTaken,
)
from ..models import (
    DowngradeStyle,
    Tier,
    TierBasis,
    TierDecision,
    TierLadder,
    TierThreshold,
    TierWindow,
)

LADDER_SUBJECT = "tier_ladder"
TIER_SUBJECT = "tier"
CURRENCY = re.compile(r"[A-Z]{3}")
MOST_MONTHS = 120
MOST_DAYS = 3650
MOST_RANK = 32_767
LEAST_MULTIPLIER = Decimal("0.01")
MOST_MULTIPLIER = 1000
MOST_THRESHOLD = 10**11
_TEXTS = {"code": 32, "name": 120, "description": 1000}


@dataclass(frozen=True, kw_only=True, slots=True)
class LadderSettings:
    """All settings of a ladder."""

    basis: TierBasis
    window: TierWindow
    window_months: int = 12
    time_zone: str = "UTC"
    pending_counts: bool = True
    grace_days: int = 30
    downgrade: DowngradeStyle = DowngradeStyle.ONE_STEP
    excludes_staff: bool = True

    def columns(self) -> dict[str, Any]:
        """Return the settings by the names of their columns."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, kw_only=True, slots=True)
class TierSettings:
    """All settings of a tier; without thresholds it is by invitation only."""

    code: str
    name: str
    rank: int
    thresholds: dict[str, Decimal] = field(default_factory=dict)
    multiplier: Decimal = Decimal(1)
    has_early_access: bool = False
    description: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the settings by the names of their columns, without the thresholds."""
        return {
            name: getattr(self, name) for name in self.__slots__ if name != "thresholds"
        }


def create_ladder(
    book_id: int,
    settings: LadderSettings,
    *,
    channels: Collection[str] = (),
    author: str,
    now: datetime.datetime,
) -> TierLadder:
    """Give a book its ladder; orders of `channels` count, of all if empty.

    Raises LadderExists, InvalidSetting, Missing.
    """
    _check_author(author)
    _check_ladder(settings)
    with transaction.atomic():
        if TierLadder.objects.filter(book_id=book_id).exists():
            raise LadderExists
        row = TierLadder.objects.create(
            book_id=book_id, channels=sorted(channels), **settings.columns()
        )
        record_change(
            LADDER_SUBJECT,
            row.pk,
            author=author,
            before={},
            after=settings.columns(),
            now=now,
        )
    return row


def update_ladder(
    ladder_id: int,
    settings: LadderSettings,
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> TierLadder:
    """Change a ladder; standings follow at the next fact or review. Locks the ladder.

    The basis cannot change once there are tiers with thresholds: they would mean something else.
    With `version` it refuses what somebody else has changed since. Raises LadderNotFound,
    ChangedMeanwhile, InvalidSetting, InvalidThreshold, Missing.
    """
    _check_author(author)
    _check_ladder(settings)
    with transaction.atomic():
        row = TierLadder.objects.select_for_update().filter(pk=ladder_id).first()
        if row is None:
            raise LadderNotFound(ladder_id)
        _refuse_if_changed(row, version)
        if row.basis != settings.basis and _has_thresholds(ladder_id):
            raise InvalidThreshold(
                Sentence("Remove the tiers' thresholds before changing the basis.")
            )
        before = {name: getattr(row, name) for name in settings.columns()}
        for name, value in settings.columns().items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        record_change(
            LADDER_SUBJECT,
            row.pk,
            author=author,
            before=before,
            after=settings.columns(),
            now=now,
        )
    return row


def cover_channels(book_id: int, channels: Collection[str]) -> None:
    """Let the orders of these channels count on the book's ladder, if it has one."""
    TierLadder.objects.filter(book_id=book_id).update(channels=sorted(channels))


def add_tier(
    ladder_id: int, settings: TierSettings, *, author: str, now: datetime.datetime
) -> Tier:
    """Add a tier to a ladder. Locks the ladder.

    Raises LadderNotFound, TierTaken, InvalidThreshold, InvalidSetting, Missing.
    """
    _check_author(author)
    with transaction.atomic():
        ladder = TierLadder.objects.select_for_update().filter(pk=ladder_id).first()
        if ladder is None:
            raise LadderNotFound(ladder_id)
        _check_tier(ladder, settings, tier_id=None)
        row = Tier.objects.create(ladder=ladder, **settings.columns())
        _write_thresholds(row, settings)
        record_change(
            TIER_SUBJECT,
            row.pk,
            author=author,
            before={},
            after=_plain(settings),
            now=now,
        )
    return row


def update_tier(
    tier_id: int,
    settings: TierSettings,
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> Tier:
    """Change a tier; who stands on it keeps it until the next review. Locks the ladder.

    With `version` it refuses what somebody else has changed since. Raises TierNotFound,
    ChangedMeanwhile, TierTaken, InvalidThreshold, InvalidSetting, Missing.
    """
    _check_author(author)
    with transaction.atomic():
        row = _locked_tier(tier_id)
        _refuse_if_changed(row, version)
        _check_tier(row.ladder, settings, tier_id=tier_id)
        before = _plain(_settings_of(row))
        for name, value in settings.columns().items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        _write_thresholds(row, settings)
        record_change(
            TIER_SUBJECT,
            row.pk,
            author=author,
            before=before,
            after=_plain(settings),
            now=now,
        )
    return row


def remove_tier(tier_id: int, *, author: str, now: datetime.datetime) -> None:
    """Remove a tier that nobody has or had. Raises TierNotFound, TierInUse, Missing."""
    _check_author(author)
    with transaction.atomic():
        row = _locked_tier(tier_id)
        before = _plain(_settings_of(row))
        if TierDecision.objects.filter(current=row).exists():
            raise TierInUse(row.code)
        try:
            row.delete()
        except (ProtectedError, RestrictedError) as error:
            raise TierInUse(row.code) from error
        record_change(
            TIER_SUBJECT, tier_id, author=author, before=before, after={}, now=now
        )


def _locked_tier(tier_id: int) -> Tier:
    ladders = TierLadder.objects.select_for_update(of=("self",))
    ladder = ladders.filter(tiers=tier_id).first()
    # Read under the lock, so that it is what nobody changes any more.
    row = ladder and ladder.tiers.filter(pk=tier_id).first()
    if not row:
        raise TierNotFound(tier_id)
    return row


def _refuse_if_changed(row: TierLadder | Tier, version: int | None) -> None:
    """Raise ChangedMeanwhile if the locked row is another version than the one that was read."""
    if version is not None and version != row.version:
        raise ChangedMeanwhile(row.version)


def _settings_of(row: Tier) -> TierSettings:
    names = (name for name in TierSettings.__slots__ if name != "thresholds")
    return TierSettings(
        **{name: getattr(row, name) for name in names},
        thresholds=dict(row.thresholds.values_list("currency", "value")),
    )


def _plain(settings: TierSettings) -> dict[str, Any]:
    return settings.columns() | {"thresholds": settings.thresholds}


def _has_thresholds(ladder_id: int) -> bool:
    return TierThreshold.objects.filter(tier__ladder_id=ladder_id).exists()


def _write_thresholds(row: Tier, settings: TierSettings) -> None:
    row.thresholds.all().delete()
    TierThreshold.objects.bulk_create(
        TierThreshold(tier=row, currency=currency, value=value)
        for currency, value in settings.thresholds.items()
    )


def _check_author(author: str) -> None:
    if not author.strip():
        raise Missing("author")


def _check_ladder(settings: LadderSettings) -> None:
    if not 1 <= settings.window_months <= MOST_MONTHS:
        raise InvalidSetting(
            Sentence("From 1 to {most}.", most=MOST_MONTHS), field="windowMonths"
        )
    if not 0 <= settings.grace_days <= MOST_DAYS:
        raise InvalidSetting(
            Sentence("From 0 to {most}.", most=MOST_DAYS), field="graceDays"
        )
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = Sentence("There is no time zone {zone!r}.", zone=settings.time_zone)
        raise InvalidSetting(message, field="timeZone") from error


def _check_tier(
    ladder: TierLadder, settings: TierSettings, *, tier_id: int | None
) -> None:
    _check_texts(settings)
    if not 0 <= settings.rank <= MOST_RANK:
        raise InvalidSetting(
            Sentence("From 0 to {most}.", most=MOST_RANK), field="rank"
        )
    multiplier = Decimal(settings.multiplier)
    if not (
        multiplier.is_finite() and LEAST_MULTIPLIER <= multiplier < MOST_MULTIPLIER
    ):
        raise InvalidSetting(
            Sentence(
                "From {least} to below {most}.",
                least=LEAST_MULTIPLIER,
                most=MOST_MULTIPLIER,
            ),
            field="multiplier",
        )
    _check_thresholds(ladder, settings.thresholds)
    others = Tier.objects.filter(ladder=ladder)
    if tier_id is not None:
        others = others.exclude(pk=tier_id)
    for name in ("code", "rank"):
        value = getattr(settings, name)
        if others.filter(**{name: value}).exists():
            raise TierTaken(name, value)


def _check_texts(settings: TierSettings) -> None:
    for name, length in _TEXTS.items():
        value = getattr(settings, name)
        if name != "description" and not value.strip():
            raise Missing(name)
        if len(value) > length:
            raise InvalidSetting(
                Sentence("At most {most} characters.", most=length), field=name
            )


def _check_thresholds(ladder: TierLadder, thresholds: dict[str, Decimal]) -> None:
    is_money = ladder.basis == TierBasis.SPEND
    for currency, value in thresholds.items():
        if not (Decimal(value).is_finite() and 0 <= value < MOST_THRESHOLD):
            raise InvalidThreshold(
                Sentence("A threshold is from 0 to below {most}.", most=MOST_THRESHOLD)
            )
        if is_money and not CURRENCY.fullmatch(currency):
            raise InvalidThreshold(
                Sentence("{currency!r} is no currency.", currency=currency)
            )
        if not is_money and currency:
            raise InvalidThreshold(Sentence("Points and orders have no currency."))
