"""The periodic tasks of imports: go on with what waits, and forget what is over."""

import datetime
import time

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.export_members import expire_exports, work_on_exports
from .actions.forget import forget_files
from .actions.work import work_on_imports

# Shorter than the time after which a task is taken for lost.
LONGEST_RUN_SECONDS = 50


@crm_task("imports.work")
def work() -> None:
    """Read, rehearse, run and undo what staff have asked for."""
    work_on_imports(deadline=time.monotonic() + LONGEST_RUN_SECONDS)


@crm_task("imports.export")
def export() -> None:
    """Make the lists that staff have asked for."""
    work_on_exports(deadline=time.monotonic() + LONGEST_RUN_SECONDS)


@crm_task("imports.forget")
def forget() -> None:
    """Forget the files of long ago, and lists whose time is over."""
    forget_files(now=now())
    expire_exports(now=now())


BEAT_SCHEDULE = {
    "saleor-crm-imports-work": {
        "task": "saleor_crm_plugin.imports.work",
        "schedule": datetime.timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "saleor-crm-imports-export": {
        "task": "saleor_crm_plugin.imports.export",
        "schedule": datetime.timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "saleor-crm-imports-forget": {
        "task": "saleor_crm_plugin.imports.forget",
        "schedule": datetime.timedelta(hours=1),
        "options": {"expires": 3000},
    },
}
