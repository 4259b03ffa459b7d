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
    began = time.monotonic()
    trial.command(
        ["make", "demo", "CHECK=1"],
        folder=clone,
        variables={**FRESH, "PATH": _plain_path()},
    )
    seconds = time.monotonic() - began
    trial.say(f"clone to checked demo: {seconds:.0f} s")
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
    "make demo CHECK=1 succeeds on a clean clone within three minutes",
    budget_seconds=6 * 60,
    run=run,
)
