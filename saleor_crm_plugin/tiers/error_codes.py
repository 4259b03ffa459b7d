"""Codes of everything that tiers refuse."""

import enum


class TierErrorCode(enum.StrEnum):
    """Why a request about tiers was refused."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    ERASED = "erased"
    UNIQUE = "unique"
    INVALID_THRESHOLD = "invalid_threshold"
    INVALID_PERIOD = "invalid_period"
    TIER_IN_USE = "tier_in_use"
    CHANGED_MEANWHILE = "changed_meanwhile"
