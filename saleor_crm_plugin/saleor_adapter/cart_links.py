"""The link that brings a customer back to a cart."""

import datetime

from .public_url import plugin_url
from .signing import sign

CART = "cart"
# By then prices and goods have changed, and the shop has long taken the cart away.
CART_WITHIN = datetime.timedelta(days=90)


def restore_url(checkout_id: str) -> str:
    """Return the address that leads back to the cart, for 90 days.

    It names the cart by its id alone. Whoever has it comes to the cart, as with the shop's own
    links, so it goes only to whom the cart belongs to.
    """
    return plugin_url(f"cart/{sign(CART, [checkout_id])}")
