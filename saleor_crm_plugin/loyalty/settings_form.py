"""The settings that staff can give a program, checked before anything is written."""

import datetime
import re
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..core.points import Rounding
from ..core.sentences import Sentence
from ..ledger.kinds import ShortfallPolicy
from ..saleor_adapter.channels import channels_by_slug
from .errors import InvalidPeriod, InvalidSetting, Missing, UnknownChannel
from .terms import ExpiryRounding, ExpiryStart, ExpiryUnit

MOST_DAYS = 3650
MOST_VERSION = 40
MOST_WORTH = 1_000_000
CURRENCY = re.compile(r"[A-Z]{3}")
_TEXTS = {"code": 64, "name": 120, "unit_name": 60}
_DAYS = (
    "return_window_days",
    "max_pending_days",
    "expiry_length",
    "expiry_warning_days",
    "courtesy_days",
)
_LEAST_DAYS = {"request_days": 1}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramSettings:
    """All settings of a program; days are whole, worths are money per point by currency."""

    code: str
    name: str
    starts_at: datetime.datetime
    channels: tuple[str, ...]
    unit_name: str = "points"
    is_active: bool = True
    ends_at: datetime.datetime | None = None
    time_zone: str = "UTC"
    rounding: Rounding = Rounding.DOWN
    includes_tax: bool = True
    includes_shipping: bool = False
    gift_cards_earn: bool = False
    excludes_staff: bool = True
    return_window_days: int = 14
    max_pending_days: int = 30
    expiry_unit: ExpiryUnit = ExpiryUnit.NEVER
    expiry_length: int = 0
    expiry_rounding: ExpiryRounding = ExpiryRounding.NONE
    expiry_start: ExpiryStart = ExpiryStart.AVAILABLE
    expiry_warning_days: int = 30
    shortfall: ShortfallPolicy = ShortfallPolicy.FORGIVEN
    courtesy_days: int = 14
    adjustment_limit: int | None = None
    request_days: int = 14
    leaver_keep_days: int | None = 30
    terms_version: str = ""
    worth_per_point: dict[str, Decimal] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """Return what stands in the program's own row."""
        values = asdict(self)
        del values["channels"], values["worth_per_point"]
        return values


def check_settings(settings: ProgramSettings) -> None:
    """Raise the refusal of the first setting that cannot be; asks the shop for its channels."""
    _check_texts(settings)
    _check_numbers(settings)
    _check_period(settings.starts_at, settings.ends_at)
    _check_time_zone(settings.time_zone)
    if settings.expiry_unit != ExpiryUnit.NEVER and not settings.expiry_length:
        raise InvalidSetting(Sentence("A term needs a length."), field="expiryLength")
    _check_worths(settings.worth_per_point)
    check_channels(settings.channels)


def check_channels(channels: tuple[str, ...]) -> None:
    """Raise UnknownChannel for channels that the shop does not have, Missing for none."""
    if not channels:
        raise Missing("channels")
    unknown = sorted(set(channels) - channels_by_slug(channels).keys())
    if unknown:
        raise UnknownChannel(unknown)


def _check_texts(settings: ProgramSettings) -> None:
    for name, length in _TEXTS.items():
        _check_text(name, getattr(settings, name), length)
    if len(settings.terms_version) > MOST_VERSION:
        raise InvalidSetting(
            Sentence("At most {most} characters.", most=MOST_VERSION),
            field="termsVersion",
        )


def _check_numbers(settings: ProgramSettings) -> None:
    for name in _DAYS:
        _check_days(name, getattr(settings, name))
    for name, least in _LEAST_DAYS.items():
        _check_days(name, getattr(settings, name), least=least)
    if settings.leaver_keep_days is not None:
        _check_days("leaver_keep_days", settings.leaver_keep_days)
    if settings.adjustment_limit is not None and settings.adjustment_limit < 0:
        raise InvalidSetting(
            Sentence("The limit must not be negative."), field="adjustmentLimit"
        )


def _check_worths(worths: dict[str, Decimal]) -> None:
    for currency, worth in worths.items():
        if not CURRENCY.fullmatch(currency):
            raise InvalidSetting(
                Sentence("{currency!r} is no currency.", currency=currency),
                field="worthPerPoint",
            )
        if not (Decimal(worth).is_finite() and 0 <= worth < MOST_WORTH):
            raise InvalidSetting(
                Sentence("A worth is from 0 to below {most}.", most=MOST_WORTH),
                field="worthPerPoint",
            )


def _check_text(name: str, value: str, length: int) -> None:
    if not value.strip():
        raise Missing(_in_api(name))
    if len(value) > length:
        raise InvalidSetting(
            Sentence("At most {most} characters.", most=length), field=_in_api(name)
        )


def _check_days(name: str, value: int, *, least: int = 0) -> None:
    if not least <= value <= MOST_DAYS:
        raise InvalidSetting(
            Sentence("From {least} to {most}.", least=least, most=MOST_DAYS),
            field=_in_api(name),
        )


def _check_period(
    starts_at: datetime.datetime, ends_at: datetime.datetime | None
) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise InvalidPeriod


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidSetting(
            Sentence("There is no time zone {zone!r}.", zone=name), field="timeZone"
        ) from error


def _in_api(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
