"""It is so many years since somebody's first order."""

import datetime
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ...core.facts import Fact
from ...observation.events import OrderPlaced
from ..order_moments import orders_so_long_ago
from ..passage import Subject
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers

# Leap years cannot be told apart by a length: a day in four years is nobody's loss.
YEAR = datetime.timedelta(days=365, hours=6)


@triggers.register
class FirstOrderAnniversary(ScanTrigger):
    """Once per person and number of years."""

    code = "first_order_anniversary"
    label = "Anniversary of the first order"
    is_replayable = True
    subject_has = ("order_id", "day")

    class Settings(TriggerSettings):
        years: Annotated[int, Field(ge=1, le=20)] = 1

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        found, goes_on = orders_so_long_ago(
            window, self._length, reached=reached, limit=limit
        )
        return ScanPage(
            [
                self._entry(one.profile_id, one.order_id, one.channel, one.placed_at)
                for one in found
                if one.sums.first_at == one.placed_at
            ],
            goes_on,
        )

    def replayed(self, facts: Sequence[Fact]) -> Sequence[Entry]:
        first = next((one for one in facts if isinstance(one, OrderPlaced)), None)
        if first is None:
            return []
        return [
            self._entry(
                first.profile_id or 0, first.order_id, first.channel, first.occurred_at
            )
        ]

    @property
    def _length(self) -> datetime.timedelta:
        return YEAR * self.settings.years

    def _entry(
        self, profile_id: int, order_id: str, channel: str, at: datetime.datetime
    ) -> Entry:
        due_at = at + self._length
        return Entry(
            profile_id=profile_id,
            key=f"anniversary:{self.settings.years}",
            occurred_at=due_at,
            due_at=due_at,
            subject=Subject(order_id=order_id, channel=channel, day=due_at.date()),
        )
