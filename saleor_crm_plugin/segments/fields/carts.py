"""Open carts, as they were told."""

from decimal import Decimal
from typing import Annotated

from pydantic import StringConstraints

from ...observation.events import (
    CheckoutChanged,
    CheckoutCompleted,
    CheckoutGone,
    CheckoutStarted,
)
from ..field import Field, Moment, Reads, Scope, fields
from ..gathering import gathered
from ..policies.values import ValueKind

GROUP = "Carts"
_OPEN = "crm_told_checkout WHERE is_open AND quantity > 0 AND profile_id IS NOT NULL"
_CHANGES = (CheckoutStarted, CheckoutChanged, CheckoutCompleted, CheckoutGone)


@fields.register
class OpenCarts(Field):
    """How many carts with something in them are open."""

    code = "cart.open"
    label = "Open carts"
    group = GROUP
    kind = ValueKind.NUMBER
    default = Decimal(0)
    hears = _CHANGES

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=gathered("count(*) AS value", _OPEN), value="{row}.value")


@fields.register
class CartTouched(Field):
    """When the latest of the open carts was changed last."""

    code = "cart.changed_at"
    label = "Open cart changed"
    group = GROUP
    kind = ValueKind.MOMENT
    hears = _CHANGES

    def reads(self, moment: Moment) -> Reads:
        return Reads(
            relation=gathered("max(last_change) AS value", _OPEN), value="{row}.value"
        )


@fields.register
class CartWorth(Field):
    """What is in the most valuable open cart, in one currency."""

    code = "cart.worth"
    label = "Worth of an open cart"
    group = GROUP
    kind = ValueKind.NUMBER
    default = Decimal(0)
    hears = _CHANGES

    class Of(Scope):
        """In which currency."""

        currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    def reads(self, moment: Moment) -> Reads:
        relation = gathered(
            "max(total_gross) AS value",
            f"{_OPEN} AND currency = %(currency)s",
            currency=self.of.currency,
        )
        return Reads(relation=relation, value="{row}.value")
