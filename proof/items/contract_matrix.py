"""The suite on every supported Saleor's contract, and on the newer Python."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from ..item import ROOT, Item, Trial

OLDER_SALEORS = ("3.21", "3.22")
# Our own tools load no shop, so an older contract can change nothing in them: they are tried once
# per Python. A test holds these folders to it.
WITHOUT_A_SHOP = ("tests/house", "tests/proof", "tests/runner")
OTHER_PYTHON = "3.12" if sys.version_info[:2] == (3, 11) else "3.11"


def run(trial: Trial) -> None:
    for version in OLDER_SALEORS:
        _suite(trial, {"SANDBOX_SALEOR": version}, leave_out=WITHOUT_A_SHOP)
    python = _other_python()
    if python is None:
        trial.say(
            f"Python {OTHER_PYTHON} was not found: the newest Saleor runs on this one too"
        )
        _suite(trial, {})
        return
    venv = ROOT / "build" / f"venv-{OTHER_PYTHON}"
    _suite(trial, {"CRM_PYTHON": python, "CRM_VENV": str(venv)})


def _suite(
    trial: Trial, variables: dict[str, str], *, leave_out: Sequence[str] = ()
) -> None:
    trial.say(f"suite with {variables or 'nothing changed'}")
    command = [sys.executable, "-m", "runner", "test", "tests"]
    ignored = [f"--ignore={folder}" for folder in leave_out]
    trial.command([*command, *ignored], variables=variables)


def _other_python() -> str | None:
    """Return an interpreter of the other version that can make environments."""
    on_path = shutil.which(f"python{OTHER_PYTHON}")
    by_pyenv = sorted(
        (Path.home() / ".pyenv" / "versions").glob(f"{OTHER_PYTHON}.*/bin/python")
    )
    return str(by_pyenv[-1]) if by_pyenv else on_path


ITEM = Item(
    "contract-matrix",
    "the suite passes on the contracts of Saleor 3.21, 3.22 and 3.23, on Python 3.11 and 3.12",
    budget_seconds=19 * 60,
    run=run,
)
