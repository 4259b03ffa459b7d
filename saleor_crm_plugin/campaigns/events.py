"""Facts about campaigns; they are about nobody, so they hold ids and numbers only."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignFact(Fact):
    """What both share: the campaign, and which of its runs."""

    campaign_id: int
    run_id: int
    occurrence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignStarted(CampaignFact):
    """The audience of a run is frozen: so many people, and so many of them held out."""

    code: ClassVar[str] = "campaigns.started"
    people: int
    held_out: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignEnded(CampaignFact):
    """A run is over, and why: `sent`, `nobody`, `canceled` or `time_over`."""

    code: ClassVar[str] = "campaigns.ended"
    reason: str
