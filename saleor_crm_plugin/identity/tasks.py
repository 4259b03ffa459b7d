"""Periodic work of identity."""

import datetime

from ..core import clock
from ..saleor_adapter.celery import crm_task
from .actions import accounts


@crm_task("identity.erase_due")
def erase_due() -> None:
    """Erase people whose account was closed long enough ago."""
    now = clock.now()
    while accounts.erase_due(now=now).has_more:
        pass


BEAT_SCHEDULE = {
    "saleor-crm-identity-erase-due": {
        "task": "saleor_crm_plugin.identity.erase_due",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 240},
    },
}
