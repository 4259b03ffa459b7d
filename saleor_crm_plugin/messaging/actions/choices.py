"""What staff choose about sending besides the switch: senders, hours, caps, storefronts."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models, transaction

from ...audit.actions import record_change
from ...core.facts import Origin
from ...core.languages import is_language, normalized_language
from ...core.sentences import Sentence
from ...core.time_zones import known_zones
from ...identity.models import Profile
from ...identity.telling import tell
from ...insight.inference_models import RelationshipType
from ...saleor_adapter.db import WRITER
from ..cap_rows import caps_that_hold, row_of
from ..channel import media
from ..errors import (
    InvalidAddress,
    InvalidChoice,
    InvalidQuietHours,
    Missing,
    ProfileNotFound,
    TooLong,
    UnknownChannel,
    UnknownTimeZone,
)
from ..events import ChannelPreferred
from ..policies.caps import Cap
from ..policies.quiet_hours import QuietHours
from ..settings_models import (
    FrequencyCap,
    PreferredChannel,
    SendingSettings,
    Storefront,
)
from .counting import count_change
from .switch import SUBJECT, locked_settings

STOREFRONT, CAPS = "storefront", "frequency_caps"
LONGEST_CAP = datetime.timedelta(days=366)
_URL = URLValidator(schemes=["https", "http"])
_SAFE_URL = URLValidator(schemes=["https"])


@dataclass(frozen=True, kw_only=True, slots=True)
class SendingChoices:
    """The shop's choices; times are local to each recipient, both or neither."""

    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    postal_address: str = ""
    quiet_from: datetime.time | None = None
    quiet_until: datetime.time | None = None
    time_zone: str = "UTC"
    language: str = "en"
    default_channels: tuple[str, ...] = ("email",)


@dataclass(frozen=True, kw_only=True, slots=True)
class StorefrontChoices:
    """What messages for one of the shop's channels need to know; "" falls back to the shop's."""

    channel_slug: str
    name: str = ""
    url: str = ""
    product_path: str = "/products/{slug}"
    order_path: str = "/account/orders/{number}"
    cart_path: str = "/checkout/{token}"
    review_url: str = ""
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    time_zone: str = ""
    language: str = ""


