"""Install packages into an environment: by uv where the package index has it, else by pip.

uv downloads and unpacks side by side, so a fresh environment takes a quarter of the time (ADR 0014).
Standard library only, and nothing newer than Python 3.8, like `environment`.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# What people have told pip about their package index, and how uv calls it.
TOLD_TO_PIP = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "constraint": "UV_CONSTRAINT",
    "no-cache-dir": "UV_NO_CACHE",
}


def install(python: Path, constraints: Path, *arguments: str) -> None:
    """Install what the arguments of `pip install` name.

    Whatever uv refuses, pip is asked for: it knows every private index that the machine was set up for.
    Raises `subprocess.CalledProcessError` when pip fails too. Safe to repeat.
    """
    if not (_has_uv(python, constraints) and _by_uv(python, arguments)):
        subprocess.run(_pip(python, *arguments), check=True)


def _has_uv(python: Path, constraints: Path) -> bool:
    uv = _uv(python)
    if not uv.exists():
        bring = _pip(python, "--constraint", str(constraints), "uv")
        subprocess.run(bring, check=False, stderr=subprocess.DEVNULL)
    return uv.exists()


def _by_uv(python: Path, arguments: tuple[str, ...]) -> bool:
    command = [
        *(str(_uv(python)), "pip", "install", "--quiet", "--python", str(python)),
        # As pip does: the best version of all indexes, each of which was chosen by the machine's owner.
        *("--index-strategy", "unsafe-best-match"),
    ]
    variables = {**as_told_to_pip(python), **os.environ}
    answer = subprocess.run(
        [*command, *arguments], check=False, env=variables, stderr=subprocess.DEVNULL
    )
    return answer.returncode == 0


def as_told_to_pip(python: Path) -> dict[str, str]:
    """Return the variables by which uv uses the same package index and cache as pip."""
    listed = subprocess.run(
        [str(python), "-m", "pip", "config", "list"],
        check=False,
        capture_output=True,
        text=True,
    )
    told = {}
    # Files first, variables last, as pip weighs them.
    for line in sorted(listed.stdout.splitlines(), key=lambda row: ":env:" in row):
        name, _, value = line.partition("=")
        option = name.rpartition(".")[2].lower()
        present = [place for place in value.strip("'\"").split() if _there(place)]
        if option in TOLD_TO_PIP and present:
            told[TOLD_TO_PIP[option]] = " ".join(present)
    return told


def _there(place: str) -> bool:
    """Tell whether a place is not on this machine, or is and exists: pip leaves out what does not."""
    path = place.rsplit("file://", maxsplit=1)[-1]
    return not path.startswith("/") or os.path.exists(path)


def _pip(python: Path, *arguments: str) -> list[str]:
    return [
        *(str(python), "-m", "pip", "install", "-qq", "--prefer-binary"),
        # What is never imported need not be compiled: a quarter of the time.
        *("--no-compile", "--disable-pip-version-check", "--no-input", *arguments),
    ]


def _uv(python: Path) -> Path:
    return python.parent / "uv"
