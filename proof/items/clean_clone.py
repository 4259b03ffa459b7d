"""The demo from a clean clone, with nothing but Python and the package index."""

from __future__ import annotations

import os
import sys
import time

from ..item import ROOT, Item, Trial

READY_SECONDS = 180
# A machine without PostgreSQL, Redis and caches, as far as one can pretend.
FRESH = {
    "CRM_EMBEDDED_POSTGRES": "1",
    "CRM_BROKER": "files",
    "PIP_NO_CACHE_DIR": "1",
    "DATABASE_URL": "",
    "CELERY_BROKER_URL": "",
    "REDIS_URL": "",
    "CRM_VENV": "",
    "DJANGO_SETTINGS_MODULE": "",
    "PYTHONPATH": "",
    "VIRTUAL_ENV": "",
}


def run(trial: Trial) -> None:
    clone = trial.folder / "clone"
    trial.command(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone])
    served = trial.folder / "served"
    began = time.time()
    trial.command(
        ["make", "demo", "CHECK=1"],
        folder=clone,
        variables={**FRESH, "PATH": _plain_path(), "CRM_DEMO_SERVED": str(served)},
    )
    seconds = served.stat().st_mtime - began
    trial.say(f"clone to a shop that answers: {seconds:.0f} s")
    trial.say(f"clone to a demo that is checked: {time.time() - began:.0f} s")
    trial.check(
        seconds < READY_SECONDS, f"{seconds:.0f} s, more than {READY_SECONDS} s"
    )


def _plain_path() -> str:
    """Return PATH without our own environment, so that the clone makes one."""
    own = os.path.dirname(sys.executable)
    return os.pathsep.join(
        part for part in os.environ["PATH"].split(os.pathsep) if part and part != own
    )


ITEM = Item(
    "clean-clone",
    "make demo CHECK=1 succeeds on a clean clone, and its shop answers within three minutes",
    budget_seconds=6 * 60,
    run=run,
)
