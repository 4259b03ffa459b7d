"""What triggers that watch goods share: which goods they ask for, and a scan of them page by page."""

import datetime
import json
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field
from pydantic_core import to_json

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.products import Offer, Offered, offers
from ..saleor_adapter.reading import read_rows
from .goods_models import Reason
from .passage import Subject
from .trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window
from .versions import Version

DAY = datetime.timedelta(days=1)
Days = Annotated[int, Field(ge=1, le=365)]

# Along the table's unique key, so that a page costs what it holds. Whatever the reasons, a
# person's goods are one: the lowest price that they saw, and the last time that they did.
PAGE = """
SELECT profile_id, variant_id, channel, min(price) AS price, max(seen_at) AS seen_at
FROM crm_watched_goods
WHERE (profile_id, variant_id, channel) > (%(profile)s, %(variant)s, %(channel)s)
  AND seen_at > (%(since)s::jsonb ->> reason)::timestamptz
  AND NOT (was_there AND %(only_missing)s)
  AND (channel = ANY(%(channels)s::text[]) OR cardinality(%(channels)s::text[]) = 0)
GROUP BY profile_id, variant_id, channel
ORDER BY profile_id, variant_id, channel
LIMIT %(limit)s
"""
BEGINNING = '[0, 0, ""]'


@dataclass(frozen=True, slots=True)
class Goods:
    """A variant that somebody is after: the lowest price that they saw, the last time they did."""

    profile_id: int
    variant_id: int
    channel: str
    price: Decimal
    seen_at: datetime.datetime

    @property
    def offered(self) -> Offered:
        """Return which variant in which channel it is."""
        return Offered(variant_id=self.variant_id, channel=self.channel)

    def entry(self, key: str, due_at: datetime.datetime) -> Entry:
        """Return the entry that is about these goods; once for each time that they were seen."""
        return Entry(
            profile_id=self.profile_id,
            key=f"{key}:{self.seen_at.date()}",
            # So that the next scan finds nothing newer under this key.
            occurred_at=self.seen_at,
            due_at=due_at,
            subject=Subject(
                variant_ids=(self.variant_id,), channel=self.channel, price=self.price
            ),
        )


class GoodsTrigger(ScanTrigger):
    """Looks at goods that people saw, wanted or bought. They are noted only while one asks."""

    subject_has = ("variant_ids", "price")
    # Whether only goods count that could not be bought when they were seen.
    only_missing = False

    class Settings(TriggerSettings):
        """How long ago goods may have been seen, and in which channels; none named means all."""

        within_days: Days = 90
        channels: frozenset[str] = frozenset()

    @abstractmethod
    def watches(self) -> Mapping[Reason, datetime.timedelta]:
        """Return for what reasons goods are watched, and for how long."""

    @abstractmethod
    def begun_by(self, goods: Goods, offer: Offer, window: Window) -> Entry | None:
        """Return what these goods begin as they are sold now; None for nothing."""

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        found = self._page(window, reached, limit)
        now = offers({one.offered for one in found})
        entries = (
            self.begun_by(one, now[one.offered], window)
            for one in found
            if one.offered in now and now[one.offered].is_available
        )
        return ScanPage(
            [entry for entry in entries if entry is not None],
            _place(found[-1]) if len(found) == limit else "",
        )

    def _page(self, window: Window, reached: str, limit: int) -> list[Goods]:
        profile, variant, channel = json.loads(reached or BEGINNING)
        since = {
            reason: window.until - length for reason, length in self.watches().items()
        }
        parameters = {
            "profile": profile,
            "variant": variant,
            "channel": channel,
            "since": to_json(since).decode(),
            "only_missing": self.only_missing,
            "channels": sorted(self.settings.channels),
            "limit": limit,
        }
        return [Goods(**row) for row in read_rows(PAGE, parameters, WRITER)]


def watched_for(versions: Iterable[Version]) -> dict[Reason, datetime.timedelta]:
    """Return for which reasons these journeys watch goods, each for the longest that one asks."""
    longest: dict[Reason, datetime.timedelta] = {}
    for version in versions:
        trigger = version.plan.trigger
        if isinstance(trigger, GoodsTrigger):
            for reason, length in trigger.watches().items():
                longest[reason] = max(length, longest.get(reason, length))
    return longest


def _place(goods: Goods) -> str:
    return json.dumps([goods.profile_id, goods.variant_id, goods.channel])
