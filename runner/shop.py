"""Which shop a command runs on: a real Saleor named by SALEOR_PATH, else the sandbox."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .environment import ROOT

SANDBOX = ROOT / "sandbox"
ASK = "import platform, saleor; print(saleor.__version__, platform.python_version(), sep='\\n')"


def folder() -> Path:
    """Return the folder that holds the package `saleor`."""
    real = os.environ.get("SALEOR_PATH")
    return Path(real).resolve() if real else SANDBOX


def variables() -> dict[str, str]:
    """Return what a Django command needs in its environment to find the shop and the plugin."""
    python_path = [str(folder()), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {
        "DJANGO_SETTINGS_MODULE": os.environ.get(
            "DJANGO_SETTINGS_MODULE", "saleor.settings"
        ),
        "PYTHONPATH": os.pathsep.join(path for path in python_path if path),
    }


def line(python: Path | str, environment: Mapping[str, str] | None = None) -> str:
    """Name the shop, its version and the interpreter, for the last line of a run."""
    answer = subprocess.run(
        [str(python), "-c", ASK],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables(), **(environment or {})},
    )
    if answer.returncode:
        return f"shop: none could be imported from {folder().name}"
    saleor, interpreter = answer.stdout.split()
    kind = (
        "real Saleor"
        if os.environ.get("SALEOR_PATH")
        else "sandbox shop, contract of Saleor"
    )
    return f"shop: {kind} {saleor}, Python {interpreter}"
