"""Tell journeys which goods customers look at or wait for."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from ...core.facts import Origin
from ...outbox.actions import publish
from ...saleor_adapter.products import VariantView, variants
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


def tell_goods(seen: Sequence[SeenGoods], *, now: datetime.datetime) -> int:
    """Publish that people looked at goods or asked for them, once a day each; return how many.

    The caller has seen to it that those who only look have agreed to be profiled. Goods that
    their channel does not sell are left out. One query per channel.
    """
    shown = _shown(seen)
    facts = [
        _fact(one, shown[one.channel][one.variant_id], now)
        for one in dict.fromkeys(seen)
        if one.variant_id in shown[one.channel]
        and cache.add(_cache_key(one), True, ONCE_SECONDS)
    ]
    return publish(facts)


def _shown(seen: Sequence[SeenGoods]) -> dict[str, dict[int, VariantView]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in seen:
        wanted[one.channel].add(one.variant_id)
    return {channel: variants(ids, channel, "") for channel, ids in wanted.items()}


def _fact(seen: SeenGoods, goods: VariantView, now: datetime.datetime) -> GoodsFact:
    kind: type[GoodsFact] = GoodsWanted if seen.is_wish else GoodsViewed
    return kind(
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


def _place(seen: SeenGoods) -> str:
    return f"{seen.profile_id}:{seen.channel}:{seen.variant_id}"


def _cache_key(seen: SeenGoods) -> str:
    return f"saleor_crm_plugin:goods:{int(seen.is_wish)}:{_place(seen)}"
