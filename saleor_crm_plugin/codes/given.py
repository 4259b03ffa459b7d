"""What others hand over to have codes given, and what they get back: plain values."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeFor:
    """For whom a code is wanted; (`source_id`, `occurrence`) names it for good within its kind.

    `step` is the step of a journey that gives it, "" where there are none.
    """

    source_id: int
    occurrence: int
    profile_id: int
    step: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """What names the code within its kind of source."""
        return self.source_id, self.occurrence


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenCode:
    """A code that was given, and when it is withdrawn (None: never)."""

    id: int
    code: str
    expires_at: datetime.datetime | None
