"""The commands behind `make`: one function each."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence

from . import (
    broker,
    checks,
    pages,
    postgres,
    postgres_binaries,
    processes,
    saleor_environment,
    schema,
    shop,
    suite,
)
from .environment import ROOT
from .folders import data_folder

Command = Callable[[Sequence[str]], int]


def run(arguments: Sequence[str]) -> int:
    """Run the command named first; return its exit code, 130 after Ctrl-C."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    command = COMMANDS.get(name)
    if command is None:
        print(f"Commands: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        with processes.stopped_by_signals():
            return command(rest)
    except KeyboardInterrupt:
        return 130
    except (
        postgres.AlreadyRunning,
        postgres_binaries.NoPostgres,
        processes.ProcessDied,
    ) as problem:
        print(problem, file=sys.stderr)
        return 1


def _bench(arguments: Sequence[str]) -> int:
    """Run the benchmarks on a server that waits for the disk; its programs include pgbench."""
    with postgres.running("bench", durable=True) as server:
        print(f"database: {server.origin}", flush=True)
        shop.enter()
        os.environ["DATABASE_URL"] = server.url
        if server.binaries:
            os.environ["CRM_POSTGRES_BIN"] = str(server.binaries)
        if os.environ.get("SALEOR_PATH"):
            return _bench_saleor(arguments)
        return _run_module("bench", arguments)


def _bench_saleor(arguments: Sequence[str]) -> int:
    """Run the benchmarks by the interpreter of the real shop, which alone can import it."""
    try:
        saleor = saleor_environment.prepare()
    except saleor_environment.NoSaleor as problem:
        print(problem, file=sys.stderr)
        return 2
    command = [str(saleor.python), "-m", "bench", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**shop.variables(), **os.environ}, check=False
    ).returncode


def _demo(arguments: Sequence[str]) -> int:
    """Run the demo with a database that the next start finds again, and a broker."""
    _pages_for_the_demo()
    with (
        postgres.running("demo", keep=True) as server,
        broker.running(data_folder() / "broker") as celery_broker,
    ):
        print(f"database: {server.origin}\nbroker: {celery_broker.origin}", flush=True)
        shop.enter()
        os.environ.update({"DATABASE_URL": server.url, **celery_broker.environment()})
        return _run_module("demo", arguments)


def _pages_for_the_demo() -> None:
    """Build the pages; the demo runs without them too, and says so."""
    try:
        print(pages.build(), flush=True)
    except (pages.LeftOut, pages.Failed) as reason:
        print(f"pages: left out: {reason}", flush=True)


def _pages(_: Sequence[str]) -> int:
    """Build the pages; here their absence is a failure."""
    try:
        print(pages.build(), flush=True)
    except (pages.LeftOut, pages.Failed) as reason:
        print(f"pages: {reason}", file=sys.stderr)
        return 1
    return 0


def _docs(_: Sequence[str]) -> int:
    """Write the generated pages, in a process that has the shop on its path."""
    return subprocess.run(
        [sys.executable, "-m", "runner.catalog"],
        cwd=ROOT,
        env={**os.environ, **shop.variables()},
        check=False,
    ).returncode


def _run_module(module: str, arguments: Sequence[str]) -> int:
    """Run `python -m module` inside this process, so that Ctrl-C comes to one place."""
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        return (
            leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
        )
    return 0


COMMANDS: dict[str, Command] = {
    "setup": lambda _: 0,
    "test": suite.test,
    "test-saleor": suite.test_saleor,
    "lint": lambda _: checks.lint(),
    "fix": lambda _: checks.fix(),
    "schema": lambda _: schema.write(),
    "docs": _docs,
    "pages": _pages,
    "bench": _bench,
    "proof": lambda arguments: _run_module("proof", arguments),
    "demo": _demo,
}
