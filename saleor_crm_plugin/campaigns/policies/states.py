"""What campaigns and their runs can be, and which state may follow which.

The database refuses every other transition by the same tables, in triggers.
"""

import enum
from collections.abc import Mapping


class CampaignKind(enum.StrEnum):
    """How often a campaign happens.

    BROADCAST once; RECURRING by days, weeks or months; CALENDAR on days of the year; ON_ENTRY to
    whoever comes into one of its segments, gathered by day.
    """

    BROADCAST = "broadcast"
    RECURRING = "recurring"
    CALENDAR = "calendar"
    ON_ENTRY = "on_entry"


class CampaignState(enum.StrEnum):
    """Where a campaign stands. One that repeats is SCHEDULED again between two runs."""

    DRAFT = "draft"
    CHECKED = "checked"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELED = "canceled"
    DONE = "done"


class RunState(enum.StrEnum):
    """Where a run stands.

    FREEZING writes down its recipients, QUEUEING hands them to messaging in batches, SENDING waits
    for what messaging makes of them.
    """

    FREEZING = "freezing"
    QUEUEING = "queueing"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELED = "canceled"
    DONE = "done"


class DryRunState(enum.StrEnum):
    """Where a dry run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


C, R = CampaignState, RunState
CAMPAIGN_WAYS: Mapping[CampaignState, frozenset[CampaignState]] = {
    C.DRAFT: frozenset({C.CHECKED, C.CANCELED}),
    C.CHECKED: frozenset({C.DRAFT, C.SCHEDULED, C.CANCELED}),
    C.SCHEDULED: frozenset({C.SENDING, C.PAUSED, C.CANCELED, C.DONE}),
    C.SENDING: frozenset({C.SCHEDULED, C.PAUSED, C.CANCELED, C.DONE}),
    C.PAUSED: frozenset({C.SCHEDULED, C.SENDING, C.CANCELED}),
    C.CANCELED: frozenset(),
    C.DONE: frozenset(),
}
RUN_WAYS: Mapping[RunState, frozenset[RunState]] = {
    R.FREEZING: frozenset({R.QUEUEING, R.PAUSED, R.CANCELED, R.DONE}),
    R.QUEUEING: frozenset({R.SENDING, R.PAUSED, R.CANCELED, R.DONE}),
    # Back to queueing for the day's newcomers, and for those who waited for a winner.
    R.SENDING: frozenset({R.QUEUEING, R.PAUSED, R.CANCELED, R.DONE}),
    R.PAUSED: frozenset({R.FREEZING, R.QUEUEING, R.SENDING, R.CANCELED}),
    R.CANCELED: frozenset(),
    R.DONE: frozenset(),
}
del C, R

# Nothing follows.
OVER = frozenset({CampaignState.CANCELED, CampaignState.DONE})
RUN_OVER = frozenset({RunState.CANCELED, RunState.DONE})
# What it says now may still reach somebody by itself.
AT_WORK = frozenset({CampaignState.SCHEDULED, CampaignState.SENDING})
# Nobody was promised anything yet: an edit needs no check at once.
IN_PREPARATION = frozenset({CampaignState.DRAFT, CampaignState.CHECKED})


def may_become(before: CampaignState, after: CampaignState) -> bool:
    """Say whether a campaign may go from one state to the other."""
    return after in CAMPAIGN_WAYS[before]


def may_run_become(before: RunState, after: RunState) -> bool:
    """Say whether a run may go from one state to the other."""
    return after in RUN_WAYS[before]
