"""Build and check the pages of the Dashboard by Node, or say why that cannot be done here.

Everything works without Node but the pages themselves, so its absence is told and fails nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .environment import ROOT

SOURCES = ROOT / "dashboard_extension"
BUILT = ROOT / "saleor_crm_plugin" / "dashboard" / "files"
MODULES = SOURCES / "node_modules"
LOCK = "package-lock.json"
# Written into the folder of what it tells of: it goes when that folder goes.
STAMP = "made-from"
LEAST_NODE = (20, 19)
PROBE_SECONDS = 20
# What the built files are made of; tests are not.
INGREDIENTS = ("index.html", LOCK, "vite.config.ts", "tsconfig.json", "src")
NOT_BUILT = re.compile(r"\.test\.tsx?$|(^|/)test-kit/|\.graphql$")
CLOSING_LINES = re.compile(r"^\s*(?:Test Files|Tests) .*$", re.MULTILINE)


class LeftOut(Exception):
    """The pages can be neither built nor checked here; the message says why."""


class Failed(Exception):
    """The packages or the build are at fault; the message carries what npm said."""


@dataclass(frozen=True)
class Check:
    """One of the tools of the pages with its arguments."""

    name: str
    command: Sequence[str]
    remedy: str = ""


# `tsc` before `eslint`: a fault of types explains many others.
CHECKS = (
    Check(
        "pages: api",
        ["graphql-codegen", "--config", "codegen.ts", "--check"],
        "Run `npm run codegen` in dashboard_extension/ and commit src/api/generated/.",
    ),
    Check("pages: types", ["tsc", "--noEmit"]),
    Check("pages: faults", ["eslint", ".", "--max-warnings", "0"]),
    Check("pages: unused", ["knip"]),
)


def prepare() -> None:
    """Install the packages that the lock names, unless they are there; safe to run twice at once.

    Raises LeftOut without Node or network, Failed when the lock does not fit the package file.
    """
    node, path = _node()
    wanted = f"{node} {_digest([SOURCES / LOCK])}"
    with _locked():
        if _stamped(MODULES) == wanted:
            return
        _install(node, path)
        (MODULES / STAMP).write_text(wanted)


def build() -> str:
    """Build the pages into the package unless they are fresh; return a line that says what was done.

    Raises LeftOut and Failed, as `prepare` does.
    """
    wanted = fingerprint()
    if _stamped(BUILT) == wanted:
        return "pages: built"
    prepare()
    began = time.monotonic()
    with _locked():
        answer = run(["vite", "build", "--logLevel", "warn"])
        if answer.returncode != 0:
            raise Failed(f"the pages cannot be built:\n{answer.stdout}")
        (BUILT / STAMP).write_text(wanted)
    return f"pages: built in {time.monotonic() - began:.0f} s"


def fingerprint() -> str:
    """Return a digest of all that the built files are made of."""
    return _digest(_ingredients())


def test() -> tuple[int, str]:
    """Run the tests of the pages with their output shown; return the code, and a line for the end."""
    began = time.monotonic()
    try:
        prepare()
    except LeftOut as reason:
        return 0, f"pages: left out: {reason}"
    except Failed as problem:
        return 1, f"pages: FAILED: {problem}"
    answer = run(["vitest", "run", "--reporter=dot"])
    print(answer.stdout, flush=True)
    counts = CLOSING_LINES.findall(answer.stdout)
    told = " ".join(counts[-1].split()) if counts else "ended without a count"
    verdict = "FAILED: " if answer.returncode else ""
    return (
        answer.returncode,
        f"pages: {verdict}{told} in {time.monotonic() - began:.0f} s",
    )


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run one of the installed tools; its words are in `stdout`, without colors."""
    program, *arguments = command
    _, path = _node()
    return subprocess.run(
        [str(MODULES / ".bin" / program), *arguments],
        cwd=SOURCES,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "CI": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def _node() -> tuple[str, str]:
    """Return the version of Node, and the path on which it comes first: `CRM_NODE` names another one."""
    program = shutil.which(os.environ.get("CRM_NODE") or "node")
    if program is None:
        raise LeftOut("Node 20 was not found (CRM_NODE names another place)")
    version = _said_by([program, "--version"])
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < LEAST_NODE:
        raise LeftOut(f"Node 20.19 is needed, and {program} is {version or 'broken'}")
    path = os.pathsep.join([str(Path(program).parent), os.environ.get("PATH", "")])
    if shutil.which("npm", path=path) is None:
        raise LeftOut("npm was not found beside Node")
    return version, path


def _said_by(command: Sequence[str]) -> str:
    try:
        answer = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=PROBE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()


def _install(node: str, path: str) -> None:
    print(f"pages: packages are installed by npm, for Node {node}", flush=True)
    answer = subprocess.run(
        ["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"],
        cwd=SOURCES,
        env={**os.environ, "PATH": path, "npm_config_update_notifier": "false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if answer.returncode == 0:
        return
    said = "\n".join(
        line for line in answer.stdout.splitlines() if "npm warn" not in line
    )
    if "EUSAGE" in said or "EINTEGRITY" in said:
        raise Failed(said)
    raise LeftOut(f"npm could not install the packages: {said[-500:]}")


def _stamped(folder: Path) -> str:
    stamp = folder / STAMP
    return stamp.read_text() if stamp.exists() else ""


def _ingredients() -> list[Path]:
    found: list[Path] = []
    for name in INGREDIENTS:
        place = SOURCES / name
        found += place.rglob("*") if place.is_dir() else [place]
    return sorted(
        path
        for path in found
        if path.is_file() and not NOT_BUILT.search(path.relative_to(SOURCES).as_posix())
    )


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(SOURCES).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@contextmanager
def _locked() -> Iterator[None]:
    """Let one process at a time change the packages or the built files."""
    place = ROOT / "build"
    place.mkdir(exist_ok=True)
    with (place / "pages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
