"""Tell journeys which goods customers look at or wait for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction

from ...core.facts import Origin
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.products import Offer, Offered, offers
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

    @property
    def offered(self) -> Offered:
        """Return which variant in which channel it is."""
        return Offered(variant_id=self.variant_id, channel=self.channel)


def tell_goods(seen: Sequence[SeenGoods], *, now: datetime.datetime) -> int:
    """Publish that people looked at goods or asked for them, once a day each; return how many.

    The caller holds the people, and has seen to it that those who only look have agreed to be
    profiled. Goods that their channel does not sell are left out. What was told counts as told
    once the caller's transaction is committed, so that what is rolled back is told the next time;
    of two devices in the same instant both may tell. One query beside publishing, none where all
    has been told today.
    """
    keys = {one: _cache_key(one) for one in seen}
    told = cache.get_many(keys.values()) if keys else {}
    fresh = [one for one, key in keys.items() if key not in told]
    shown = offers({one.offered for one in fresh})
    telling = [one for one in fresh if one.offered in shown]
    if not telling:
        return 0
    published = publish([_fact(one, shown[one.offered], now) for one in telling])

    def remember() -> None:
        cache.set_many({keys[one]: True for one in telling}, ONCE_SECONDS)

    # A cache that is away must not fail a request whose facts are there.
    transaction.on_commit(remember, using=WRITER, robust=True)
    return published


def _fact(seen: SeenGoods, goods: Offer, now: datetime.datetime) -> GoodsFact:
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
