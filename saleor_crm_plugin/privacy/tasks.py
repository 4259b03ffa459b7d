"""Making and emptying copies."""

import datetime

from ..core import clock
from ..saleor_adapter.celery import crm_task
from .actions import empty_exports, make_exports


@crm_task("privacy.copies")
def make_copies() -> None:
    """Make the copies that people wait for, and empty those whose time is over."""
    make_exports(now=clock.now())
    empty_exports(now=clock.now())


BEAT_SCHEDULE = {
    "saleor-crm-privacy-copies": {
        "task": "saleor_crm_plugin.privacy.copies",
        "schedule": datetime.timedelta(seconds=30),
        "options": {"expires": 30},
    },
}
