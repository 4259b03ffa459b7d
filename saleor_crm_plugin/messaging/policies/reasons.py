"""Why a message was deferred, refused or not delivered; stored with each decision."""

import enum


class Reason(enum.StrEnum):
    """One word per cause, in the order in which the gate asks; then those of the sending itself."""

    EXPIRED = "expired"
    EXPIRED_IN_PAUSE = "expired_in_pause"
    NO_CHANNEL = "no_channel"
    NO_ADDRESS = "no_address"
    SAME_ADDRESS = "same_address"
    SUPPRESSED = "suppressed"
    NO_CONSENT = "no_consent"
    CONSENT_PENDING = "consent_pending"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    HELD_OUT = "held_out"
    PAUSED = "paused"
    QUIET_HOURS = "quiet_hours"
    FREQUENCY_CAP = "frequency_cap"
    RELATIONSHIP_CAP = "relationship_cap"
    CHANNEL_RULE = "channel_rule"

    CANCELED = "canceled"
    TEMPLATE = "template"
    REJECTED = "rejected"
    TOO_MANY_TRIES = "too_many_tries"
    UNSURE = "unsure"
    CRASHED = "crashed"
