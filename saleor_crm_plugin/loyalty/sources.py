"""How the ledger's lots name what they were earned by."""

ORDER_PREFIX = "order:"
PROFILE_PREFIX = "profile:"
SIGN_UP_PART = "sign_up"
FIELD_PART_PREFIX = "field:"


def order_source(order_id: str) -> str:
    """Return the source of everything that one order earned."""
    return f"{ORDER_PREFIX}{order_id}"


def profile_source(profile_id: int) -> str:
    """Return the source of what a profile earned by itself, without an order."""
    return f"{PROFILE_PREFIX}{profile_id}"


def field_part(field: str) -> str:
    """Return the part of a profile's source that telling one field earned."""
    return f"{FIELD_PART_PREFIX}{field}"


def field_of(part: str) -> str:
    """Return the field by which a part was earned, empty for any other part."""
    is_field = part.startswith(FIELD_PART_PREFIX)
    return part.removeprefix(FIELD_PART_PREFIX) if is_field else ""


def order_of(source: str) -> str:
    """Return the order's id, empty if the source is no order."""
    return source.removeprefix(ORDER_PREFIX) if source.startswith(ORDER_PREFIX) else ""
