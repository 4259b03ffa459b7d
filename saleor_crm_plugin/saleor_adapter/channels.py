"""What we ask about the shop's channels."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from saleor.channel.models import Channel

from .db import WRITER


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelSummary:
    """One channel in plain values."""

    slug: str
    name: str
    currency: str
    is_active: bool


def channels_by_slug(
    slugs: Collection[str], *, using: str = WRITER
) -> dict[str, ChannelSummary]:
    """Return the channels with these slugs; unknown slugs are absent. One query.

    Asks the writer by default: settings are checked right after a channel was made.
    """
    rows = Channel.objects.using(using).filter(slug__in=slugs)
    return {one.slug: one for one in _summaries(rows)}


def sales_channels(*, using: str = WRITER) -> list[ChannelSummary]:
    """Return the channels that sell now, by name. One query."""
    rows = Channel.objects.using(using).filter(is_active=True)
    return _summaries(rows.order_by("name", "slug"))


def active_channels(*, using: str = WRITER) -> list[str]:
    """Return the slugs of the channels that sell now, in their order. One query."""
    rows = Channel.objects.using(using).filter(is_active=True)
    return list(rows.order_by("slug").values_list("slug", flat=True))


def channel_ids(*, using: str = WRITER) -> dict[str, int]:
    """Return the ids of all channels, active or not, by slug. One query."""
    return dict(Channel.objects.using(using).values_list("slug", "pk"))


def _summaries(rows: Any) -> list[ChannelSummary]:
    found = rows.values_list("slug", "name", "currency_code", "is_active")
    return [
        ChannelSummary(slug=slug, name=name, currency=currency, is_active=is_active)
        for slug, name, currency, is_active in found
    ]
