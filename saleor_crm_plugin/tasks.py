"""Gathers the Celery tasks of all areas for autodiscovery, which looks for them here."""

from .behavior.tasks import BEAT_SCHEDULE as BEHAVIOR_SCHEDULE
from .campaigns.tasks import BEAT_SCHEDULE as CAMPAIGNS_SCHEDULE
from .codes.tasks import BEAT_SCHEDULE as CODES_SCHEDULE
from .identity.tasks import BEAT_SCHEDULE as IDENTITY_SCHEDULE
from .imports.tasks import BEAT_SCHEDULE as IMPORTS_SCHEDULE
from .insight.tasks import BEAT_SCHEDULE as INSIGHT_SCHEDULE
from .journeys.tasks import BEAT_SCHEDULE as JOURNEYS_SCHEDULE
from .loyalty.tasks import BEAT_SCHEDULE as LOYALTY_SCHEDULE
from .messaging.tasks import BEAT_SCHEDULE as MESSAGING_SCHEDULE
from .observation.tasks import BEAT_SCHEDULE as OBSERVATION_SCHEDULE
from .outbox.tasks import BEAT_SCHEDULE as OUTBOX_SCHEDULE
from .privacy.tasks import BEAT_SCHEDULE as PRIVACY_SCHEDULE
from .segments.tasks import BEAT_SCHEDULE as SEGMENTS_SCHEDULE
from .tiers.tasks import BEAT_SCHEDULE as TIERS_SCHEDULE
from .timeline.tasks import BEAT_SCHEDULE as TIMELINE_SCHEDULE

BEAT_SCHEDULE = {
    **BEHAVIOR_SCHEDULE,
    **CAMPAIGNS_SCHEDULE,
    **CODES_SCHEDULE,
    **IDENTITY_SCHEDULE,
    **IMPORTS_SCHEDULE,
    **INSIGHT_SCHEDULE,
    **JOURNEYS_SCHEDULE,
    **LOYALTY_SCHEDULE,
    **MESSAGING_SCHEDULE,
    **OBSERVATION_SCHEDULE,
    **OUTBOX_SCHEDULE,
    **PRIVACY_SCHEDULE,
    **SEGMENTS_SCHEDULE,
    **TIERS_SCHEDULE,
    **TIMELINE_SCHEDULE,
}
