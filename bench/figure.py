"""What a benchmark answers, and at which size it may be asked."""

import enum
from dataclasses import dataclass


class Size(enum.StrEnum):
    """`small` ends within minutes and 2 GB; `large` within 45 minutes and 15 GB."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One measured ratio and its goal; `at_most` says that the ratio must not exceed it.

    Without a goal it is told for information and cannot be short.
    """

    name: str
    ratio: float
    goal: float | None = None
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        if self.goal is None:
            return True
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal

    def line(self) -> str:
        """Return `name ratio goal ok|short`, or `name ratio - information`."""
        if self.goal is None:
            return f"{self.name} {self.ratio:.2f} - information"
        return f"{self.name} {self.ratio:.2f} {self.goal:.2f} {'ok' if self.is_met else 'short'}"
