"""The steps many scenarios share: an address, a checkout that is ready, a payment, an order."""

from ..recording.shop import APP, GUEST, PASSWORD

GUEST_EMAIL = "guest@example.com"
CUSTOMER_EMAIL = "ann@example.com"
REDIRECT = "http://localhost/confirm"
CHANNEL = "default-channel"
ADDRESS = {
    "firstName": "Ann",
    "lastName": "Lee",
    "streetAddress1": "1 Main Street",
    "city": "New York",
    "postalCode": "10001",
    "country": "US",
    "countryArea": "NY",
}


def lines(ids, **quantities):
    """Return checkout lines, e.g. `lines(ids, book=2, lamp=1)`."""
    return [
        {"variantId": ids[sku], "quantity": count} for sku, count in quantities.items()
    ]


def registration(email):
    """Return the input with which a customer registers."""
    return {
        "email": email,
        "password": PASSWORD,
        "firstName": "Ann",
        "lastName": "Lee",
        "redirectUrl": REDIRECT,
        "channel": CHANNEL,
    }


def customer(shop, email=CUSTOMER_EMAIL):
    """Register and confirm a customer, unwatched; return the e-mail to act by."""
    shop.prepare("accountRegister", {"input": registration(email)})
    shop.prepare("confirmAccount", {"email": email, "token": shop.secret(email)})
    return email


def checkout(shop, ids, by=GUEST, **quantities):
    """Make a checkout that only lacks a payment, unwatched; return its id."""
    made = shop.prepare(
        "checkoutCreate", {"input": checkout_input(ids, by, **quantities)}, by
    )
    found = made["checkout"]["id"]
    method = {"id": found, "method": ids["method"]}
    shop.prepare("checkoutDeliveryMethodUpdate", method, by)
    return found


def checkout_input(ids, by=GUEST, **quantities):
    """Return the input of a checkout with both addresses; a guest gives an e-mail as well."""
    found = {
        "channel": CHANNEL,
        "lines": lines(ids, **(quantities or {"book": 2, "lamp": 1})),
        "shippingAddress": ADDRESS,
        "billingAddress": ADDRESS,
    }
    return found | ({"email": GUEST_EMAIL} if by == GUEST else {})


def payment(target, amount, reference="payment-1"):
    """Return the variables of a transaction that charged *amount* on a checkout or an order."""
    return {
        "id": target,
        "transaction": {
            "name": "Card",
            "pspReference": reference,
            "availableActions": ["REFUND"],
            "amountCharged": {"amount": amount, "currency": "USD"},
        },
    }


def paid_order(shop, ids, by=GUEST, amount="50.00", **quantities):
    """Buy and pay by a transaction, unwatched; return the order's answer and the transaction id."""
    found = checkout(shop, ids, by, **quantities)
    paid = shop.prepare("transactionCreate", payment(found, amount), APP)
    made = shop.prepare("checkoutComplete", {"id": found}, by)
    return made["order"], paid["transaction"]["id"]


def unpaid_order(shop, ids, by=GUEST, **quantities):
    """Buy without paying, unwatched; return the order's answer."""
    found = checkout(shop, ids, by, **quantities)
    return shop.prepare("checkoutComplete", {"id": found}, by)["order"]


def fulfillment(order, ids, *quantities):
    """Return the variables that fulfil that many of each line of *order*, in line order."""
    given = quantities or [line["quantity"] for line in order["lines"]]
    return {
        "order": order["id"],
        "input": {
            "notifyCustomer": True,
            "lines": [
                {
                    "orderLineId": line["id"],
                    "stocks": [{"warehouse": ids["warehouse"], "quantity": count}],
                }
                for line, count in zip(order["lines"], given, strict=True)
                if count
            ],
        },
    }


def returned(order, fulfilled, *quantities, **options):
    """Return the variables that take back that many of each line of a fulfillment's answer."""
    return {
        "order": order["id"],
        "input": {
            "fulfillmentLines": [
                {"fulfillmentLineId": line["id"], "quantity": count}
                for line, count in zip(fulfilled["lines"], quantities, strict=True)
                if count
            ]
        }
        | options,
    }
