"""Tell which goods a customer looks at or waits for."""

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
class SeenGoods:
    """A variant in a channel; `is_wish` where the person asked to be told about it."""

    profile_id: int
    variant_id: int
    channel: str
    is_wish: bool = False


def tell_goods(seen: SeenGoods, *, now: datetime.datetime) -> bool:
    """Publish that somebody looked at goods or asked for them, once a day; return whether it did.

    What people only look at is noted for those who agreed to be profiled, and for nobody else.
    Raises GoodsNotFound for what the channel does not sell.
    """
    shown = variants([seen.variant_id], seen.channel, "")
    if seen.variant_id not in shown:
        raise GoodsNotFound(seen.variant_id, seen.channel)
    if not seen.is_wish and not _may_be_profiled(seen.profile_id):
        return False
    if not cache.add(_cache_key(seen), True, ONCE_SECONDS):
        return False
    goods = shown[seen.variant_id]
    kind: type[GoodsFact] = GoodsWanted if seen.is_wish else GoodsViewed
    fact = kind(
        key=f"{kind.code}:{_place(seen)}:{now.isoformat()}",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=seen.profile_id,
        variant_id=seen.variant_id,
        channel=seen.channel,
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


def _place(seen: SeenGoods) -> str:
    return f"{seen.profile_id}:{seen.channel}:{seen.variant_id}"


def _cache_key(seen: SeenGoods) -> str:
    return f"saleor_crm_plugin:goods:{int(seen.is_wish)}:{_place(seen)}"
