"""States of orders, accounts and carts, and the ground on which they are told, for tests without a database."""

import datetime
from decimal import Decimal

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.core.shop import (
    CheckoutState,
    CustomerState,
    OrderLineState,
    OrderState,
)
from saleor_crm_plugin.observation.policies import Telling, order_differences

PLACED_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
LATER = PLACED_AT + datetime.timedelta(days=3)
NOW = PLACED_AT + datetime.timedelta(days=10)
LINES = ("line-1", "line-2")


def make_state(**changes) -> OrderState:
    values = {
        "id": "order-1",
        "number": "7",
        "channel": "main",
        "currency": "USD",
        "status": "unfulfilled",
        "placed_at": PLACED_AT,
        "user_id": 1,
        "email_hash": "hash",
        "total_gross": Decimal(50),
        "total_net": Decimal(50),
        "lines": (make_line(),),
    }
    return OrderState(**values | changes)


def make_line(**changes) -> OrderLineState:
    values = {
        "id": LINES[0],
        "product_id": 1,
        "variant_id": 2,
        "category_id": 3,
        "collection_ids": (4,),
        "quantity": 5,
        "total_gross": Decimal(50),
        "total_net": Decimal(50),
    }
    return OrderLineState(**values | changes)


def make_telling(**changes) -> Telling:
    values = {
        "revision": 3,
        "origin": Origin.LIVE,
        "profile_id": 9,
        "previous_profile_id": 9,
        "now": NOW,
    }
    return Telling(**values | changes)


def tell(told, seen, **changes):
    return order_differences(told, seen, make_telling(**changes))


def make_customer(**changes) -> CustomerState:
    values = {"id": 5, "email_hash": "ann", "joined_at": PLACED_AT}
    return CustomerState(**values | changes)


def make_cart(**changes) -> CheckoutState:
    values = {
        "id": "cart-1",
        "channel": "main",
        "currency": "USD",
        "user_id": None,
        "email_hash": "ann",
        "created_at": PLACED_AT,
        "last_change": LATER,
        "lines": 1,
        "quantity": 2,
        "total_gross": Decimal(20),
    }
    return CheckoutState(**values | changes)
