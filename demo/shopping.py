"""What one shopper does in the shop: fill a cart, and order it."""

import uuid
from decimal import Decimal

from operations import checkouts, orders
from saleor.account.models import Address, User
from saleor.checkout.models import Checkout
from saleor.order.models import Order

from .scenery import Scenery


def fill_cart(scenery: Scenery, shopper: User) -> Checkout:
    """Put one record into a new cart."""
    wanted = checkouts.Wanted(variant=scenery.records[0], quantity=1)
    address = Address.objects.create(city="NEW YORK", country="US", postal_code="10001")
    return checkouts.create(scenery.channel, [wanted], address=address, user=shopper)


def order_cart(checkout: Checkout, *, code: str = "") -> Order:
    """Choose how it is sent, type in a voucher's code if there is one, pay, and order."""
    if code:
        checkouts.add_promo_code(checkout, code)
    checkouts.set_delivery(checkout, "Post", Decimal(0))
    checkouts.pay(checkout, reference=f"live-{uuid.uuid4()}")
    return orders.complete_checkout(checkout)
