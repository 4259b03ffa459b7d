"""The nightly review of all standings."""

from celery.schedules import crontab

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.review import review

BATCH = 1000


@crm_task("tiers.review")
def review_all() -> None:
    """Review all standings that are due."""
    moment = now()
    while review(moment, BATCH).reviewed:
        pass


BEAT_SCHEDULE = {
    "saleor-crm-tier-review": {
        "task": "saleor_crm_plugin.tiers.review",
        # Ladders have time zones of their own: a standing is due at its midnight.
        "schedule": crontab(minute=35),
        "options": {"expires": 3000},
    },
}
