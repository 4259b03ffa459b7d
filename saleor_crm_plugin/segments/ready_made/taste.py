"""Ready-made segments by what people buy, and at which price."""

from typing import Annotated, Any

from pydantic import Field

from ..policies.values import LARGEST_ID
from ..ready_made_segment import (
    ReadyMadeSegment,
    ReadyMadeSettings,
    asks,
    ready_made_segments,
)

Categories = Annotated[
    list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(min_length=1, max_length=50)
]


@ready_made_segments.register
class BoughtOneNotOther(ReadyMadeSegment):
    """Customers who bought from some categories and never from others."""

    code = "bought_one_not_other"
    label = "Bought A, never B"

    class Settings(ReadyMadeSettings):
        """The numbers of the categories."""

        bought: Categories
        never: Categories

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("orders.categories", "has_any", list(self.settings.bought)),
                asks("orders.categories", "has_none", list(self.settings.never)),
            ]
        }


@ready_made_segments.register
class DiscountOnly(ReadyMadeSegment):
    """Customers who bought several times, and never at the full price."""

    code = "discount_only"
    label = "Only with a discount"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("orders.count", "at_least", 2),
                asks("orders.discounted_percent", "is", 100),
            ]
        }


@ready_made_segments.register
class FullPrice(ReadyMadeSegment):
    """Customers who bought several times, and always at the full price."""

    code = "full_price"
    label = "Always at the full price"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("orders.count", "at_least", 2),
                asks("orders.discounted", "is", 0),
            ]
        }


@ready_made_segments.register
class Returners(ReadyMadeSegment):
    """Customers who have sent goods back more than once."""

    code = "returners"
    label = "Returners"

    def rule(self) -> dict[str, Any]:
        return asks("returns.orders", "at_least", 2)


@ready_made_segments.register
class CartLeftBehind(ReadyMadeSegment):
    """People with something in an open cart that they have not touched since yesterday."""

    code = "cart_left_behind"
    label = "Cart left behind"

    def rule(self) -> dict[str, Any]:
        return asks("cart.changed_at", "longer_ago_than_days", 1)


@ready_made_segments.register
class PaymentRefused(ReadyMadeSegment):
    """People whose payment failed lately and who have not ordered since a week."""

    code = "payment_refused"
    label = "Payment refused"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("payments.refused", "at_least", 1, within_days=7),
                {"not": asks("orders.last_at", "in_last_days", 7)},
            ]
        }
