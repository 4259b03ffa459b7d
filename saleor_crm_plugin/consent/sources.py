"""Where acts of consent come from, as far as something depends on it; a shop may name others."""

import enum


class Source(enum.StrEnum):
    """A known place at which people say what they allow."""

    ACCOUNT = "account"
    ONE_CLICK = "one_click"
    UNSUBSCRIBE_PAGE = "unsubscribe_page"
    PREFERENCE_PAGE = "preference_page"
    CONFIRMATION = "confirmation"
    CHECKOUT = "checkout"
    REGISTRATION = "registration"
    STAFF_PHONE = "staff_phone"
    STAFF_PAPER = "staff_paper"
    STAFF_STORE = "staff_store"
    STAFF_CORRESPONDENCE = "staff_correspondence"
    # Nobody said it here: two profiles turned out to be one person.
    MERGE = "merge"


# Whoever used the link has read what was sent to the address.
FROM_A_LINK = frozenset(
    {
        Source.ONE_CLICK,
        Source.UNSUBSCRIBE_PAGE,
        Source.PREFERENCE_PAGE,
        Source.CONFIRMATION,
    }
)
RECORDED_BY_STAFF = frozenset(
    {
        Source.STAFF_PHONE,
        Source.STAFF_PAPER,
        Source.STAFF_STORE,
        Source.STAFF_CORRESPONDENCE,
    }
)
