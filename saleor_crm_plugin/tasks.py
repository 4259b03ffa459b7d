"""Gathers the Celery tasks of all areas for autodiscovery, which looks for them here."""

from .outbox.tasks import BEAT_SCHEDULE as OUTBOX_SCHEDULE

BEAT_SCHEDULE = {**OUTBOX_SCHEDULE}
