"""The periodic tasks of campaigns: short loops over what is due, in as many workers as there are."""

import datetime
import time

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.begin_runs import begin_runs

# Shorter than the time after which a task is taken for lost.
LONGEST_RUN_SECONDS = 50


@crm_task("campaigns.begin")
def begin() -> None:
    """Begin the runs whose time has come."""
    begin_runs(now=now(), deadline=time.monotonic() + LONGEST_RUN_SECONDS)


BEAT_SCHEDULE = {
    "saleor-crm-campaigns-begin": {
        "task": "saleor_crm_plugin.campaigns.begin",
        "schedule": datetime.timedelta(seconds=10),
        "options": {"expires": 10},
    },
}
