"""Say what one message costs."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ...saleor_adapter.db import WRITER
from ..channel import media
from ..errors import InvalidChoice, Missing, UnknownChannel
from ..price_models import PRICE_PLACES, MessagePrice
from .counting import count_change
from .switch import locked_settings

SUBJECT = "message_prices"
DEAREST = Decimal(1_000_000)
_STEP = Decimal(1).scaleb(-PRICE_PLACES)
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceChoice:
    """What one message by a medium costs, in one currency."""

    channel: str
    amount: Decimal
    currency: str


def set_prices(
    asked: Sequence[PriceChoice],
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> None:
    """Replace all prices of messages; media that are not named cost nothing.

    With `version` it refuses what somebody else has changed since. Raises ChangedMeanwhile,
    UnknownChannel, InvalidChoice and Missing. Locks the settings' row.
    """
    if not author.strip():
        raise Missing("author")
    rows = {one.channel: _checked(one) for one in asked}
    if len(rows) < len(asked):
        raise InvalidChoice(
            Sentence("Two prices have the same channel."), field="prices"
        )
    with transaction.atomic(using=WRITER):
        settings = locked_settings()
        count_change(settings, "prices_version", read=version)
        settings.save(update_fields=["prices_version"])
        held = MessagePrice.objects.using(WRITER)
        before = _shown(held.order_by("channel"))
        held.all().delete()
        held.bulk_create(rows.values())
        record_change(
            SUBJECT,
            settings.pk,
            author=author,
            before=before,
            after=_shown(rows[channel] for channel in sorted(rows)),
            now=now,
        )


def _checked(one: PriceChoice) -> MessagePrice:
    if one.channel not in media():
        raise UnknownChannel(one.channel)
    if not _CURRENCY.fullmatch(one.currency):
        raise InvalidChoice(Sentence("A currency is three capitals."), field="prices")
    if not (one.amount.is_finite() and 0 <= one.amount < DEAREST):
        raise InvalidChoice(
            Sentence("A price is between nothing and a million."), field="prices"
        )
    amount = one.amount.quantize(_STEP)
    if amount != one.amount:
        raise InvalidChoice(
            Sentence("A price has {price_places} places.", price_places=PRICE_PLACES),
            field="prices",
        )
    return MessagePrice(channel=one.channel, amount=amount, currency=one.currency)


def _shown(rows: Iterable[MessagePrice]) -> dict[str, str]:
    return {row.channel: f"{row.amount} {row.currency}" for row in rows}
