"""Why something about a journey was refused."""

from enum import StrEnum


class JourneyErrorCode(StrEnum):
    """The codes that the API shows."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    ALREADY_EXISTS = "already_exists"
    INVALID_DEFINITION = "invalid_definition"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    WRONG_STATUS = "wrong_status"
    INVALID_MAPPING = "invalid_mapping"
    NOT_STUCK = "not_stuck"
    TOO_MANY = "too_many"
    IN_USE = "in_use"
    CHANGED_MEANWHILE = "changed_meanwhile"
