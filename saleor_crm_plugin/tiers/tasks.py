"""The nightly review of all standings, and a look at everybody for ladders that changed."""

from celery.schedules import crontab

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.reassess import reassess_all
from .actions.review import review

BATCH = 1000


@crm_task("tiers.review")
def review_all() -> None:
    """Review all standings that are due."""
    moment = now()
    while review(moment, BATCH).reviewed:
        pass


@crm_task("tiers.assess_all")
def assess_all() -> None:
    """Lift everybody who stands below what counts for them."""
    moment = now()
    last: int | None = 0
    while last is not None:
        last = reassess_all(after=last, limit=BATCH, now=moment)


BEAT_SCHEDULE = {
    "saleor-crm-tier-assessment": {
        "task": "saleor_crm_plugin.tiers.assess_all",
        "schedule": crontab(hour=4, minute=5),
        "options": {"expires": 12 * 3600},
    },
    "saleor-crm-tier-review": {
        "task": "saleor_crm_plugin.tiers.review",
        # Ladders have time zones of their own: a standing is due at its midnight.
        "schedule": crontab(minute=35),
        "options": {"expires": 3000},
    },
}
