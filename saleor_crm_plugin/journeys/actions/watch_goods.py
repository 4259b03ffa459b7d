"""Note which goods a customer looks at or waits for."""

import datetime
from dataclasses import dataclass

from django.core.cache import cache

from ...consent.policies import ANY_CHANNEL, ConsentStatus
from ...consent.purposes import ConsentPurpose
from ...consent.queries import consent_of
from ...core.facts import Origin
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.products import variants
from ..errors import GoodsNotFound
from ..events import GoodsFact, GoodsViewed, GoodsWanted

# The same person looking at the same goods says nothing new on the same day.
ONCE_SECONDS = 24 * 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """A variant in a channel; `is_wish` where the person asked to be told about it."""

    profile_id: int
    variant_id: int
    channel: str
    is_wish: bool = False


def watch_goods(watched: Watched, *, now: datetime.datetime) -> bool:
    """Publish that somebody looked at goods or asked for them, once a day; return whether it did.

    What people only look at is noted for those who agreed to be profiled, and for nobody else.
    Raises GoodsNotFound for what the channel does not sell.
    """
    shown = variants([watched.variant_id], watched.channel, "")
    if watched.variant_id not in shown:
        raise GoodsNotFound(watched.variant_id, watched.channel)
    if not watched.is_wish and not _may_be_profiled(watched.profile_id):
        return False
    if not cache.add(_cache_key(watched), True, ONCE_SECONDS):
        return False
    goods = shown[watched.variant_id]
    kind: type[GoodsFact] = GoodsWanted if watched.is_wish else GoodsViewed
    fact = kind(
        key=f"{kind.code}:{_place(watched)}:{now.isoformat()}",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=watched.profile_id,
        variant_id=watched.variant_id,
        channel=watched.channel,
        price=goods.price,
        currency=goods.currency,
        is_available=goods.is_available,
    )
    return publish([fact]) > 0


def _may_be_profiled(profile_id: int) -> bool:
    said = consent_of(
        [profile_id],
        channel=ANY_CHANNEL,
        purpose=ConsentPurpose.PROFILING,
        using=WRITER,
    )
    return said[profile_id] == ConsentStatus.GRANTED


def _place(watched: Watched) -> str:
    return f"{watched.profile_id}:{watched.channel}:{watched.variant_id}"


def _cache_key(watched: Watched) -> str:
    return f"saleor_crm_plugin:goods:{int(watched.is_wish)}:{_place(watched)}"
