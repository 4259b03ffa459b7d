"""What each costly field costs; checked against the schema on every request."""

COST_MAP = {
    "Query": {
        "app": {"complexity": 1},
        "apps": {"complexity": 1, "multipliers": ["first", "last"]},
        "channel": {"complexity": 1},
        "channels": {"complexity": 1},
        "checkout": {"complexity": 1},
        "checkouts": {"complexity": 1, "multipliers": ["first", "last"]},
        "customers": {"complexity": 1, "multipliers": ["first", "last"]},
        "me": {"complexity": 1},
        "order": {"complexity": 1},
        "orders": {"complexity": 1, "multipliers": ["first", "last"]},
        "product": {"complexity": 1},
        "productVariant": {"complexity": 1},
        "products": {"complexity": 1, "multipliers": ["first", "last"]},
        "user": {"complexity": 1},
    },
    "Checkout": {
        "channel": {"complexity": 1},
        "lines": {"complexity": 1},
        "user": {"complexity": 1},
    },
    "Order": {
        "channel": {"complexity": 1},
        "fulfillments": {"complexity": 1},
        "lines": {"complexity": 1},
        "user": {"complexity": 1},
    },
    "Product": {"variants": {"complexity": 1}},
    "ProductVariant": {"product": {"complexity": 1}},
    "User": {
        "orders": {"complexity": 1, "multipliers": ["first", "last"]},
    },
}
