"""Why something about a campaign was refused."""

from enum import StrEnum


class CampaignErrorCode(StrEnum):
    """The codes that the API shows."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    WRONG_STATE = "wrong_state"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_READY = "not_ready"
    APPROVAL_MISSING = "approval_missing"
    OWN_APPROVAL = "own_approval"
    IN_USE = "in_use"
    ARCHIVED = "archived"
    IN_THE_PAST = "in_the_past"
    TOO_MANY = "too_many"
