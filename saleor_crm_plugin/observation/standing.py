"""How far we keep up with the shop: until when it was swept, and whether its past is told."""

import datetime
import enum

from ..saleor_adapter.db import WRITER
from .actions.backfill import CUSTOMERS_WALK, ORDERS_WALK
from .actions.sweep import WALK as SWEEP_WALK
from .models import Walk


class Past(enum.StrEnum):
    """How much was told of what happened before the package came."""

    NOTHING = "nothing"
    PART = "part"
    ALL = "all"


def swept_until(*, using: str = WRITER) -> datetime.datetime | None:
    """Return until when the shop was swept; None where no worker has ever swept it. One query."""
    walks = Walk.objects.using(using).filter(name=SWEEP_WALK)
    return walks.values_list("reached_at", flat=True).first()


def past_told(*, using: str = WRITER) -> Past:
    """Return how much of the past the backfill has told; one query."""
    names = (CUSTOMERS_WALK, ORDERS_WALK)
    walks = Walk.objects.using(using).filter(name__in=names)
    finished = list(walks.values_list("finished_at", flat=True))
    if not finished:
        return Past.NOTHING
    is_all = len(finished) == len(names) and None not in finished
    return Past.ALL if is_all else Past.PART
