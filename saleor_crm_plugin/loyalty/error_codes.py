"""Codes of everything that loyalty refuses."""

import enum


class LoyaltyErrorCode(enum.StrEnum):
    """Why a loyalty request was refused."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    UNIQUE = "unique"
    ZERO_POINTS = "zero_points"
    INSUFFICIENT_POINTS = "insufficient_points"
    NEEDS_SECOND_PERSON = "needs_second_person"
    ALREADY_DECIDED = "already_decided"
    EXPIRED = "expired"
    ERASED = "erased"
    TERMS_CHANGED = "terms_changed"
    CHANGED_MEANWHILE = "changed_meanwhile"
    CHANNEL_TAKEN = "channel_taken"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_RULE = "unknown_rule"
    OVERLAPPING_PERIOD = "overlapping_period"
    INVALID_PERIOD = "invalid_period"
    INVALID_SETTINGS = "invalid_settings"
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"
