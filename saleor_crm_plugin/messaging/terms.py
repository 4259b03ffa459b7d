"""The terms under which a batch leaves: the shop's choices, its storefronts and its accounts."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..saleor_adapter.db import WRITER
from ..templates.storefronts import StorefrontWords
from .cap_rows import caps_that_hold
from .channel import Channel, Sender, channels
from .policies.caps import Cap
from .policies.pace import Health
from .policies.quiet_hours import QuietHours
from .settings_models import (
    ChannelAccount,
    SendingMode,
    SendingSettings,
    Storefront,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """One active way out, with the channel that it belongs to."""

    id: int
    channel: Channel
    channel_slug: str
    per_second: float
    health: Health

    @property
    def medium(self) -> str:
        """What it carries."""
        return self.channel.medium


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """All choices of staff that sending looks at, read once per batch."""

    settings: SendingSettings
    storefronts: Mapping[str, Storefront]
    accounts: Mapping[tuple[str, str], Account]
    caps: Sequence[Cap]

    @property
    def quiet_hours(self) -> QuietHours | None:
        """The hours in which nobody is disturbed; None where none are set."""
        starts, ends = self.settings.quiet_from, self.settings.quiet_until
        return None if starts is None or ends is None else QuietHours(starts, ends)

    @property
    def is_test(self) -> bool:
        """Whether everything goes to the test address."""
        return self.settings.mode == SendingMode.TEST

    def account(self, medium: str, channel_slug: str) -> Account | None:
        """Return the account by which a medium leaves for a channel of the shop."""
        own = self.accounts.get((medium, channel_slug))
        return own or self.accounts.get((medium, ""))

    def time_zone(self, channel_slug: str) -> tuple[str, str]:
        """Return the names of zones to fall back on, the nearer one first; "" for none."""
        front = self.storefronts.get(channel_slug)
        return front.time_zone if front else "", self.settings.time_zone

    def language(self, channel_slug: str) -> str:
        """Return the language for people whose own is not known."""
        front = self.storefronts.get(channel_slug)
        return (front.language if front else "") or self.settings.language

    def sender(self, channel_slug: str) -> Sender:
        """Return whom messages for a channel of the shop come from; texts may be empty."""
        front = self.storefronts.get(channel_slug) or Storefront()
        return Sender(
            name=front.sender_name or self.settings.sender_name,
            address=front.sender_address or self.settings.sender_address,
            reply_to=front.reply_to or self.settings.reply_to,
            postal_address=self.settings.postal_address,
        )

    def words(self, channel_slug: str) -> StorefrontWords:
        """Return what templates say of a channel of the shop."""
        front = self.storefronts.get(channel_slug) or Storefront()
        return StorefrontWords(
            name=front.name or front.sender_name or self.settings.sender_name,
            url=front.url,
            postal_address=self.settings.postal_address,
            product_path=front.product_path,
            order_path=front.order_path,
            review_address=front.review_url,
        )


def read_terms(*, using: str = WRITER) -> Terms:
    """Return the terms as they are now; at most four statements. Stopped where nobody has chosen."""
    rows = ChannelAccount.objects.using(using).filter(is_active=True)
    settings = SendingSettings.objects.using(using).first() or SendingSettings(id=1)
    return Terms(
        settings=settings,
        storefronts={
            row.channel_slug: row for row in Storefront.objects.using(using).all()
        },
        # A channel whose file is gone carries nothing.
        accounts={
            (row.medium, row.channel_slug): _account(row)
            for row in rows.order_by("id")
            if row.channel in channels
        },
        caps=[
            Cap(
                channel=cap.channel,
                most=cap.most,
                period=datetime.timedelta(hours=cap.hours),
                relation=cap.relationship_type,
            )
            for cap in caps_that_hold(settings, using=using)
        ],
    )


def _account(row: ChannelAccount) -> Account:
    return Account(
        id=row.pk,
        channel=channels[row.channel](),
        channel_slug=row.channel_slug,
        per_second=float(row.per_second),
        health=Health(row.failures, row.closed_until),
    )
