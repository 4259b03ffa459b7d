"""Periodic upkeep of behavior."""

import datetime

from celery.schedules import crontab

from ..core import clock
from ..saleor_adapter.celery import crm_task
from .actions.forget import forget_old
from .actions.prove import prove_sums
from .actions.take_over import join_waiting_histories
from .partitions import drop_old_partitions, ensure_partitions
from .queries import keep_days


@crm_task("behavior.keep")
def keep_behavior() -> None:
    """Make the next months, and forget what is older than the shop keeps."""
    now = clock.now()
    ensure_partitions(now=now)
    drop_old_partitions(now=now, days=keep_days())
    forget_old(now=now)


@crm_task("behavior.join")
def join_histories() -> None:
    """Join what devices did to people who have signed in there, as far as it was much."""
    join_waiting_histories()


@crm_task("behavior.prove")
def prove() -> None:
    """Compare the sums with the events, and repair them."""
    prove_sums(now=clock.now())


BEAT_SCHEDULE = {
    "saleor-crm-behavior-join": {
        "task": "saleor_crm_plugin.behavior.join",
        "schedule": datetime.timedelta(seconds=30),
        "options": {"expires": 30},
    },
    "saleor-crm-behavior-proof": {
        "task": "saleor_crm_plugin.behavior.prove",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 12 * 3600},
    },
    "saleor-crm-behavior-keep": {
        "task": "saleor_crm_plugin.behavior.keep",
        "schedule": datetime.timedelta(days=1),
        "options": {"expires": 12 * 3600},
    },
}
