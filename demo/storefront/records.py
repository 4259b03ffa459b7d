"""What the storefront's server asks of the shop as staff: the goods, a shopper, and payments."""

from dataclasses import dataclass
from typing import Any

from ..api import Api
from ..known import CHANNEL, CURRENCY, PASSWORD, RECORD_PRICE, STAFF_EMAIL

_GOODS = """
{
  products(first: 5) { edges { node { id name variants { id name } } } }
  orders(first: 20) { edges { node { user { email } } } }
}
"""
_PAY = """
mutation Pay($id: ID!) {
  result: orderMarkAsPaid(id: $id) { errors { field code message } }
}
"""


@dataclass(frozen=True)
class Shop:
    """The demo's shop by its address; staff signs in anew each time, since tokens are short-lived."""

    url: str

    def goods(self) -> dict[str, Any]:
        """Return what the page needs to know. Raises Refused, OSError."""
        found = self._staff().ask(_GOODS)["data"]
        # Guests have nothing to sign in with.
        accounts = [edge["node"]["user"] for edge in found["orders"]["edges"]]
        buyers = [account["email"] for account in accounts if account]
        return {
            "apiUrl": f"{self.url}/graphql/",
            "channel": CHANNEL,
            "shopper": buyers[0] if buyers else "",
            "password": PASSWORD,
            "records": [
                {
                    "product": edge["node"]["id"],
                    "variant": variant["id"],
                    "name": f"{edge['node']['name']}: {variant['name']}",
                    "price": str(RECORD_PRICE),
                    "currency": CURRENCY,
                }
                for edge in found["products"]["edges"]
                for variant in edge["node"]["variants"]
            ],
        }

    def pay(self, order: str) -> None:
        """Play the payment provider: report an order as paid. Raises Refused, OSError."""
        self._staff().do(_PAY, id=order)

    def _staff(self) -> Api:
        return Api(self.url).signed_in(STAFF_EMAIL, PASSWORD)
