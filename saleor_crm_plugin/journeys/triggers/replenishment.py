"""It is time to order again, by the person's own habit."""

import datetime
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, model_validator

from ...core.facts import Fact
from ...core.sentences import Sentence
from ...observation.events import OrderPlaced
from ...observation.queries import Cycles, due_by_own_cycle
from ..passage import Subject
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers

DAY = datetime.timedelta(days=1)


@triggers.register
class Replenishment(ScanTrigger):
    """The mean time between the orders so far; once per last order."""

    code = "replenishment"
    label = "Time to order again"
    is_replayable = True
    every = DAY
    subject_has = ("order_id",)

    class Settings(TriggerSettings):
        least_orders: Annotated[int, Field(ge=2, le=100)] = 3
        shortest_days: Annotated[int, Field(ge=1, le=365)] = 7
        longest_days: Annotated[int, Field(ge=1, le=730)] = 180
        days_before: Annotated[int, Field(ge=0, le=60)] = 0

        @model_validator(mode="after")
        def _in_order(self) -> "Replenishment.Settings":
            if self.shortest_days > self.longest_days:
                raise ValueError(
                    Sentence("The shortest cycle is longer than the longest.")
                )
            return self

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        early = self.settings.days_before * DAY
        found = due_by_own_cycle(
            self._cycles,
            since=window.since + early,
            until=window.until + early,
            after=int(reached or 0),
            limit=limit,
        )
        entries = [
            self._entry(one.profile_id, one.last_order_id, one.due_at) for one in found
        ]
        return ScanPage(
            entries, str(found[-1].profile_id) if len(found) == limit else ""
        )

    def replayed(self, facts: Sequence[Fact]) -> Sequence[Entry]:
        placed = [one for one in facts if isinstance(one, OrderPlaced)]
        cycles = self._cycles
        if len(placed) < cycles.least_orders:
            return []
        last = placed[-1]
        length = (last.occurred_at - placed[0].occurred_at) / (len(placed) - 1)
        if not cycles.shortest <= length <= cycles.longest:
            return []
        due_at = last.occurred_at + length
        return [self._entry(last.profile_id or 0, last.order_id, due_at)]

    @property
    def _cycles(self) -> Cycles:
        return Cycles(
            self.settings.least_orders,
            self.settings.shortest_days * DAY,
            self.settings.longest_days * DAY,
        )

    def _entry(
        self, profile_id: int, order_id: str, due_at: datetime.datetime
    ) -> Entry:
        moment = due_at - self.settings.days_before * DAY
        return Entry(
            profile_id=profile_id,
            key=f"replenishment:{order_id}",
            occurred_at=moment,
            due_at=moment,
            subject=Subject(order_id=order_id),
        )
