"""Why consent refuses something."""

import enum


class ConsentErrorCode(enum.StrEnum):
    """Codes of consent's refusals, as the API shows them."""

    NOT_FOUND = "not_found"
    REQUIRED = "required"
    INVALID = "invalid"
    NOT_ASKED_FOR = "not_asked_for"
    LINK_INVALID = "link_invalid"
    LINK_OVER = "link_over"
    CHANGED_MEANWHILE = "changed_meanwhile"
