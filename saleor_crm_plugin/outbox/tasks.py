"""Periodic upkeep of the outbox; marks are drained, and facts delivered, by observation's tasks."""

import datetime

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .partitions import drop_old_partitions, ensure_partitions


@crm_task("outbox.keep_partitions")
def keep_partitions() -> None:
    """Make the next weeks of facts and drop the old ones."""
    moment = now()
    ensure_partitions(now=moment)
    drop_old_partitions(now=moment)


BEAT_SCHEDULE = {
    "saleor-crm-outbox-partitions": {
        "task": "saleor_crm_plugin.outbox.keep_partitions",
        "schedule": datetime.timedelta(days=1),
        "options": {"expires": 12 * 3600},
    },
}
