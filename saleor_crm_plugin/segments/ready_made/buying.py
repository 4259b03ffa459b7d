"""Ready-made segments by how often and how lately people buy."""

from typing import Annotated, Any

from pydantic import Field

from ..ready_made_segment import (
    ReadyMadeSegment,
    ReadyMadeSettings,
    asks,
    ready_made_segments,
)

Days = Annotated[int, Field(ge=1, le=3650)]


@ready_made_segments.register
class NeverBought(ReadyMadeSegment):
    """People whom we know and who have never bought anything."""

    code = "never_bought"
    label = "Prospects who never bought"

    def rule(self) -> dict[str, Any]:
        return asks("orders.count", "is", 0)


@ready_made_segments.register
class NewCustomers(ReadyMadeSegment):
    """Customers whose first order is not long ago."""

    code = "new_customers"
    label = "New customers"

    class Settings(ReadyMadeSettings):
        """How lately."""

        days: Days = 30

    def rule(self) -> dict[str, Any]:
        return asks("orders.first_at", "in_last_days", self.settings.days)


@ready_made_segments.register
class BoughtOnce(ReadyMadeSegment):
    """Customers who bought once, a while ago, and did not come back."""

    code = "bought_once"
    label = "Bought once and left"

    class Settings(ReadyMadeSettings):
        """How long ago."""

        days: Days = 60

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("orders.count", "is", 1),
                asks("orders.last_at", "longer_ago_than_days", self.settings.days),
            ]
        }


@ready_made_segments.register
class Regulars(ReadyMadeSegment):
    """Customers who ordered several times within a year."""

    code = "regulars"
    label = "Regular customers"

    class Settings(ReadyMadeSettings):
        """How many orders."""

        least_orders: Annotated[int, Field(ge=2, le=1000)] = 4

    def rule(self) -> dict[str, Any]:
        return asks(
            "orders.placed", "at_least", self.settings.least_orders, within_days=365
        )


@ready_made_segments.register
class LostLastQuarter(ReadyMadeSegment):
    """Customers whose last order is between three and six months ago."""

    code = "lost_last_quarter"
    label = "Lost in the last quarter"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("orders.last_at", "longer_ago_than_days", 90),
                asks("orders.last_at", "in_last_days", 180),
            ]
        }


@ready_made_segments.register
class LongGone(ReadyMadeSegment):
    """Customers who have not ordered for more than a year."""

    code = "long_gone"
    label = "Gone for a year"

    def rule(self) -> dict[str, Any]:
        return asks("orders.last_at", "longer_ago_than_days", 365)


@ready_made_segments.register
class Overdue(ReadyMadeSegment):
    """Customers who would have ordered again by now, by their own rhythm."""

    code = "overdue"
    label = "Later than their own rhythm"

    def rule(self) -> dict[str, Any]:
        return asks("orders.cycle_ends_at", "longer_ago_than_days", 0)


@ready_made_segments.register
class SoonAgain(ReadyMadeSegment):
    """Customers whose next order is due within a week, by their own rhythm."""

    code = "soon_again"
    label = "About to buy again"

    def rule(self) -> dict[str, Any]:
        return asks("orders.cycle_ends_at", "in_next_days", 7)
