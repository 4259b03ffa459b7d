"""The base of the shop's metrics: each has its words and its statement in one file, and one shape."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import ClassVar

from ..core.registry import Registry
from ..core.sentences import Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One number of a metric: of which group, towards which other, after how many periods.

    `count` stands beside the `total` that it is a part of, where it is one. `amount` is money in
    `currency`; currencies are never added.
    """

    of: str = ""
    to: str = ""
    after: int | None = None
    count: int = 0
    total: int | None = None
    currency: str = ""
    amount: Decimal | None = None

    @property
    def share(self) -> float | None:
        """Return the count as a part of 1 of the total; None without one."""
        return self.count / self.total if self.total else None


@dataclass(frozen=True, kw_only=True, slots=True)
class MetricAnswer:
    """A metric with its number and words; all changes of the shop until `data_until` are in it.

    `channel` is the slug of the channel whose numbers these are; None for the whole shop's.
    """

    code: str
    label: str
    definition: str
    points: Sequence[Point]
    data_until: datetime.datetime
    channel: str | None = None


class ShopMetric:
    """One metric of the whole shop.

    `definition` is shown beside the numbers. `statement` answers with columns named as the fields
    of Point, in the order in which they are shown; it may use `since` (None: from the beginning),
    `until` and `now`. It only reads, and each currency stays by itself.

    `in_channel` says what one channel narrows the metric to, and is added to the definition there;
    the statement then minds `channel_id` and `channel` (the slug), both None for the whole shop.
    A metric without it is of the whole shop, whatever channel is asked for.
    """

    code: ClassVar[str] = ""
    label: ClassVar[str]
    definition: ClassVar[Sentence]
    in_channel: ClassVar[Sentence | None] = None
    statement: ClassVar[str]


shop_metrics = Registry(ShopMetric)


def load_shop_metrics() -> None:
    """Import every metric's file, so that it registers itself."""
    shop_metrics.load(import_module(f"{__package__}.shop_metrics"))
