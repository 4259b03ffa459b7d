"""Pause campaigns from which too many people unsubscribe, or of which too many complain."""

import datetime

from pydantic_core import from_json

from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..definition import Limits, read_definition
from ..errors import WrongState
from ..policies.limits import Bounds, Crossed, Reactions, crossed_limit
from ..reaction_sql import REACTIONS
from ..sources import SOURCE_KIND
from .steer import pause_campaign


def watch_limits(*, now: datetime.datetime) -> list[int]:
    """Pause every campaign at work that has crossed one of its limits; return their ids.

    One statement looks at all of them; each of the few is paused in its own transaction, with the
    reason and the numbers in its step. Idempotent. Once staff have let it go on, only what has left
    since then counts. Locks as `pause_campaign`.
    """
    paused = []
    asked = {"now": now, "source_kind": SOURCE_KIND}
    for row in read_rows(REACTIONS, asked, WRITER):
        seen = Reactions(row["reached"], row["unsubscribed"], row["complained"])
        limits = read_definition(from_json(row["definition"])).limits
        crossed = crossed_limit(seen, _bounds(limits))
        if crossed and _pause(row["campaign_id"], crossed, now):
            paused.append(row["campaign_id"])
    return paused


def _pause(campaign_id: int, crossed: Crossed, now: datetime.datetime) -> bool:
    try:
        pause_campaign(
            campaign_id, reason=crossed.reason, detail=crossed.words, now=now
        )
    except WrongState:
        # Somebody was faster.
        return False
    return True


def _bounds(limits: Limits) -> Bounds:
    return Bounds(
        unsubscribe_basis_points=limits.unsubscribe_basis_points,
        complaint_basis_points=limits.complaint_basis_points,
        minimum=limits.minimum,
    )
