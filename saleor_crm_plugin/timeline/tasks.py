"""Periodic upkeep of the timeline."""

import datetime

from ..core import clock
from ..saleor_adapter.celery import crm_task
from .actions.retention import forget_old_entries
from .partitions import empty_default_partition, ensure_partitions_ahead


@crm_task("timeline.keep")
def keep_timeline() -> None:
    """Make the next months, sort what lies in none, and forget what is no longer kept."""
    now = clock.now()
    ensure_partitions_ahead(now=now)
    empty_default_partition()
    forget_old_entries(now=now)


BEAT_SCHEDULE = {
    "saleor-crm-timeline-keep": {
        "task": "saleor_crm_plugin.timeline.keep",
        "schedule": datetime.timedelta(days=1),
        "options": {"expires": 12 * 3600},
    },
}
