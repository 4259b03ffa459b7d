"""The periodic task of codes: clean up after those whose time is over."""

import datetime

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.clean_up import clean_up


@crm_task("codes.clean_up")
def clean_up_codes() -> None:
    """Withdraw codes at their end, and delete what nobody has used."""
    clean_up(now=now())


BEAT_SCHEDULE = {
    "saleor-crm-codes-clean-up": {
        "task": "saleor_crm_plugin.codes.clean_up",
        "schedule": datetime.timedelta(minutes=1),
        "options": {"expires": 55},
    },
}
