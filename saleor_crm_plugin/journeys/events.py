"""Facts that customers tell journeys themselves: which goods they looked at, or wait for."""

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
