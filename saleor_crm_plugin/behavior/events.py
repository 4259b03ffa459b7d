"""Facts about what people look at, wait for, and where they come: what journeys and the timeline hear."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodsFact(Fact):
    """What both share: a variant, and how the channel sold it at that moment."""

    variant_id: int
    channel: str
    price: Decimal
    currency: str
    is_available: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodsViewed(GoodsFact):
    """A customer looked at goods."""

    code: ClassVar[str] = "goods.viewed"


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodsWanted(GoodsFact):
    """A customer asked to be told about goods."""

    code: ClassVar[str] = "goods.wanted"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreVisited(Fact):
    """A customer came to a store or an occasion; both are codes, the occasion may be ""."""

    code: ClassVar[str] = "store.visited"
    place: str
    occasion: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewWritten(Fact):
    """A customer wrote a review, as staff or an app recorded it."""

    code: ClassVar[str] = "engagement.review_written"


@dataclass(frozen=True, kw_only=True, slots=True)
class FriendReferred(Fact):
    """A customer brought somebody else, as staff or an app recorded it."""

    code: ClassVar[str] = "engagement.friend_referred"
