"""Gathers the Celery tasks of all areas for autodiscovery, which looks for them here."""

from .identity.tasks import BEAT_SCHEDULE as IDENTITY_SCHEDULE
from .observation.tasks import BEAT_SCHEDULE as OBSERVATION_SCHEDULE
from .outbox.tasks import BEAT_SCHEDULE as OUTBOX_SCHEDULE

BEAT_SCHEDULE = {**IDENTITY_SCHEDULE, **OBSERVATION_SCHEDULE, **OUTBOX_SCHEDULE}
