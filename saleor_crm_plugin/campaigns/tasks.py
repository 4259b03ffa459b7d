"""The periodic tasks of campaigns: short loops over what is due, in as many workers as there are."""

import datetime
import time

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.begin_runs import begin_runs
from .actions.dry_run import work_on_dry_runs
from .actions.name_winners import name_winners
from .actions.watch_limits import watch_limits
from .actions.work import work_on_runs

# Shorter than the time after which a task is taken for lost.
LONGEST_RUN_SECONDS = 50


@crm_task("campaigns.begin")
def begin() -> None:
    """Begin the runs whose time has come."""
    begin_runs(now=now(), deadline=time.monotonic() + LONGEST_RUN_SECONDS)


@crm_task("campaigns.work")
def work() -> None:
    """Freeze, queue and end runs, take back what canceled ones have queued, and name winners."""
    moment = now()
    work_on_runs(now=moment, deadline=time.monotonic() + LONGEST_RUN_SECONDS)
    name_winners(now=moment)


@crm_task("campaigns.watch_limits")
def watch() -> None:
    """Pause campaigns that too many people leave, or complain of."""
    watch_limits(now=now())


@crm_task("campaigns.dry_run")
def dry_run() -> None:
    """Find out what campaigns would do, where staff have asked for it."""
    work_on_dry_runs(deadline=time.monotonic() + LONGEST_RUN_SECONDS)


BEAT_SCHEDULE = {
    "saleor-crm-campaigns-dry-run": {
        "task": "saleor_crm_plugin.campaigns.dry_run",
        "schedule": datetime.timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "saleor-crm-campaigns-begin": {
        "task": "saleor_crm_plugin.campaigns.begin",
        "schedule": datetime.timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "saleor-crm-campaigns-work": {
        "task": "saleor_crm_plugin.campaigns.work",
        "schedule": datetime.timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "saleor-crm-campaigns-watch-limits": {
        "task": "saleor_crm_plugin.campaigns.watch_limits",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 290},
    },
}
