"""Somebody has not ordered for so long."""

import datetime
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ...core.facts import Fact
from ...observation.events import OrderPlaced
from ..order_moments import orders_so_long_ago
from ..passage import Subject
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers


@triggers.register
class WinBack(ScanTrigger):
    """Once per last order: whoever comes back and leaves again is a new case."""

    code = "win_back"
    label = "No order for a long time"
    is_replayable = True
    subject_has = ("order_id",)

    class Settings(TriggerSettings):
        after_days: Annotated[int, Field(ge=7, le=1825)] = 120
        least_orders: Annotated[int, Field(ge=1, le=100)] = 1

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        found, goes_on = orders_so_long_ago(
            window, self._length, reached=reached, limit=limit
        )
        return ScanPage(
            [
                self._entry(one.profile_id, one.order_id, one.channel, one.placed_at)
                for one in found
                if one.sums.last_at == one.placed_at
                and one.sums.count >= self.settings.least_orders
            ],
            goes_on,
        )

    def replayed(self, facts: Sequence[Fact]) -> Sequence[Entry]:
        placed = [one for one in facts if isinstance(one, OrderPlaced)]
        if len(placed) < self.settings.least_orders:
            return []
        last = placed[-1]
        return [
            self._entry(
                last.profile_id or 0, last.order_id, last.channel, last.occurred_at
            )
        ]

    @property
    def _length(self) -> datetime.timedelta:
        return datetime.timedelta(days=self.settings.after_days)

    def _entry(
        self, profile_id: int, order_id: str, channel: str, at: datetime.datetime
    ) -> Entry:
        return Entry(
            profile_id=profile_id,
            key=f"win_back:{order_id}",
            occurred_at=at + self._length,
            due_at=at + self._length,
            subject=Subject(order_id=order_id, channel=channel),
        )
