"""Which shop a command runs on: a real Saleor named by SALEOR_PATH, else the sandbox."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .environment import ROOT

SANDBOX = ROOT / "sandbox"


def folder() -> Path:
    """Return the folder that holds the package `saleor`."""
    real = os.environ.get("SALEOR_PATH")
    return Path(real).resolve() if real else SANDBOX


def python_path() -> dict[str, str]:
    """Return the variable by which an interpreter finds the shop and the plugin from its start."""
    path = [str(folder()), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(each for each in path if each)}


def variables() -> dict[str, str]:
    """Return what a Django command needs in its environment."""
    return {
        "DJANGO_SETTINGS_MODULE": "saleor.settings",
        # Nothing is signed by the commands that use this.
        "SECRET_KEY": os.environ.get("SECRET_KEY", "of no use"),
        **python_path(),
    }


def enter() -> None:
    """Let this process and its children find the shop."""
    os.environ.update(python_path())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor.settings")
    sys.path.insert(0, str(folder()))
