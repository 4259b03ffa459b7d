"""Codes of the ledger's refusals, as the API shows them."""

import enum


class LedgerErrorCode(enum.StrEnum):
    """Why the books refused; one per exception in `errors.py`."""

    INVALID = "invalid"
    NOT_FOUND = "not_found"
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"
    INSUFFICIENT_POINTS = "insufficient_points"
    ALREADY_RESOLVED = "already_resolved"
    CLAWBACK_EXCEEDS_GRANT = "clawback_exceeds_grant"
    REINSTATEMENT_EXCEEDS_CLAWBACK = "reinstatement_exceeds_clawback"
    GIVE_BACK_EXCEEDS_REDEMPTION = "give_back_exceeds_redemption"
