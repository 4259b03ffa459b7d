"""The periodic tasks of loyalty: release, end and announce, in batches until nothing is due."""

import datetime

from celery.schedules import crontab

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions import due
from .actions.membership import end_points_of_leavers

BATCH = 1000


@crm_task("loyalty.release_due")
def release_due() -> None:
    """Make all points available whose return window has passed."""
    moment = now()
    while due.release_due(now=moment, limit=BATCH):
        pass


@crm_task("loyalty.expire_due")
def expire_due() -> None:
    """End all points whose term is over or whose owner left, and announce those that end soon."""
    moment = now()
    while due.expire_due(now=moment, limit=BATCH):
        pass
    while end_points_of_leavers(now=moment, limit=BATCH):
        pass
    while due.warn_of_expiry(now=moment, limit=BATCH):
        pass


BEAT_SCHEDULE = {
    "saleor-crm-release-points": {
        "task": "saleor_crm_plugin.loyalty.release_due",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 240},
    },
    "saleor-crm-expire-points": {
        "task": "saleor_crm_plugin.loyalty.expire_due",
        "schedule": crontab(minute=10),
        "options": {"expires": 3000},
    },
}
