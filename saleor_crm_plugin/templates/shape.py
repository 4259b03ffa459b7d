"""What a template may say about whom: every variable, with the example that previews show.

The one list behind lint, previews without a customer, and the page of variables in the docs.
A list's only element stands for all of its elements.
"""

from collections.abc import Mapping
from typing import Any

# Of no host, since the examples' shop is none: a gray square, wherever it is shown.
_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'%3E"
    "%3Cpath fill='%23cbd2d9' d='M0 0h1v1H0z'/%3E%3C/svg%3E"
)
_LINE = {
    "name": "Linen shirt",
    "variant_name": "M / white",
    "quantity": 1,
    "amount": "49.00",
    "currency": "EUR",
    "url": "https://shop.example.com/products/linen-shirt",
    "image_url": _PICTURE,
}
_ORDER_LINE = {
    **_LINE,
    "review_url": "https://shop.example.com/review/1042/linen-shirt",
}
_PRODUCT = {
    "name": "Linen shirt",
    "variant_name": "M / white",
    "price": "39.00",
    "undiscounted_price": "49.00",
    "currency": "EUR",
    "is_available": True,
    "url": "https://shop.example.com/products/linen-shirt",
    "image_url": _PICTURE,
}

EXAMPLE: Mapping[str, Any] = {
    "language": "en",
    "customer": {"first_name": "Ada", "last_name": "Moreau"},
    "shop": {
        "name": "Example Shop",
        "url": "https://shop.example.com",
        "postal_address": "Example Shop, Example Street 1, 20100 Milan",
    },
    "points": {
        "program": "The Club",
        "unit": "points",
        "balance": 320,
        "pending": 40,
        "expiring": 120,
        "expires_on": "2030-12-31",
    },
    "tier": {"name": "Silver", "next": "Gold", "missing": "150"},
    "order": {
        "number": "1042",
        "placed_on": "2030-05-04",
        "total": "98.00",
        "currency": "EUR",
        "url": "https://shop.example.com/orders/1042",
        "review_url": "https://shop.example.com/review/1042",
        "lines": [_ORDER_LINE],
    },
    "cart": {
        "quantity": 2,
        "total": "98.00",
        "currency": "EUR",
        "restore_url": "https://shop.example.com/cart/restore",
        "lines": [_LINE],
    },
    "products": [_PRODUCT],
    "code": {"value": "THANKS-7Q4M-X2", "expires_on": "2030-06-30"},
    "links": {
        "unsubscribe": "https://shop.example.com/unsubscribe",
        "preferences": "https://shop.example.com/preferences",
        "confirm": "https://shop.example.com/confirm",
        "about_you": "https://shop.example.com/answer/about-you",
        "how_was_it": "https://shop.example.com/answer/how-was-it",
        "why_left": "https://shop.example.com/answer/why-left",
    },
}

# What the caller passes along by its own names: {{ own.question }}.
FREE = "own"


def is_known(path: list[Any]) -> bool:
    """Say whether a path such as ["order", "number"] is one of the variables.

    What stands behind a list is looked up in its element, by number or by `first` and `last`.
    """
    if path[0] == FREE:
        return True
    found: Any = EXAMPLE
    for step in path:
        if isinstance(found, list):
            if step == "size":
                return True
            if not isinstance(step, int) and step not in ("first", "last"):
                return False
            found = found[0]
        elif isinstance(found, Mapping) and step in found:
            found = found[step]
        else:
            return step == "size" and isinstance(found, str)
    return True


def example(**changes: Any) -> dict[str, Any]:
    """Return a context of all examples; `changes` replace whole variables."""
    return {**EXAMPLE, FREE: {}, **changes}
