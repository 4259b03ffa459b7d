"""The link back to a cart: to the storefront, with the cart or a new one of the same goods."""

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect

from ..messaging.storefronts import cart_url
from ..observation.queries import ToldCheckout, told_checkouts
from ..saleor_adapter.cart_rebuild import rebuild_cart
from ..saleor_adapter.cart_views import cart_views
from .asked import Asked
from .rendering import page

# Whoever follows the link again within a day, as scanners of mail do, finds the same new cart.
REMEMBERED_SECONDS = 24 * 3600


def restore_cart(asked: Asked) -> HttpResponse:
    """Lead to the cart where it is still open, else to a new one; never show what is in it.

    An order that was made of it is not made again. Only addresses of the shop's own storefront
    are led to; without one, or with nothing left to buy, the answer is a page that says so.
    """
    [checkout_id] = asked.signed
    cart = cart_views([checkout_id]).get(checkout_id)
    if cart is not None:
        return _lead(asked, cart.channel, checkout_id)
    told = told_checkouts([checkout_id]).get(checkout_id)
    if told is None or told.state.order_id is not None:
        return _gone(asked)
    return _lead(asked, told.state.channel, _new_cart(told))


def _new_cart(told: ToldCheckout) -> str | None:
    key = f"saleor_crm_plugin:cart:{told.state.id}"
    known: str | None = cache.get(key)
    if known is not None and cart_views([known]):
        return known
    made = rebuild_cart(told.state.channel, told.state.items)
    if made is not None:
        cache.set(key, made, REMEMBERED_SECONDS)
    return made


def _lead(asked: Asked, channel: str, checkout_id: str | None) -> HttpResponse:
    url = cart_url(channel, checkout_id) if checkout_id else ""
    return HttpResponseRedirect(url) if url else _gone(asked)


def _gone(asked: Asked) -> HttpResponse:
    return page("cart_gone", language=asked.language, status=410)
