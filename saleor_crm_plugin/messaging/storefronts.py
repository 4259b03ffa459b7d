"""Where carts are in the storefronts of the shop's channels."""

from ..saleor_adapter.cart_views import checkout_global_id
from ..saleor_adapter.db import WRITER
from .settings_models import Storefront


def cart_url(channel_slug: str, checkout_id: str, *, using: str = WRITER) -> str:
    """Return the page of a cart in the channel's storefront; "" without one. One query.

    In the path `{token}` stands for the cart's plain id, `{checkout_id}` for the one that the
    shop's API uses.
    """
    known = Storefront.objects.using(using).filter(channel_slug=channel_slug)
    front = known.values_list("url", "cart_path").first()
    if front is None or not front[0]:
        return ""
    url, path = front
    place = path.replace("{token}", checkout_id).replace(
        "{checkout_id}", checkout_global_id(checkout_id)
    )
    return f"{url.rstrip('/')}/{place.lstrip('/')}"
