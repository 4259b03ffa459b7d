"""The kinds of events, and where keywords come from."""

import enum


class EventKind(enum.StrEnum):
    """What somebody did; the last two are recorded by staff and apps alone."""

    PRODUCT = "product"
    CATEGORY = "category"
    SEARCH = "search"
    CART = "cart"
    WISHLIST = "wishlist"
    SHARE = "share"
    CONTENT = "content"
    CUSTOM = "custom"
    VISIT = "visit"
    OCCASION = "occasion"


class KeywordSource(enum.StrEnum):
    """Where somebody used a word: looking for something, or writing to the shop."""

    SEARCH = "search"
    MESSAGE = "message"


BY_STOREFRONTS = tuple(
    kind for kind in EventKind if kind not in (EventKind.VISIT, EventKind.OCCASION)
)
