"""Gathers the Celery tasks of all areas for autodiscovery, which looks for them here."""

from .identity.tasks import BEAT_SCHEDULE as IDENTITY_SCHEDULE
from .outbox.tasks import BEAT_SCHEDULE as OUTBOX_SCHEDULE

BEAT_SCHEDULE = {**IDENTITY_SCHEDULE, **OUTBOX_SCHEDULE}
