"""Facts about orders, customers, carts and payments, as observing the shop brings them to light.

Every order fact names the order; what it looks like by now is in the told row
(`observation.queries.told_orders`), so handlers work towards targets and not from steps.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderFact(Fact):
    """What all order facts share; `amount` is in the order's currency, never negative."""

    order_id: str
    number: str
    channel: str
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LineQuantity:
    """How many pieces of one order line a fact is about."""

    line_id: str
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPlaced(OrderFact):
    """An order was confirmed to exist: not a draft, not waiting for confirmation."""

    code: ClassVar[str] = "order.placed"
    amount: Decimal
    is_guest: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPaid(OrderFact):
    """More money came in: `amount` now, `total` in all."""

    code: ClassVar[str] = "order.paid"
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPaymentReduced(OrderFact):
    """Money that was counted as received is not there: a charge failed or was corrected."""

    code: ClassVar[str] = "order.payment_reduced"
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderFulfilled(OrderFact):
    """Goods were handed over."""

    code: ClassVar[str] = "order.fulfilled"
    lines: tuple[LineQuantity, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderFulfillmentCanceled(OrderFact):
    """Goods that counted as handed over no longer do."""

    code: ClassVar[str] = "order.fulfillment_canceled"
    lines: tuple[LineQuantity, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderReturned(OrderFact):
    """Goods came back, with or without their money; `amount` is their value, gross."""

    code: ClassVar[str] = "order.returned"
    lines: tuple[LineQuantity, ...]
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderReturnReversed(OrderFact):
    """Goods that counted as returned no longer do."""

    code: ClassVar[str] = "order.return_reversed"
    lines: tuple[LineQuantity, ...]
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRefunded(OrderFact):
    """Money was given back: `amount` now, `total` in all."""

    code: ClassVar[str] = "order.refunded"
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRefundReversed(OrderFact):
    """A refund failed or was taken back: `amount` now, `total` still refunded."""

    code: ClassVar[str] = "order.refund_reversed"
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderChargedBack(OrderFact):
    """The bank took money back: `amount` now, `total` in all."""

    code: ClassVar[str] = "order.charged_back"
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderChargebackReversed(OrderFact):
    """A chargeback was won: `amount` came back, `total` is still away."""

    code: ClassVar[str] = "order.chargeback_reversed"
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderCanceled(OrderFact):
    """The order was canceled or expired."""

    code: ClassVar[str] = "order.canceled"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderReopened(OrderFact):
    """A canceled order is open again."""

    code: ClassVar[str] = "order.reopened"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderReassigned(OrderFact):
    """The order belongs to another profile now, for instance a guest's to their account.

    `profile_id` is the new owner's.
    """

    code: ClassVar[str] = "order.reassigned"
    previous_profile_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderAmended(OrderFact):
    """Lines, prices or totals of a placed order were changed."""

    code: ClassVar[str] = "order.amended"
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderGone(OrderFact):
    """The order has vanished from the shop."""

    code: ClassVar[str] = "order.gone"


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerFact(Fact):
    """What all customer facts share: the account's id in the shop."""

    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerRegistered(CustomerFact):
    """An account exists; `occurred_at` is when it was made."""

    code: ClassVar[str] = "customer.registered"


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerEmailVerified(CustomerFact):
    """The account's present e-mail is proven to be the customer's own."""

    code: ClassVar[str] = "customer.email_verified"


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerEmailChanged(CustomerFact):
    """The account has another e-mail."""

    code: ClassVar[str] = "customer.email_changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerDeactivated(CustomerFact):
    """The account can no longer sign in."""

    code: ClassVar[str] = "customer.deactivated"


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerReactivated(CustomerFact):
    """A deactivated account can sign in again."""

    code: ClassVar[str] = "customer.reactivated"


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerDeleted(CustomerFact):
    """The account has vanished from the shop."""

    code: ClassVar[str] = "customer.deleted"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutFact(Fact):
    """What all cart facts share: pieces in the cart, and its `amount` in its currency, gross."""

    checkout_id: str
    channel: str
    currency: str
    quantity: int
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutStarted(CheckoutFact):
    """Somebody who is known filled a cart; `occurred_at` is when the cart was made."""

    code: ClassVar[str] = "checkout.started"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutChanged(CheckoutFact):
    """Goods, total or owner of an open cart changed; `profile_id` is the new owner's."""

    code: ClassVar[str] = "checkout.changed"
    previous_profile_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutCompleted(CheckoutFact):
    """An order was made of the cart; quantity and amount are what was last seen in the cart."""

    code: ClassVar[str] = "checkout.completed"
    order_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutGone(CheckoutFact):
    """The cart has vanished without an order; quantity and amount are what was last in it."""

    code: ClassVar[str] = "checkout.gone"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentFailed(Fact):
    """A payment was refused: of an order, or of a cart (one of the two ids is None).

    `amount` is what should have been paid, 0 where the payment app did not say; `number` is the
    order's, "" for a cart.
    """

    code: ClassVar[str] = "payment.failed"
    order_id: str | None
    checkout_id: str | None
    number: str
    channel: str
    currency: str
    amount: Decimal
