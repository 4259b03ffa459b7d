"""Why something about a segment was refused."""

from enum import StrEnum


class SegmentErrorCode(StrEnum):
    """The codes that the API shows."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    ALREADY_EXISTS = "already_exists"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_OPERATOR = "wrong_operator"
    WRONG_VALUE = "wrong_value"
    WRONG_SCOPE = "wrong_scope"
    CYCLE = "cycle"
    IN_USE = "in_use"
    ARCHIVED = "archived"
    WRONG_KIND = "wrong_kind"
    CHANGED_MEANWHILE = "changed_meanwhile"
    TOO_SLOW = "too_slow"
