"""How the ledger's lots name what they were earned by."""

ORDER_PREFIX = "order:"
PROFILE_PREFIX = "profile:"
SIGN_UP_PART = "sign_up"


def order_source(order_id: str) -> str:
    """Return the source of everything that one order earned."""
    return f"{ORDER_PREFIX}{order_id}"


def profile_source(profile_id: int) -> str:
    """Return the source of what a profile earned by itself, without an order."""
    return f"{PROFILE_PREFIX}{profile_id}"


def order_of(source: str) -> str:
    """Return the order's id, empty if the source is no order."""
    return source.removeprefix(ORDER_PREFIX) if source.startswith(ORDER_PREFIX) else ""
