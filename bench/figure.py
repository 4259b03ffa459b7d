"""What a benchmark answers, and at which size it may be asked."""

import enum
from dataclasses import dataclass


class Size(enum.StrEnum):
    """`small` ends within minutes and 2 GB; `large` within 45 minutes and 15 GB."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One measured ratio and its goal; `at_most` says that the ratio must not exceed it."""

    name: str
    ratio: float
    goal: float
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal

    def line(self) -> str:
        """Return `name ratio goal ok|short`."""
        return f"{self.name} {self.ratio:.2f} {self.goal:.2f} {'ok' if self.is_met else 'short'}"
