"""What the shop looked like when we read it: plain frozen states of orders, customers and carts.

Money is Decimal in the order's own currency; times are aware. No personal text: an e-mail
travels only as a keyed hash, so that a state may be stored and put into facts.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderLineState:
    """One order line: what was bought and what became of its quantity.

    `total_gross` and `total_net` are the money of the whole line after line and order discounts.
    `fulfilled` counts what has ever been handed over and was not un-fulfilled, so it includes
    what came back later; `returned` and `replaced` (exchanged) are parts of it. `refunded` is
    the quantity whose money was given back with a fulfillment, returned or not.
    """

    id: str
    product_id: int | None
    variant_id: int | None
    category_id: int | None
    collection_ids: tuple[int, ...] = ()
    is_gift_card: bool = False
    quantity: int
    total_gross: Decimal
    total_net: Decimal
    fulfilled: int = 0
    fulfilled_at: datetime.datetime | None = None
    returned: int = 0
    refunded: int = 0
    replaced: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderState:
    """One order as the shop shows it now.

    `paid` is all money ever received, before refunds; `refunded` what was given back,
    `refunded_shipping` the part of it known to be for shipping; `charged_back` what the bank took
    back. `paid_by_gift_cards` is the part of the total covered by gift cards; it is not in `paid`.
    `is_canceled` covers canceled and expired orders, `is_gone` an order that has vanished.
    `is_reissue` is an order made to replace exchanged goods. The `*_at` are when the shop says
    that it happened (the latest such moment), None if it never did.
    """

    id: str
    number: str
    channel: str
    currency: str
    status: str
    placed_at: datetime.datetime
    user_id: int | None
    email_hash: str
    is_reissue: bool = False
    total_gross: Decimal = ZERO
    total_net: Decimal = ZERO
    shipping_gross: Decimal = ZERO
    shipping_net: Decimal = ZERO
    voucher_code_hash: str = ""
    paid: Decimal = ZERO
    paid_at: datetime.datetime | None = None
    paid_by_gift_cards: Decimal = ZERO
    refunded: Decimal = ZERO
    refunded_shipping: Decimal = ZERO
    refunded_at: datetime.datetime | None = None
    returned_at: datetime.datetime | None = None
    charged_back: Decimal = ZERO
    charged_back_at: datetime.datetime | None = None
    is_canceled: bool = False
    canceled_at: datetime.datetime | None = None
    is_gone: bool = False
    lines: tuple[OrderLineState, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerState:
    """One account as the shop shows it now.

    `is_confirmed` is Saleor's flag; it is no proof that the e-mail is the customer's own.
    `has_verified_email` is: a link or code of Saleor's was used.
    """

    id: int
    email_hash: str
    joined_at: datetime.datetime
    is_active: bool = True
    is_staff: bool = False
    is_confirmed: bool = False
    has_verified_email: bool = False
    language: str = ""
    is_gone: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutItem:
    """So many pieces of a variant in a cart."""

    variant_id: int
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutState:
    """One cart as the shop shows it now, or as it showed it last.

    `lines` counts the lines, `quantity` their pieces; `items` are what the customer chose, gifts
    of the shop aside. `total_gross` is what the shop last reckoned for all of it. `order_id` is the order that was made of the cart, `completed_at` when;
    `is_gone` is a cart that has vanished without one.
    """

    id: str
    channel: str
    currency: str
    user_id: int | None
    email_hash: str
    created_at: datetime.datetime
    last_change: datetime.datetime
    lines: int = 0
    quantity: int = 0
    items: tuple[CheckoutItem, ...] = ()
    total_gross: Decimal = ZERO
    is_gone: bool = False
    order_id: str | None = None
    completed_at: datetime.datetime | None = None

    @property
    def is_somebodys(self) -> bool:
        """Whether an account or an e-mail says whose it is."""
        return self.user_id is not None or self.email_hash != ""

    @property
    def is_open(self) -> bool:
        """Whether it can still become an order."""
        return not self.is_gone and self.order_id is None
