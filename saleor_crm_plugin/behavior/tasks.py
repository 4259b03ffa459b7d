"""Periodic upkeep of behavior."""

import datetime

from ..core import clock
from ..saleor_adapter.celery import crm_task
from .actions.forget import forget_old
from .partitions import drop_old_partitions, ensure_partitions
from .queries import keep_days


@crm_task("behavior.keep")
def keep_behavior() -> None:
    """Make the next months, and forget what is older than the shop keeps."""
    now = clock.now()
    ensure_partitions(now=now)
    drop_old_partitions(now=now, days=keep_days())
    forget_old(now=now)


BEAT_SCHEDULE = {
    "saleor-crm-behavior-keep": {
        "task": "saleor_crm_plugin.behavior.keep",
        "schedule": datetime.timedelta(days=1),
        "options": {"expires": 12 * 3600},
    },
}
