"""Pause campaigns from which too many people unsubscribe, or of which too many complain."""

import datetime

from django.db import transaction

from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..definition import read_definition
from ..policies.limits import Bounds, Crossed, Reactions, crossed_limit
from ..policies.states import AT_WORK, CampaignState
from ..reaction_sql import REACTIONS
from ..sources import SOURCE_KIND
from .lock import locked
from .move import move
from .steer_runs import pause_runs


def watch_limits(*, now: datetime.datetime) -> list[int]:
    """Pause every campaign at work that has crossed one of its limits; return their ids.

    One statement looks at all of them, then each of the few is paused in its own transaction, with
    the reason and the numbers in its step. Idempotent. After staff have let it go on only what has
    left since counts. Locks the campaign, then its runs.
    """
    asked = {"now": now, "source_kind": SOURCE_KIND}
    seen = {
        row["campaign_id"]: Reactions(
            row["reached"], row["unsubscribed"], row["complained"]
        )
        for row in read_rows(REACTIONS, asked, WRITER)
    }
    return [
        campaign_id
        for campaign_id, reactions in seen.items()
        if _pause_if_crossed(campaign_id, reactions, now)
    ]


@transaction.atomic(using=WRITER)
def _pause_if_crossed(
    campaign_id: int, seen: Reactions, now: datetime.datetime
) -> Crossed | None:
    campaign = locked(campaign_id)
    if CampaignState(campaign.state) not in AT_WORK:
        return None
    limits = read_definition(campaign.definition).limits
    crossed = crossed_limit(
        seen,
        Bounds(
            unsubscribe_basis_points=limits.unsubscribe_basis_points,
            complaint_basis_points=limits.complaint_basis_points,
            minimum=limits.minimum,
        ),
    )
    if crossed is None:
        return None
    move(
        campaign,
        CampaignState.PAUSED,
        reason=crossed.reason,
        detail=crossed.words,
        now=now,
    )
    pause_runs(campaign, now=now)
    return crossed
