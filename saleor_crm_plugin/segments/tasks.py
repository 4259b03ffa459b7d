"""Keep segments current: who is due, what is new or changed, and everybody each night."""

import datetime
import logging

from celery.schedules import crontab

from ..core.clock import now
from ..outbox.policies import loggable
from ..saleor_adapter.celery import crm_task
from .actions.evaluate import BATCH, due_segments, evaluate_due
from .actions.fill import fill_segment, tell_found
from .actions.hear_behavior import BATCH as DEVICES
from .actions.hear_behavior import hear_behavior
from .actions.places import refresh_next_places
from .actions.save import refresh_hearing
from .errors import InvalidRule
from .queries import all_to_fill, scored_anew, unfilled

logger = logging.getLogger(__name__)


@crm_task("segments.keep")
def keep_current() -> None:
    """Fill what is new or changed or asks new scores, and look at everybody who is due."""
    moment = now()
    for segment_id in (*unfilled(), *scored_anew()):
        _fill(segment_id, moment)
    while tell_found(limit=BATCH):
        pass
    while hear_behavior(now=moment) == DEVICES:
        pass
    for segment_id in due_segments(now=moment):
        try:
            while evaluate_due(segment_id, now=moment) == BATCH:
                pass
        except InvalidRule as error:
            logger.error(  # noqa: TRY400 its message quotes what staff asked
                "Segment %s cannot be asked", segment_id, exc_info=loggable(error)
            )


@crm_task("segments.reconcile")
def reconcile() -> None:
    """Take over where people live, look at everybody for every segment, and tell what was wrong."""
    moment = now()
    last: int | None = 0
    while last is not None:
        last = refresh_next_places(after=last, limit=BATCH)
    refresh_hearing()
    for segment_id in all_to_fill():
        _fill(segment_id, moment)
    while tell_found(limit=BATCH):
        pass


def _fill(segment_id: int, moment: datetime.datetime) -> None:
    try:
        fill_segment(segment_id, now=moment)
    except InvalidRule as error:
        # A field of it is gone with the extension that brought it: the others go on.
        logger.error(  # noqa: TRY400 its message quotes what staff asked
            "Segment %s cannot be filled", segment_id, exc_info=loggable(error)
        )


BEAT_SCHEDULE = {
    "saleor-crm-segments": {
        "task": "saleor_crm_plugin.segments.keep",
        "schedule": datetime.timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "saleor-crm-segments-reconcile": {
        "task": "saleor_crm_plugin.segments.reconcile",
        # After the night's rollups, scores and reviews of tiers.
        "schedule": crontab(hour=5, minute=40),
        "options": {"expires": 12 * 3600},
    },
}
