"""Where the words of a message lead in a storefront, and what the shop calls itself there."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class StorefrontWords:
    """What templates say of one of the shop's channels; paths hold `{slug}` and `{number}`.

    Without `url` there are no links into the storefront: they are "" and conditions see that.
    """

    name: str = ""
    url: str = ""
    postal_address: str = ""
    product_path: str = "/products/{slug}"
    order_path: str = "/account/orders/{number}"

    def product_url(self, slug: str) -> str:
        """Return the page of a product; "" without a storefront."""
        return self._at(self.product_path.format(slug=slug))

    def order_url(self, number: str) -> str:
        """Return the page of an order; "" without a storefront."""
        return self._at(self.order_path.format(number=number))

    def _at(self, path: str) -> str:
        return f"{self.url.rstrip('/')}/{path.lstrip('/')}" if self.url else ""
