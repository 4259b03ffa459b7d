"""Decide where data lives: in `build/`, or where the user `nobody` can reach it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from .environment import ROOT

FOR_EVERYBODY = Path("/var/cache/saleor-crm-plugin")


def world_can_enter(folder: Path) -> bool:
    """Tell whether any user may walk down to this folder."""
    resolved = folder.resolve()
    return all(step.stat().st_mode & 0o001 for step in (resolved, *resolved.parents))


def data_folder() -> Path:
    """Return the folder below which servers keep their data; made if missing.

    A server refuses to run as root, so root lends it to `nobody`, who cannot enter a private home.
    """
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    if os.geteuid() != 0 or world_can_enter(build):
        return build
    tree = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    folder = FOR_EVERYBODY / tree
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder
