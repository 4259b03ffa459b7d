"""Make the environment everything runs in: a virtual environment from the best Python on the machine.

This module is started by whatever `python3` there is, so it uses the standard library only,
and nothing newer than Python 3.8.
"""

from __future__ import annotations

import configparser
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator  # noqa: UP035 (the interpreter that starts us may be old)

from . import installer

ROOT = Path(__file__).resolve().parent.parent
SUPPORTED = ("3.12", "3.11")
EXTRAS = "sandbox,dev,demo,esp"
DATA_EXTRA = "cdnow"
CONSTRAINTS = ROOT / "runner" / "constraints.txt"
PROBE = "import sys, ensurepip, venv; print('%d.%d' % sys.version_info[:2])"
PROBE_SECONDS = 20


class NoPython(Exception):
    """No usable interpreter was found; the message says what to install."""


def venv_folder() -> Path:
    """Return the folder of the environment: `CRM_VENV`, else `.venv`."""
    return Path(os.environ.get("CRM_VENV") or ROOT / ".venv").absolute()


def venv_python(venv: Path) -> Path:
    return venv / "bin" / "python"


def keep_bytecode() -> None:
    """Let this process and its children compile a module once, also where nothing may lie beside the sources.

    Otherwise each of the many processes of a run compiles the whole of Django anew, for seconds.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "build" / "bytecode"))


def inside(venv: Path) -> bool:
    """Tell whether this very process runs in the environment."""
    return Path(sys.prefix).resolve() == venv.resolve()


def ensure() -> Path:
    """Make or complete the environment and return its interpreter.

    Does nothing when the stamp of the present `setup.cfg` and constraints is there. Safe to run twice at once.
    """
    venv = venv_folder()
    with _locked():
        if not venv_python(venv).exists():
            _create(venv)
        stamp = venv / "installed-from"
        wanted = _fingerprint()
        if not (stamp.exists() and stamp.read_text() == wanted):
            _install(venv)
            stamp.write_text(wanted)
    return venv_python(venv)


def requirements_of(extra: str) -> list[str]:
    """Return what `setup.cfg` lists under one extra."""
    return _requirements("options.extras_require", extra)


def core_requirements() -> list[str]:
    return _requirements("options", "install_requires")


def bring(extra: str) -> None:
    """Install one extra into the running environment, unless it is there.

    Raises `subprocess.CalledProcessError` when the package index has nothing for this machine.
    """
    venv = venv_folder()
    stamp = venv / f"brought-{extra}"
    wanted = "\n".join(requirements_of(extra))
    with _locked():
        if stamp.exists() and stamp.read_text() == wanted:
            return
        _bring(venv, "--no-deps", *requirements_of(extra))
        stamp.write_text(wanted)


def find_python() -> str:
    """Return the path of the first interpreter that works and that we support."""
    for candidate in _candidates():
        if _version_of(candidate) in SUPPORTED:
            return candidate
    raise NoPython(
        f"Python {' or '.join(SUPPORTED)} with its venv module is needed "
        "(on Debian and Ubuntu: apt install python3-venv). Name one by CRM_PYTHON=/path/to/python."
    )


def _candidates() -> Iterator[str]:
    wish = os.environ.get("CRM_PYTHON")
    if wish:
        yield shutil.which(wish) or wish
        return
    yield sys.executable
    for version in SUPPORTED:
        found = shutil.which(f"python{version}")
        if found:
            yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for version in SUPPORTED:
        yield from (
            str(p) for p in sorted(pyenv.glob(f"versions/{version}.*/bin/python"))
        )
        yield f"/usr/bin/python{version}"


def _version_of(python: str) -> str | None:
    try:
        answer = subprocess.run(
            [python, "-c", PROBE],
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def _create(venv: Path) -> None:
    python = find_python()
    _say(f"creating {venv.name} with {python}")
    subprocess.run([python, "-m", "venv", str(venv)], check=True)


def _install(venv: Path) -> None:
    _say("installing what setup.cfg lists (a minute on a fresh machine)")
    _bring(venv, "--constraint", str(CONSTRAINTS), "--editable", f"{ROOT}[{EXTRAS}]")
    _bring(venv, "--no-deps", *requirements_of(DATA_EXTRA))


def _bring(venv: Path, *arguments: str) -> None:
    installer.install(venv_python(venv), CONSTRAINTS, *arguments)


def _requirements(section: str, option: str) -> list[str]:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    lines = (line.strip() for line in config[section][option].splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _fingerprint() -> str:
    wanted = (ROOT / "setup.cfg").read_bytes() + CONSTRAINTS.read_bytes()
    return hashlib.sha256(wanted).hexdigest()


@contextmanager
def _locked() -> Iterator[None]:
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with open(folder / "environment.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _say(line: str) -> None:
    print(f"environment: {line}", file=sys.stderr, flush=True)
