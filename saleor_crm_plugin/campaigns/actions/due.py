"""When the next run of a campaign is to begin, as it is written down with the campaign."""

import datetime

from ...core.sentences import Sentence
from ..checking import zone_of
from ..definition import CampaignDefinition
from ..error_codes import CampaignErrorCode
from ..errors import InvalidDefinition, Problem
from ..models import Campaign, CampaignRun
from ..policies.starts import Start, day_of, next_start
from ..policies.states import CampaignKind
from ..reading import FIELD


def next_due(
    campaign: Campaign, definition: CampaignDefinition, *, now: datetime.datetime
) -> datetime.datetime:
    """Return when the next run of a campaign begins that goes on from now.

    Raises InvalidDefinition where none does any more.
    """
    start = _start(campaign, definition, now)
    if start is None:
        message = Sentence("There is no day left on which it could begin.")
        path = f"{FIELD}.when.repeat"
        problem = Problem(path, CampaignErrorCode.IN_THE_PAST, message)
        raise InvalidDefinition([problem])
    return start.starts_at


def _start(
    campaign: Campaign, definition: CampaignDefinition, now: datetime.datetime
) -> Start | None:
    kind, zone = CampaignKind(campaign.kind), zone_of(definition.when)
    if kind is CampaignKind.ON_ENTRY:
        today = day_of(now, zone)
        gathering = CampaignRun.objects.filter(
            campaign=campaign, occurrence=today.occurrence
        )
        if not gathering.exists():
            return today
    return next_start(kind, definition.when, zone, after=now)