def choose_sending(
    asked: SendingChoices,
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> SendingSettings:
    """Replace the shop's choices; the switch stays as it is.

    With `version` it refuses what somebody else has changed since. Raises ChangedMeanwhile,
    InvalidAddress, InvalidQuietHours, UnknownTimeZone, UnknownChannel, TooLong, Missing.
    """
    _check(asked, SendingSettings, author)
    _check_quiet_hours(asked)
    for medium in asked.default_channels:
        if medium not in media():
            raise UnknownChannel(medium)
    if not asked.default_channels:
        raise Missing("defaultChannels")
    with transaction.atomic(using=WRITER):
        row = locked_settings()
        count_change(row, "version", read=version)
        return _saved(row, asked, SUBJECT, author=author, now=now)


def choose_storefront(
    asked: StorefrontChoices,
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> Storefront:
    """Replace the choices for one of the shop's channels. Raises as `choose_sending`."""
    if not asked.channel_slug:
        raise Missing("channelSlug")
    _check(asked, Storefront, author)
    _check_url(asked.url)
    for name, place in (("product_path", "slug"), ("order_path", "number")):
        _check_path(getattr(asked, name), place, field=name)
    _check_path(asked.cart_path, "token", "checkout_id", field="cart_path")
    _check_review_url(asked.review_url)
    with transaction.atomic(using=WRITER):
        known = Storefront.objects.using(WRITER)
        known.bulk_create(
            [Storefront(channel_slug=asked.channel_slug)], ignore_conflicts=True
        )
        row = known.select_for_update().get(channel_slug=asked.channel_slug)
        count_change(row, "version", read=version)
        return _saved(row, asked, STOREFRONT, author=author, now=now)


def set_caps(
    caps: Sequence[Cap],
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> None:
    """Replace all caps, the defaults too; with `version` those that were read alone.

    Raises ChangedMeanwhile, UnknownChannel, InvalidChoice, Missing.
    """
    if not author.strip():
        raise Missing("author")
    rows = {}
    for cap in caps:
        if cap.channel and cap.channel not in media():
            raise UnknownChannel(cap.channel)
        row = row_of(cap)
        key = (row.channel, row.relationship_type, row.hours)
        if cap.most < 0 or not datetime.timedelta(0) < cap.period <= LONGEST_CAP:
            raise InvalidChoice(
                Sentence("A cap is at least one hour and at most a year long."),
                field="caps",
            )
        if cap.relation not in ("", *RelationshipType.values):
            raise InvalidChoice(
                Sentence("There is no such relationship type."), field="caps"
            )
        if row.hours < 1 or key in rows:
            raise InvalidChoice(
                Sentence("Two caps have the same channel, type and time."), field="caps"
            )
        rows[key] = row
    with transaction.atomic(using=WRITER):
        settings = locked_settings()
        count_change(settings, "caps_version", read=version)
        before = {"caps": [str(row) for row in caps_that_hold(settings)]}
        FrequencyCap.objects.using(WRITER).all().delete()
        FrequencyCap.objects.using(WRITER).bulk_create(rows.values())
        settings.has_chosen_caps = True
        settings.save(update_fields=["has_chosen_caps", "caps_version"])
        after = {"caps": [str(rows[key]) for key in sorted(rows)]}
        record_change(
            CAPS, settings.pk, author=author, before=before, after=after, now=now
        )


def prefer_channel(profile_id: int, medium: str, *, now: datetime.datetime) -> None:
    """Remember by what a person wants to hear from the shop; "" forgets it.

    Publishes ChannelPreferred. Raises UnknownChannel, ProfileNotFound for an unknown or erased person.
    """
    if medium and medium not in media():
        raise UnknownChannel(medium)
    living = Profile.objects.using(WRITER).filter(pk=profile_id, erased_at=None)
    with transaction.atomic(using=WRITER):
        if not living.select_for_update(of=("self",)).exists():
            raise ProfileNotFound
        if medium:
            PreferredChannel.objects.using(WRITER).update_or_create(
                profile_id=profile_id, defaults={"channel": medium, "chosen_at": now}
            )
        else:
            PreferredChannel.objects.using(WRITER).filter(pk=profile_id).delete()
        tell(ChannelPreferred, [profile_id], origin=Origin.LIVE, now=now)


def _saved(
    row: Any, asked: Any, subject: str, *, author: str, now: datetime.datetime
) -> Any:
    after = asdict(asked)
    if "language" in after:
        after["language"] = normalized_language(after["language"])
    before = {name: getattr(row, name) for name in after}
    for name, value in after.items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.save(update_fields=[*after, "version"])
    record_change(subject, row.pk, author=author, before=before, after=after, now=now)
    return row


def _check(asked: Any, model: type[models.Model], author: str) -> None:
    if not author.strip():
        raise Missing("author")
    for field in fields(asked):
        value = getattr(asked, field.name)
        column = model._meta.get_field(field.name)
        most = getattr(column, "max_length", None)
        if isinstance(value, str) and most and len(value) > most:
            raise TooLong(_spelled(field.name), most)
    for name in ("sender_address", "reply_to"):
        if getattr(asked, name):
            _check_address(getattr(asked, name), field=name)
    if asked.time_zone and asked.time_zone not in known_zones():
        raise UnknownTimeZone(asked.time_zone)
    language = normalized_language(asked.language)
    if language and not is_language(language):
        raise InvalidChoice(Sentence("This is no language."), field="language")


def _check_address(text: str, *, field: str) -> None:
    try:
        validate_email(text)
    except ValidationError as error:
        raise InvalidAddress(_spelled(field)) from error


def _check_url(url: str) -> None:
    try:
        if url:
            _URL(url)
    except ValidationError as error:
        raise InvalidChoice(
            Sentence("This is no address of a web site."), field="url"
        ) from error


def _check_path(path: str, *places: str, field: str) -> None:
    rest = path
    for place in places:
        rest = rest.replace(f"{{{place}}}", "")
    if any(brace in rest for brace in "{}"):
        allowed = " or ".join(f"{{{place}}}" for place in places)
        message = Sentence(
            "A path may hold {allowed} and no other braces.", allowed=allowed
        )
        raise InvalidChoice(message, field=_spelled(field))


def _check_review_url(url: str) -> None:
    if not url:
        return
    _check_path(url, "product", "order", field="review_url")
    host, _, _ = url.removeprefix("https://").partition("/")
    filled = url.replace("{product}", "product").replace("{order}", "1")
    try:
        _SAFE_URL(filled)
    except ValidationError as error:
        message = Sentence("This is no address of a web page that begins with https.")
        raise InvalidChoice(message, field="reviewUrl") from error
    if "{" in host:
        # Or what an order says would choose whose site it leads to.
        message = Sentence("The name of the site must not hold braces.")
        raise InvalidChoice(message, field="reviewUrl")


def _check_quiet_hours(asked: SendingChoices) -> None:
    if asked.quiet_from is None and asked.quiet_until is None:
        return
    if asked.quiet_from is None or asked.quiet_until is None:
        raise InvalidQuietHours
    try:
        QuietHours(asked.quiet_from, asked.quiet_until)
    except ValueError as error:
        raise InvalidQuietHours from error


def _spelled(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)
