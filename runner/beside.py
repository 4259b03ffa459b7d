"""What is tested beside pytest, in a process of its own: the pages, then the main ones in a browser.

Neither these nor pytest keep two cores busy to their end: side by side, one uses what the other
leaves (ADR 0224).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from . import browsers, pages, processes, smoke
from .environment import ROOT

LOG = ROOT / "build" / "beside-pytest.log"
# The last lines of the log, one for each.
TOLD = ("pages: ", "browsers: ")


@dataclass(frozen=True)
class Beside:
    """The process while it runs."""

    child: processes.Child

    def ended(self) -> tuple[int, list[str]]:
        """Wait for the end and print what was said; return the code, and what to say of it at the end."""
        code = self.child.wait()
        lines = self.child.program.log.read_text(errors="replace").splitlines()
        said, told = lines[: -len(TOLD)], lines[-len(TOLD) :]
        if not all(map(str.startswith, told, TOLD)) or len(told) < len(TOLD):
            said, told = lines, [f"pages: FAILED: ended with {code} before their time"]
            code = code or 1
        print(*said, sep="\n", flush=True)
        return code, told


@contextmanager
def started(database_url: str) -> Iterator[Beside]:
    """Test pages and browsers beside the block, and stop that on the way out if it still runs."""
    LOG.unlink(missing_ok=True)
    program = processes.Program(
        name="pages and browsers",
        command=[sys.executable, "-m", "runner.beside"],
        log=LOG,
        environment={"DATABASE_URL": database_url, "PYTHONUNBUFFERED": "1"},
        folder=ROOT,
    )
    with processes.supervised() as supervisor:
        yield Beside(supervisor.start(program))


def main() -> int:
    """Test both, the second also after a failure of the first; say the outcomes last."""
    with processes.stopped_by_signals():
        outcomes = [of_pages(), of_browsers(os.environ["DATABASE_URL"])]
    print(*(told for _, told in outcomes), sep="\n", flush=True)
    return max(code for code, _ in outcomes)


def of_pages() -> tuple[int, str]:
    """Build and test the pages; return the code and what to say of it."""
    try:
        print(pages.build(), flush=True)
    except pages.LeftOut as reason:
        return 0, f"pages: left out: {reason}"
    except pages.Failed as problem:
        print(problem, flush=True)
        return 1, "pages: FAILED: they cannot be built"
    return pages.test()


def of_browsers(database_url: str) -> tuple[int, str]:
    """Look at the main pages in a browser; return the code and what to say of it."""
    try:
        browsers.needed()
    except browsers.LeftOut as reason:
        return 0, f"browsers: left out: {reason}"
    except pages.Failed:
        return 1, "browsers: FAILED: there are no pages"
    return smoke.run(database_url)


if __name__ == "__main__":
    sys.exit(main())
