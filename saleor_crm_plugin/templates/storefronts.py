"""Where the words of a message lead in a storefront, and what the shop calls itself there."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, kw_only=True, slots=True)
class StorefrontWords:
    """What templates say of one of the shop's channels; paths hold `{slug}` and `{number}`.

    Without `url` there are no links into the storefront: they are "" and conditions see that.
    `review_address` is a whole address with `{product}`, `{order}` or neither.
    """

    name: str = ""
    url: str = ""
    postal_address: str = ""
    product_path: str = "/products/{slug}"
    order_path: str = "/account/orders/{number}"
    review_address: str = ""

    def product_url(self, slug: str) -> str:
        """Return the page of a product; "" without a storefront."""
        return self._at(self.product_path.format(slug=slug))

    def order_url(self, number: str) -> str:
        """Return the page of an order; "" without a storefront."""
        return self._at(self.order_path.format(number=number))

    def review_url(self, number: str, slug: str = "") -> str:
        """Return where an order, or one product of it, is reviewed; "" where the shop says nowhere.

        Also "" without a product where the address asks for one.
        """
        address = self.review_address
        if "{product}" in address and not slug:
            return ""
        return address.replace("{product}", quote(slug, safe="")).replace(
            "{order}", quote(number, safe="")
        )

    def _at(self, path: str) -> str:
        return f"{self.url.rstrip('/')}/{path.lstrip('/')}" if self.url else ""
