"""What happened in a story that is played live, and what was wrong in it."""

import time
from dataclasses import dataclass, field
from typing import Any

from .screen import console


@dataclass
class Report:
    """How long each chapter took from the start, and what was wrong."""

    seconds: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    led_back_to: str = ""
    cart_journey_ended_by: str = ""
    started: float = field(default_factory=time.monotonic)

    def reached(self, chapter: str, told: str) -> None:
        """Note that a chapter is over, and print what happened in it."""
        self.seconds[chapter] = round(time.monotonic() - self.started, 1)
        console.print(f"{self.seconds[chapter]:5.1f} s  {told}")

    def expect(self, holds: bool, otherwise: str) -> None:
        """Note what is wrong unless it holds."""
        if not holds:
            self.wrong.append(otherwise)

    def summary(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "seconds": self.seconds,
            "languages": self.languages,
            "letter_led_back_to": self.led_back_to,
            "cart_journey_ended_by": self.cart_journey_ended_by,
        }
