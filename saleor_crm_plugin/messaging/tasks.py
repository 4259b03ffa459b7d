"""The periodic tasks of messages: send, find what dead senders held, forget old reports.

They go to the Celery queue that CRM_MESSAGING_QUEUE names (a setting or an environment variable),
so that a campaign need not share its workers with orders; else to the shop's default queue.
"""

import datetime
import os
import time
from typing import Any

from celery.schedules import crontab
from django.conf import settings

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.recover import recover_unknown
from .actions.reports import forget_reports
from .actions.send import send_due
from .actions.tell_codes import tell_codes
from .actions.touches import judge_touches

QUEUE = "CRM_MESSAGING_QUEUE"
TICK_SECONDS = 5
# A little less than the time to the next one: a long campaign keeps one worker busy, not all.
LONGEST_RUN_SECONDS = 4.5


@crm_task("messaging.send")
def send() -> None:
    """Send what is due, for as long as there is time before the next run; codes first."""
    tell_codes(now=now())
    send_due(now=now(), deadline=time.monotonic() + LONGEST_RUN_SECONDS)


@crm_task("messaging.recover")
def recover() -> None:
    """Mark as unknown what dead senders held, and tell what they left untold."""
    recover_unknown(now=now())


@crm_task("messaging.judge_touches")
def judge() -> None:
    """Decide which openings and clicks people made, and tell them."""
    judge_touches(now=now())


@crm_task("messaging.forget_reports")
def forget_old_reports() -> None:
    """Forget providers' reports that are too old to be taken in again."""
    forget_reports(now=now())


def _options(expires: int) -> dict[str, Any]:
    queue = getattr(settings, QUEUE, "") or os.environ.get(QUEUE, "")
    return {"expires": expires} | ({"queue": queue} if queue else {})


BEAT_SCHEDULE = {
    "saleor-crm-send-messages": {
        "task": "saleor_crm_plugin.messaging.send",
        "schedule": datetime.timedelta(seconds=TICK_SECONDS),
        "options": _options(TICK_SECONDS),
    },
    "saleor-crm-recover-messages": {
        "task": "saleor_crm_plugin.messaging.recover",
        "schedule": datetime.timedelta(minutes=1),
        "options": _options(55),
    },
    "saleor-crm-judge-touches": {
        "task": "saleor_crm_plugin.messaging.judge_touches",
        "schedule": datetime.timedelta(seconds=TICK_SECONDS),
        "options": _options(TICK_SECONDS),
    },
    "saleor-crm-forget-reports": {
        "task": "saleor_crm_plugin.messaging.forget_reports",
        "schedule": crontab(hour=5, minute=10),
        "options": _options(12 * 3600),
    },
}
