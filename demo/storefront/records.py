"""What the storefront's server asks of the shop as staff: the goods, a shopper, and payments."""

import uuid
from dataclasses import dataclass
from typing import Any

from ..api import Api, Refused
from ..known import CHANNEL, CURRENCY, PASSWORD, RECORD_PRICE, STAFF_EMAIL

_GOODS = """
{
  products(first: 5) { edges { node { id name variants { id name } } } }
  orders(first: 20) { edges { node { user { email } } } }
}
"""
_TOTAL = """
query Total($id: ID!) { checkout(id: $id) { totalPrice { gross { amount currency } } } }
"""
_PAY = """
mutation Pay($id: ID!, $payment: TransactionCreateInput!) {
  result: transactionCreate(id: $id, transaction: $payment) { errors { field code message } }
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

    def pay(self, checkout: str) -> None:
        """Play the payment provider: report that a cart is paid. Raises Refused, OSError."""
        staff = self._staff()
        found = staff.ask(_TOTAL, id=checkout)["data"]["checkout"]
        if found is None:
            raise Refused("There is no such cart.")
        payment = {
            "name": "Card",
            "pspReference": str(uuid.uuid4()),
            "amountCharged": found["totalPrice"]["gross"],
        }
        staff.do(_PAY, id=checkout, payment=payment)

    def _staff(self) -> Api:
        return Api(self.url).signed_in(STAFF_EMAIL, PASSWORD)
