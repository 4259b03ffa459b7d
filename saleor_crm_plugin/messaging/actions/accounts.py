"""Give a channel an account: checked settings, secrets that only ever go in, a pace."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from pydantic import SecretStr, ValidationError

from ...audit.actions import record_change
from ...core.sentences import Sentence, sentence_about
from ...saleor_adapter.db import WRITER
from ..channel import Channel, channels
from ..errors import (
    AccountNotFound,
    AccountTaken,
    InvalidAccountSettings,
    InvalidChoice,
    Missing,
    UnknownChannel,
)
from ..secret_box import close_box, hint, open_box, reclosed
from ..settings_models import ChannelAccount

SUBJECT = "channel_account"
# What every shop has without setting anything up.
OWN = {"email": "The shop's mail server", "onsite": "The storefront"}
LONGEST_NAME = 120
FASTEST = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountInput:
    """All about an account; `settings` holds secrets too, those left out stay as they are."""

    channel: str
    name: str
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    channel_slug: str = ""
    is_active: bool = True
    per_second: Decimal = Decimal(10)
    burst: int = 100


def save_account(
    asked: AccountInput,
    *,
    account_id: int | None = None,
    author: str,
    now: datetime.datetime,
) -> ChannelAccount:
    """Make an account, or change one; its channel never changes.

    Secrets are encrypted and never given out again. Raises Missing, UnknownChannel,
    InvalidAccountSettings, InvalidChoice, AccountNotFound, AccountTaken.
    """
    _check(asked, author)
    with transaction.atomic(using=WRITER):
        row = _locked(account_id, asked.channel)
        before = {} if account_id is None else _audited(row)
        _fill(row, asked)
        try:
            with transaction.atomic(using=WRITER):
                row.save()
        except IntegrityError as error:
            if "crm_channel_account_one_active" not in str(error):
                raise
            raise AccountTaken(row.medium) from error
        record_change(
            SUBJECT,
            row.pk,
            author=author,
            before=before,
            after=_audited(row),
            now=now,
        )
    return row


def ensure_own_accounts() -> None:
    """Make the accounts that need no settings, where nothing carries their medium yet."""
    taken = set(
        ChannelAccount.objects.using(WRITER)
        .filter(is_active=True, channel_slug="")
        .values_list("medium", flat=True)
    )
    ChannelAccount.objects.using(WRITER).bulk_create(
        [
            ChannelAccount(
                channel=code,
                medium=channels[code].medium,
                name=name,
                settings=_plain(channels[code].Settings()),
            )
            for code, name in OWN.items()
            if channels[code].medium not in taken
        ],
        ignore_conflicts=True,
    )


def rotate_secrets() -> int:
    """Encrypt all secrets under the newest key, and return how many accounts have some.

    Idempotent. Raises UnreadableSecrets, and changes nothing, where a key is missing.
    """
    with transaction.atomic(using=WRITER):
        rows = list(
            ChannelAccount.objects.using(WRITER)
            .select_for_update()
            .exclude(secrets="")
            .order_by("id")
        )
        for row in rows:
            row.secrets = reclosed(row.secrets)
        ChannelAccount.objects.using(WRITER).bulk_update(rows, ["secrets"])
    return len(rows)


def secret_names(channel: type[Channel]) -> set[str]:
    """Return which of a channel's settings are secrets."""
    return {
        name
        for name, field_info in channel.Settings.model_fields.items()
        if SecretStr in (field_info.annotation, *_arguments(field_info.annotation))
    }


def _arguments(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__args__", ())


def _check(asked: AccountInput, author: str) -> None:
    for name, value in (("author", author), ("name", asked.name)):
        if not value.strip():
            raise Missing(name)
    if asked.channel not in channels:
        raise UnknownChannel(asked.channel)
    if not 0 < asked.per_second <= FASTEST:
        raise InvalidChoice(
            Sentence("From 0.01 to {most} a second.", most=FASTEST), field="perSecond"
        )
    if not 1 <= asked.burst <= FASTEST:
        raise InvalidChoice(
            Sentence("From 1 to {most} at once.", most=FASTEST), field="burst"
        )


def _locked(account_id: int | None, channel: str) -> ChannelAccount:
    if account_id is None:
        return ChannelAccount(channel=channel, medium=channels[channel].medium)
    rows = ChannelAccount.objects.using(WRITER).select_for_update()
    row = rows.filter(pk=account_id, channel=channel).first()
    if row is None:
        raise AccountNotFound(account_id)
    return row


def _fill(row: ChannelAccount, asked: AccountInput) -> None:
    channel = channels[asked.channel]
    kept = open_box(row.secrets)
    try:
        checked = channel.Settings.model_validate(kept | dict(asked.settings))
    except ValidationError as error:
        # Without what was given: it may be a secret.
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "settings"
        raise InvalidAccountSettings(
            Sentence("{place}: {problem}", place=place, problem=sentence_about(first))
        ) from None
    secrets = {
        name: value
        for name in sorted(secret_names(channel))
        if (value := _revealed(getattr(checked, name)))
    }
    row.settings, row.secrets = _plain(checked), close_box(secrets)
    row.secret_hints = {name: hint(secret) for name, secret in secrets.items()}
    row.name = asked.name.strip()[:LONGEST_NAME]
    row.channel_slug, row.is_active = asked.channel_slug, asked.is_active
    row.per_second, row.burst = asked.per_second, asked.burst
    # Somebody has looked after it: it is tried again at once.
    row.failures, row.closed_until = 0, None


def _revealed(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _plain(settings: Any) -> dict[str, Any]:
    """Return the settings without their secrets, as plain JSON values."""
    names = {
        name
        for name, value in settings
        if isinstance(value, SecretStr) or value is None
    }
    return settings.model_dump(mode="json", exclude=names)


def _audited(row: ChannelAccount) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "name": row.name,
        "channel_slug": row.channel_slug,
        "is_active": row.is_active,
        "settings": row.settings,
        "secrets": row.secret_hints,
        "per_second": row.per_second,
        "burst": row.burst,
    }
