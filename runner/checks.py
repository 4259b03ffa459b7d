"""`make lint` and `make fix`: everything that is checked without running the code."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import environment, pages, schema, shop
from .environment import ROOT

BIN = Path(sys.executable).parent
REQUIREMENTS = ROOT / "build" / "requirements"


@dataclass(frozen=True)
class Check:
    """One tool with its arguments."""

    name: str
    command: Sequence[str]


def lint() -> int:
    """Run every check, also after a failure; print one line for each, return 1 if any failed."""
    results = [_run(check) for check in _checks()]
    results.append(_schema_is_current())
    results += _pages_are_sound()
    return 0 if all(results) else 1


def fix() -> int:
    """Repair what can be repaired by itself: form, order of imports, and the like."""
    codes = [
        subprocess.run([BIN / "ruff", *arguments], cwd=ROOT, check=False).returncode
        for arguments in (["check", "--fix", "."], ["format", "."])
    ]
    return max(codes)


def _checks() -> list[Check]:
    return [
        Check("format", [_tool("ruff"), "format", "--check", "."]),
        Check("faults", [_tool("ruff"), "check", "."]),
        # Without a cache: the plugin for Django remembers models that were not registered yet.
        Check("types", [_tool("mypy"), "--cache-dir=/dev/null"]),
        Check("imports", [_tool("lint-imports"), "--no-cache"]),
        Check(
            "dependencies",
            [_tool("deptry"), *_requirement_files(), "saleor_crm_plugin"],
        ),
        Check(
            "migrations",
            [
                *(sys.executable, "-W", "ignore::RuntimeWarning", "-m", "django"),
                *("makemigrations", "saleor_crm_plugin", "--check", "--dry-run"),
            ],
        ),
    ]


def _tool(name: str) -> str:
    return str(BIN / name)


def _requirement_files() -> list[str]:
    """Write setup.cfg's lists to where deptry reads them: it does not know setup.cfg."""
    REQUIREMENTS.mkdir(parents=True, exist_ok=True)
    core = REQUIREMENTS / "core.txt"
    core.write_text("\n".join(environment.core_requirements()) + "\n")
    dev = REQUIREMENTS / "dev.txt"
    dev.write_text("\n".join(environment.requirements_of("dev")) + "\n")
    return ["--requirements-files", str(core), "--requirements-files-dev", str(dev)]


def _run(check: Check) -> bool:
    began = time.monotonic()
    answer = subprocess.run(
        list(check.command),
        cwd=ROOT,
        env={**os.environ, **shop.variables()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = answer.returncode == 0
    _report(check.name, passed, time.monotonic() - began)
    if not passed:
        print(answer.stdout, flush=True)
    return passed


def _schema_is_current() -> bool:
    began = time.monotonic()
    difference = schema.difference()
    _report("schema", not difference, time.monotonic() - began)
    if difference:
        print(f"{difference}\nRun `make schema` and commit the file.")
    return not difference


def _pages_are_sound() -> list[bool]:
    """Run the checks of the pages; without Node there are none, and the last line says so."""
    try:
        pages.prepare()
    except pages.LeftOut as reason:
        print(f"pages: left out: {reason}", flush=True)
        return []
    except pages.Failed as problem:
        print(f"pages: FAILED: {problem}", flush=True)
        return [False]
    return [_run_on_pages(check) for check in pages.CHECKS]


def _run_on_pages(check: pages.Check) -> bool:
    began = time.monotonic()
    answer = pages.run(check.command)
    passed = answer.returncode == 0
    _report(check.name, passed, time.monotonic() - began)
    if not passed:
        print(answer.stdout, check.remedy, sep="\n", flush=True)
    return passed


def _report(name: str, passed: bool, seconds: float) -> None:
    print(f"{name:<14}{'ok' if passed else 'FAILED':<8}{seconds:5.1f} s", flush=True)
