"""Turn journeys on, pause them, go on, and let them run out."""

import datetime

from django.db import connections, transaction

from ...audit.actions import record_change
from ...messaging.actions.hold import hold_source, release_source
from ...saleor_adapter.db import WRITER
from ..effects.queue_message import SOURCE_KIND
from ..errors import WrongStatus
from ..models import Journey, JourneyScan, JourneyStatus
from ..plan import plan_of
from .drafts import AUDITED, locked

TURN_OFF_EMPTY = """
UPDATE crm_journey AS journey SET status = 'off'
WHERE journey.status = 'draining' AND NOT EXISTS (
    SELECT FROM crm_enrollment AS enrollment
    WHERE enrollment.journey_id = journey.id
      AND enrollment.state IN ('expected', 'active', 'shadow')
) AND NOT EXISTS (
    SELECT FROM crm_enrollment AS parked
    WHERE parked.journey_id = journey.id AND parked.state = 'stuck'
)
"""
ALLOWED = {
    JourneyStatus.ON: {JourneyStatus.OFF, JourneyStatus.PAUSED, JourneyStatus.DRAINING},
    JourneyStatus.PAUSED: {JourneyStatus.ON, JourneyStatus.DRAINING},
    JourneyStatus.DRAINING: {JourneyStatus.ON, JourneyStatus.PAUSED},
}


def turn_on(journey_id: int, *, author: str, now: datetime.datetime) -> Journey:
    """Take in new people, and let those inside go on; also after a pause or while it runs out.

    What was due in a pause runs at once, except entries that are too old by now; so do letters
    that waited at the gate and whose time is not over. Raises
    JourneyNotFound, WrongStatus, and InvalidDefinition where the shop lacks what the journey names,
    or has not said yet what its letters need, such as where reviews are written.
    """
    return _switch(journey_id, JourneyStatus.ON, author, now)


def pause(journey_id: int, *, author: str, now: datetime.datetime) -> Journey:
    """Let everybody stand where they are; who is to enter is written down and waits too.

    Letters of any purpose that are queued wait at the gate, or are refused when their time is over;
    the one that a sender is handing over at this moment leaves.
    Raises JourneyNotFound and WrongStatus.
    """
    return _switch(journey_id, JourneyStatus.PAUSED, author, now)


def drain(journey_id: int, *, author: str, now: datetime.datetime) -> Journey:
    """Take in nobody new; those inside go on, and behind the last one the journey is off.

    Raises JourneyNotFound and WrongStatus.
    """
    return _switch(journey_id, JourneyStatus.DRAINING, author, now)


def turn_off_empty() -> None:
    """Turn those journeys off that have run out. One statement."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(TURN_OFF_EMPTY)


def _switch(
    journey_id: int, status: JourneyStatus, author: str, now: datetime.datetime
) -> Journey:
    with transaction.atomic():
        journey = locked(journey_id)
        before = journey.status
        if before not in ALLOWED[status] or journey.current_id is None:
            raise WrongStatus(before)
        if status == JourneyStatus.ON and journey.current:
            plan_of(journey.current.definition).require_what_it_needs()
        journey.status = status
        journey.save(update_fields=["status"])
        _hold_letters(journey, now)
        if before == JourneyStatus.OFF:
            # What came before it was turned on begins nothing.
            JourneyScan.objects.update_or_create(
                journey=journey,
                defaults={"scanned_until": now, "scanning_until": None, "reached": ""},
            )
        record_change(
            AUDITED,
            journey_id,
            author=author,
            before={"status": before},
            after={"status": status},
            now=now,
        )
    return journey


def _hold_letters(journey: Journey, now: datetime.datetime) -> None:
    if journey.status == JourneyStatus.PAUSED:
        hold_source(SOURCE_KIND, str(journey.pk), now=now)
    else:
        release_source(SOURCE_KIND, str(journey.pk), now=now)
