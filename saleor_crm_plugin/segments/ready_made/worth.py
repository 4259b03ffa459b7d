"""Ready-made segments by what people are worth to the shop, and may be."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from ..ready_made_segment import (
    ReadyMadeSegment,
    ReadyMadeSettings,
    asks,
    ready_made_segments,
)

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Program = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@ready_made_segments.register
class VipsAtRisk(ReadyMadeSegment):
    """Those who buy most and most often, and have not been seen for long."""

    code = "vips_at_risk"
    label = "VIPs at risk"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("rfm.monetary", "at_least", 4),
                asks("rfm.frequency", "at_least", 4),
                asks("rfm.recency", "at_most", 2),
            ]
        }


@ready_made_segments.register
class BigSpenders(ReadyMadeSegment):
    """Customers who spent a certain amount or more within a year, refunds taken off."""

    code = "big_spenders"
    label = "Big spenders"

    class Settings(ReadyMadeSettings):
        """How much, in which currency."""

        currency: Currency
        least: Annotated[Decimal, Field(ge=1, le=10**9, decimal_places=2)]

    def rule(self) -> dict[str, Any]:
        return asks(
            "orders.spent",
            "at_least",
            str(self.settings.least),
            of={"currency": self.settings.currency},
            within_days=365,
        )


@ready_made_segments.register
class LikelyLost(ReadyMadeSegment):
    """Customers of whom hardly another order is to be expected."""

    code = "likely_lost"
    label = "Hardly coming back"

    def rule(self) -> dict[str, Any]:
        return asks("predicted.alive_percent", "at_most", 20)


@ready_made_segments.register
class PointsWaiting(ReadyMadeSegment):
    """Members with points to spend who have not ordered for a month."""

    code = "points_waiting"
    label = "Points waiting to be spent"

    class Settings(ReadyMadeSettings):
        """How many points, in which program."""

        program: Program
        least: Annotated[int, Field(ge=1, le=10**9)] = 100

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks(
                    "points.available",
                    "at_least",
                    self.settings.least,
                    of={"program": self.settings.program},
                ),
                {"not": asks("orders.last_at", "in_last_days", 30)},
            ]
        }


@ready_made_segments.register
class OfTier(ReadyMadeSegment):
    """Members of some tiers."""

    code = "of_tier"
    label = "Members of a tier"

    class Settings(ReadyMadeSettings):
        """Which tiers of which program, by their codes."""

        program: Program
        tiers: Annotated[list[str], Field(min_length=1, max_length=20)]

    def rule(self) -> dict[str, Any]:
        return asks(
            "tier.held",
            "one_of",
            list(self.settings.tiers),
            of={"program": self.settings.program},
        )
