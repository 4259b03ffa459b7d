"""Whoever acts in the story, over `/graphql/` alone: staff, the payment app, and shoppers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from demo.api import Api

from .operations import documents
from .real_shop import Catalog

ADDRESS = {
    "firstName": "Ann",
    "lastName": "Lee",
    "streetAddress1": "1 Main Street",
    "city": "New York",
    "postalCode": "10001",
    "country": "US",
    "countryArea": "NY",
}
CHANNEL = "default-channel"
CURRENCY = "USD"
WANTED = "book"


@dataclass(frozen=True)
class Actor:
    """Somebody with a token, who sends the documents by their names."""

    api: Api

    @cached_property
    def _documents(self) -> dict[str, str]:
        return documents()

    def do(self, mutation: str, **variables: Any) -> dict[str, Any]:
        """Return a mutation's result. Raises Refused."""
        return self.api.do(self._documents[mutation], **variables)

    def read(self, query: str, **variables: Any) -> Any:
        """Return a query's data."""
        return self.api.ask(self._documents[query], **variables)["data"]


@dataclass(frozen=True)
class Shopper(Actor):
    """A customer who has confirmed the address and allowed letters, signed in."""

    address: str
    first_name: str
    language: str
    user_id: str


@dataclass(frozen=True)
class Crew:
    """Staff and the payment app of the shop."""

    catalog: Catalog
    staff: Actor
    app: Actor

    @classmethod
    def of(cls, url: str, catalog: Catalog) -> Crew:
        """Sign the member of staff in."""
        staff = Api(url).signed_in(catalog.staff_email, catalog.password)
        return cls(catalog, Actor(staff), Actor(Api(url, catalog.app_token)))

    def fill_cart(self, shopper: Shopper) -> str:
        """Put one thing into a new cart; returns its global id."""
        made = shopper.do(
            "checkoutCreate",
            input={
                "channel": CHANNEL,
                "lines": [{"variantId": self.catalog.ids[WANTED], "quantity": 1}],
                "shippingAddress": ADDRESS,
                "billingAddress": ADDRESS,
            },
        )
        return str(made["checkout"]["id"])

    def order_cart(self, shopper: Shopper, cart: str) -> dict[str, Any]:
        """Choose how it is sent, pay and order; returns the order with its lines."""
        method = self.catalog.ids["method"]
        chosen = shopper.do("checkoutDeliveryMethodUpdate", id=cart, method=method)
        total = chosen["checkout"]["totalPrice"]["gross"]["amount"]
        payment = {
            "name": "Card",
            "pspReference": str(uuid.uuid4()),
            "availableActions": ["REFUND"],
            "amountCharged": {"amount": total, "currency": CURRENCY},
        }
        self.app.do("transactionCreate", id=cart, transaction=payment)
        return dict(shopper.do("checkoutComplete", id=cart)["order"])

    def send(self, order: dict[str, Any]) -> list[dict[str, Any]]:
        """Send everything; returns the lines of the parcel."""
        warehouse = self.catalog.ids["warehouse"]
        lines = [
            {
                "orderLineId": line["id"],
                "stocks": [{"warehouse": warehouse, "quantity": line["quantity"]}],
            }
            for line in order["lines"]
        ]
        parcel = {"notifyCustomer": True, "lines": lines}
        sent = self.staff.do("orderFulfill", order=order["id"], input=parcel)
        return list(sent["fulfillments"][0]["lines"])

    def take_back(self, order: dict[str, Any], sent: list[dict[str, Any]]) -> None:
        """Take back all that was sent."""
        lines = [
            {"fulfillmentLineId": line["id"], "quantity": line["quantity"]}
            for line in sent
        ]
        self.staff.do(
            "orderFulfillmentReturnProducts",
            order=order["id"],
            input={"fulfillmentLines": lines},
        )
