"""Periodic work of identity."""

import datetime
import time

from ..core import clock
from ..saleor_adapter.celery import crm_task
from .actions import accounts, duplicates, email_codes, merge

SECONDS_OF_SEARCH = 60


@crm_task("identity.erase_due")
def erase_due() -> None:
    """Erase people whose account was closed long enough ago."""
    now = clock.now()
    while accounts.erase_due(now=now).has_more:
        pass


@crm_task("identity.settle_merges")
def settle_merges() -> None:
    """Move what was still on its way to profiles when they were merged."""
    merge.settle_merges(now=clock.now())


@crm_task("identity.look_for_duplicates")
def look_for_duplicates() -> None:
    """Suggest who may be the same person, for a minute at a time."""
    duplicates.look_for_duplicates(
        now=clock.now(), deadline=time.monotonic() + SECONDS_OF_SEARCH
    )


@crm_task("identity.forget_codes")
def forget_codes() -> None:
    """Delete the codes that were asked for more than a day ago."""
    email_codes.forget_codes(now=clock.now())


BEAT_SCHEDULE = {
    "saleor-crm-identity-forget-codes": {
        "task": "saleor_crm_plugin.identity.forget_codes",
        "schedule": datetime.timedelta(hours=1),
        "options": {"expires": 3000},
    },
    "saleor-crm-identity-look-for-duplicates": {
        "task": "saleor_crm_plugin.identity.look_for_duplicates",
        "schedule": datetime.timedelta(hours=1),
        "options": {"expires": 3000},
    },
    "saleor-crm-identity-settle-merges": {
        "task": "saleor_crm_plugin.identity.settle_merges",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 240},
    },
    "saleor-crm-identity-erase-due": {
        "task": "saleor_crm_plugin.identity.erase_due",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 240},
    },
}
