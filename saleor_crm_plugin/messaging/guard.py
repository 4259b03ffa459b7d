"""Whether anything may leave from this installation, as it stands now."""

import logging

from django.db.models import Max

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.public_url import build_absolute_uri
from .instance import instance_id, note_attempt, noted_attempt
from .models import MessageAttempt
from .policies.guard import Hold, Place, is_copy, is_restored
from .settings_models import SendingMode, SendingSettings

logger = logging.getLogger(__name__)


def here() -> Place:
    """Return where this installation is; asks the storage that keeps its id."""
    return Place(public_url=build_absolute_uri("/"), instance_id=instance_id())


def hold_of(settings: SendingSettings, place: Place) -> Hold | None:
    """Return why nothing may leave from this place; None where it may.

    A copy in test mode writes to the test address only, and so does no harm. Asks the storage how
    far the database had come.
    """
    if settings.mode == SendingMode.STOPPED:
        return Hold.NOT_LIVE
    if settings.mode == SendingMode.TEST:
        return None
    live = Place(settings.live_public_url, settings.live_instance_id)
    if is_copy(live=live, here=place):
        return Hold.COPY
    # What was noted had been committed before: asked in this order, a database is never behind
    # its own workers.
    noted = noted_attempt()
    if noted and is_restored(noted=noted, made=last_attempt()):
        return Hold.RESTORED
    return None


def last_attempt() -> int:
    """Return the number of the last attempt that this database knows of; 0 for none."""
    rows = MessageAttempt.objects.using(WRITER)
    return rows.aggregate(last=Max("pk"))["last"] or 0


def note_progress() -> None:
    """Note outside the database how far it has come; a storage that refuses stops no sending."""
    try:
        note_attempt(last_attempt())
    # Every storage has errors of its own, and most are no OSError.
    except Exception as error:
        logger.warning("How far sending has come is not noted: %s", type(error))
