"""One profile's passage through a journey as plain values, and what it is about."""

import datetime
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Subject(BaseModel):
    """What a passage is about: ids of the shop and plain values, no personal text.

    `channel` is the slug of the channel, `day` a date such as a birthday's or an anniversary's,
    `book_id` the book of points behind tier and points, `ends_at` when points end, `price` what
    the goods cost per piece when they were seen.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    order_id: str = ""
    checkout_id: str = ""
    variant_ids: tuple[int, ...] = ()
    channel: str = ""
    book_id: int = 0
    tier: str = ""
    points: int = 0
    ends_at: datetime.datetime | None = None
    day: datetime.date | None = None
    price: Decimal | None = None

    def to_json(self) -> dict[str, object]:
        """Return only what is there, as plain JSON values."""
        return self.model_dump(mode="json", exclude_defaults=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An enrollment while it is worked on; the columns of the table mean the same."""

    id: int
    journey_id: int
    version_id: int
    profile_id: int
    key: str
    state: str
    occurred_at: datetime.datetime
    due_at: datetime.datetime
    subject: Subject = field(default_factory=Subject)
    step: str = ""
    visit: int = 0
    entered_at: datetime.datetime | None = None
    step_entered_at: datetime.datetime | None = None
    heard: str = ""
    ends_at: datetime.datetime | None = None
    attempt: int = 0

    @property
    def lane(self) -> int:
        """Return what is handled in order: one person at a time."""
        return self.profile_id

    @property
    def effect_key(self) -> str:
        """Return the key of what the present step does: the same however often it is run."""
        return f"journey:{self.id}:{self.step}:{self.visit}"

    def entered(
        self, start: str, *, now: datetime.datetime, days: int, state: str
    ) -> "Passage":
        """Return the passage as it begins: at the first step, with an end in `days`."""
        return replace(
            self,
            state=state,
            step=start,
            visit=0,
            entered_at=now,
            step_entered_at=now,
            ends_at=now + datetime.timedelta(days=days),
        )

    def moved(self, target: str, *, now: datetime.datetime) -> "Passage":
        """Return the passage at another step."""
        # Spelled out: `replace` looks at every field, and this is the engine's innermost call.
        return Passage(
            id=self.id,
            journey_id=self.journey_id,
            version_id=self.version_id,
            profile_id=self.profile_id,
            key=self.key,
            state=self.state,
            occurred_at=self.occurred_at,
            due_at=self.due_at,
            subject=self.subject,
            step=target,
            visit=self.visit + 1,
            entered_at=self.entered_at,
            step_entered_at=now,
            ends_at=self.ends_at,
            attempt=self.attempt,
        )
