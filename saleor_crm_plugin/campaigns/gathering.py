"""Until when a run takes in whoever comes into its segments."""

import datetime
from dataclasses import dataclass

from ..core.local_time import local_moment
from .checking import zone_of
from .definition import CampaignDefinition
from .models import CampaignRun
from .policies.states import CampaignKind

DAY = datetime.timedelta(days=1)
# Who has come in is looked at so often, and for so long after the day, for segments are told late.
EVERY = datetime.timedelta(minutes=1)
LAG = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A run takes in whoever comes from `begins_at` until `ends_at`."""

    begins_at: datetime.datetime
    ends_at: datetime.datetime

    def is_over(self, seen_at: datetime.datetime | None) -> bool:
        """Whether everybody is in, when somebody has looked last at `seen_at`."""
        return seen_at is not None and seen_at >= self.ends_at + LAG


def gathering_of(
    run: CampaignRun, kind: str, definition: CampaignDefinition
) -> Gathering | None:
    """Return when the run gathers newcomers; None for one that is frozen once. One query at most.

    From the moment at which it was to begin to the end of its day in the campaign's zone.
    """
    if kind != CampaignKind.ON_ENTRY:
        return None
    following = datetime.date.fromisoformat(run.occurrence) + DAY
    ends_at = local_moment(following, datetime.time(), zone_of(definition.when))
    return Gathering(run.due_at, ends_at)


def is_to_gather(
    gathering: Gathering | None,
    seen_at: datetime.datetime | None,
    now: datetime.datetime,
) -> bool:
    """Whether it is time to look again who has come in."""
    if gathering is None or gathering.is_over(seen_at):
        return False
    return seen_at is None or now >= seen_at + EVERY
