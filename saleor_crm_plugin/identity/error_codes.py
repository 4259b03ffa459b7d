"""Why identity refuses something."""

import enum


class IdentityErrorCode(enum.StrEnum):
    """Codes of identity's refusals, as the API shows them."""

    NOT_FOUND = "not_found"
    REQUIRED = "required"
    INVALID = "invalid"
    ALREADY_KNOWN = "already_known"
    ALREADY_MERGED = "already_merged"
    ERASED = "erased"
    TAKEN = "taken"
    TOO_OFTEN = "too_often"
