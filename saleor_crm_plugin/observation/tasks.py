"""The periodic tasks that keep us up to date with the shop."""

import datetime
import time

from celery.schedules import crontab

from ..core.clock import now
from ..outbox.actions import deliver
from ..saleor_adapter.celery import crm_task
from .actions import (
    drain,
    forget_checkouts,
    poll_checkouts,
    poll_payments,
    prove,
    prove_checkouts,
    sweep,
)

# Shorter than the time after which a task is taken for lost.
LONGEST_RUN_SECONDS = 240


@crm_task("observation.catch_up")
def catch_up() -> None:
    """Observe all that is marked and deliver all facts that are due."""
    deadline = time.monotonic() + LONGEST_RUN_SECONDS
    moment = now()
    drain(now=moment, deadline=deadline)
    deliver(now=moment, deadline=deadline)


@crm_task("observation.sweep")
def sweep_shop() -> None:
    """Mark all that moved in the shop since the last sweep."""
    sweep(now=now())


@crm_task("observation.prove")
def prove_all() -> None:
    """Compare everything in the shop with what was told, and mark what differs."""
    moment = now()
    prove(now=moment)
    prove_checkouts(now=moment)


@crm_task("observation.poll_checkouts")
def poll_carts() -> None:
    """Tell what became of the carts since the last poll."""
    poll_checkouts(now=now())


@crm_task("observation.poll_payments")
def poll_failed_payments() -> None:
    """Tell which payments were refused since the last poll."""
    poll_payments(now=now())


@crm_task("observation.forget_checkouts")
def forget_carts() -> None:
    """Forget carts that became orders, or vanished, long ago."""
    forget_checkouts(now=now())


BEAT_SCHEDULE = {
    "saleor-crm-catch-up": {
        "task": "saleor_crm_plugin.observation.catch_up",
        "schedule": datetime.timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "saleor-crm-sweep": {
        "task": "saleor_crm_plugin.observation.sweep",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 240},
    },
    "saleor-crm-poll-checkouts": {
        "task": "saleor_crm_plugin.observation.poll_checkouts",
        "schedule": datetime.timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "saleor-crm-poll-payments": {
        "task": "saleor_crm_plugin.observation.poll_payments",
        "schedule": datetime.timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "saleor-crm-forget-checkouts": {
        "task": "saleor_crm_plugin.observation.forget_checkouts",
        "schedule": crontab(hour=4, minute=50),
        "options": {"expires": 12 * 3600},
    },
    "saleor-crm-proof": {
        "task": "saleor_crm_plugin.observation.prove",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 12 * 3600},
    },
}
