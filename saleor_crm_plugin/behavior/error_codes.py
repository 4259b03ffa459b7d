"""Why behavior refuses something."""

import enum


class BehaviorErrorCode(enum.StrEnum):
    """Codes of behavior's refusals, as the API shows them."""

    INVALID = "invalid"
    NOT_FOUND = "not_found"
    REQUIRED = "required"
    TOO_MANY = "too_many"
    TOO_OFTEN = "too_often"
    CHANGED_MEANWHILE = "changed_meanwhile"
