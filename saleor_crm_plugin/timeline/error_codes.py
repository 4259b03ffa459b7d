"""Why the timeline refuses something."""

import enum


class TimelineErrorCode(enum.StrEnum):
    """Codes of the timeline's refusals, as the API shows them."""

    NOT_FOUND = "not_found"
    REQUIRED = "required"
    INVALID = "invalid"
    ALREADY_DONE = "already_done"
    ERASED = "erased"
