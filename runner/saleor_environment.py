"""Borrow a real Saleor's interpreter and packages without changing them."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import environment
from .environment import ROOT

# What our tests need and Saleor's own environment may lack. Names only: Saleor's pins decide,
# ours come where it has none.
OWN_TEST_TOOLS = (
    "aiosmtpd",
    "autograd",
    "dill",
    "django-anymail",
    "hypothesis",
    "pytest",
    "pytest-cov",
    "pytest-django",
    "pytest-socket",
    "pytest-xdist",
    "statsmodels",
)
ASK_FOLDERS = "import sysconfig; print(sysconfig.get_path('purelib'))"
ASK_VERSION = "import saleor; print(saleor.__version__)"


class NoSaleor(Exception):
    """There is no usable Saleor at SALEOR_PATH; the message says what is missing."""


@dataclass(frozen=True)
class Saleor:
    """An interpreter that sees Saleor, its packages, our plugin and our test tools."""

    python: Path
    version: str


def prepare() -> Saleor:
    """Lay an environment of our own over Saleor's, anew when what is to be in it has changed.

    Reads `SALEOR_PATH` (a checkout) and `SALEOR_PYTHON` (the interpreter of its environment).
    """
    path, python = os.environ.get("SALEOR_PATH"), os.environ.get("SALEOR_PYTHON")
    if not path or not python or not (Path(path) / "saleor" / "__init__.py").exists():
        raise NoSaleor(
            "make test-saleor SALEOR_PATH=<a checkout of Saleor> PYTHON=<the Python of its environment>"
        )
    version = _ask(python, ASK_VERSION, {"PYTHONPATH": path})
    venv = ROOT / "build" / f"saleor-{version}"
    complete = venv / "complete"
    wanted = _fingerprint(python)
    if not (complete.exists() and complete.read_text() == wanted):
        _lay_over(venv, python)
        complete.write_text(wanted)
    return Saleor(environment.venv_python(venv), version)


def _lay_over(venv: Path, python: str) -> None:
    subprocess.run([python, "-m", "venv", "--clear", str(venv)], check=True)
    ours = environment.venv_python(venv)
    own_packages = Path(_ask(str(ours), ASK_FOLDERS, {}))
    # A path file adds Saleor's packages behind ours: pip sees them and installs only what lacks.
    (own_packages / "saleor.pth").write_text(_ask(python, ASK_FOLDERS, {}) + "\n")
    pip = [str(ours), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, *OWN_TEST_TOOLS], check=True)
    subprocess.run([*pip, "--editable", str(ROOT)], check=True)
    purchases = environment.requirements_of(environment.DATA_EXTRA)
    subprocess.run([*pip, "--no-deps", *purchases], check=True)


def _fingerprint(python: str) -> str:
    """Return a hash of all that decides what is installed: our declarations and the interpreter below."""
    wanted = (ROOT / "setup.cfg").read_bytes()
    named = "\n".join([python, *OWN_TEST_TOOLS])
    return hashlib.sha256(wanted + named.encode()).hexdigest()


def _ask(python: str, question: str, variables: dict[str, str]) -> str:
    try:
        answer = subprocess.run(
            [python, "-c", question],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **variables},
        )
    except (OSError, subprocess.CalledProcessError) as problem:
        raise NoSaleor(f"{python} cannot import saleor: {problem}") from problem
    return answer.stdout.strip()
