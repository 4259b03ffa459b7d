"""The states of a message, and which report may move it where."""

import enum


class MessageState(enum.StrEnum):
    """From the row to what became of it.

    SUPPRESSED is refused by the gate or canceled; UNKNOWN was in the sender's hands when the
    sender died, and may or may not have left.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"
    FAILED = "failed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    SUPPRESSED = "suppressed"
    UNKNOWN = "unknown"


# What has not reached its end by our own doing.
OPEN_STATES = frozenset({MessageState.QUEUED, MessageState.SENDING})
# What a provider's report can still move: whatever has, or may have, left.
REPORTABLE_STATES = frozenset(
    {
        MessageState.SENDING,
        MessageState.SENT,
        MessageState.DELIVERED,
        MessageState.OPENED,
        MessageState.CLICKED,
        MessageState.BOUNCED,
        MessageState.UNKNOWN,
    }
)

# Reports come late, twice and in any order: only a higher one counts. A complaint comes from who
# has read it; a bounce after an opening was a scanner's opening, or a forwarder's bounce.
_RANKS = {
    MessageState.SENDING: 0,
    MessageState.UNKNOWN: 0,
    MessageState.SENT: 1,
    MessageState.DELIVERED: 2,
    MessageState.BOUNCED: 3,
    MessageState.OPENED: 4,
    MessageState.CLICKED: 5,
    MessageState.COMPLAINED: 6,
}


def after_report(current: MessageState, reported: MessageState) -> MessageState:
    """Return the state after a provider's report; the current one where it says nothing new."""
    if current not in _RANKS or reported not in _RANKS:
        return current
    return reported if _RANKS[reported] > _RANKS[current] else current
