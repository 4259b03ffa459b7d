"""The periodic tasks of journeys: short loops over what is due, in as many workers as there are."""

import datetime
import os
import time

from celery.schedules import crontab
from django.conf import settings

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.call_webhooks import call_due
from .actions.forget_calls import forget_calls
from .actions.move import go_on_moving
from .actions.rehearsals import run_rehearsals
from .actions.scan import scan_due
from .actions.switch import turn_off_empty
from .actions.wake import wake_due
from .actions.watch_goods import forget_goods
from .versions import TAKING_IN, current_versions
from .wanted import watched_for

# A setting or an environment variable: for how many days calls that are over are kept.
KEEP_CALLS = "CRM_KEEP_WEBHOOK_CALLS_DAYS"
KEEP_CALLS_DAYS = 30
# Shorter than the time after which a task is taken for lost.
LONGEST_RUN_SECONDS = 50


@crm_task("journeys.wake")
def wake() -> None:
    """Run everything that is due."""
    wake_due(now=now(), deadline=time.monotonic() + LONGEST_RUN_SECONDS)


@crm_task("journeys.scan")
def scan() -> None:
    """Look for people whose time has come, and finish what staff have asked for."""
    moment = now()
    deadline = time.monotonic() + LONGEST_RUN_SECONDS
    scan_due(now=moment, deadline=deadline)
    go_on_moving(now=moment, deadline=deadline)
    turn_off_empty()
    forget_goods(watched_for(current_versions(TAKING_IN)), now=moment)


@crm_task("journeys.call_webhooks")
def call_webhooks() -> None:
    """Call the other systems that steps have asked for."""
    call_due(now=now(), deadline=time.monotonic() + LONGEST_RUN_SECONDS)


@crm_task("journeys.forget_calls")
def forget_old_calls() -> None:
    """Forget calls of other systems that have been over for long enough."""
    chosen = getattr(settings, KEEP_CALLS, "") or os.environ.get(KEEP_CALLS, "")
    days = int(chosen or KEEP_CALLS_DAYS)
    forget_calls(keep=datetime.timedelta(days=days), now=now())


@crm_task("journeys.rehearse")
def rehearse() -> None:
    """Run the rehearsals that staff have asked for."""
    run_rehearsals(now=now(), deadline=time.monotonic() + LONGEST_RUN_SECONDS)


BEAT_SCHEDULE = {
    "saleor-crm-journeys-wake": {
        "task": "saleor_crm_plugin.journeys.wake",
        "schedule": datetime.timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "saleor-crm-journeys-scan": {
        "task": "saleor_crm_plugin.journeys.scan",
        "schedule": datetime.timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "saleor-crm-journeys-call-webhooks": {
        "task": "saleor_crm_plugin.journeys.call_webhooks",
        "schedule": datetime.timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "saleor-crm-journeys-forget-calls": {
        "task": "saleor_crm_plugin.journeys.forget_calls",
        "schedule": crontab(hour=5, minute=20),
        "options": {"expires": 12 * 3600},
    },
    "saleor-crm-journeys-rehearse": {
        "task": "saleor_crm_plugin.journeys.rehearse",
        "schedule": datetime.timedelta(seconds=30),
        "options": {"expires": 25},
    },
}
