"""Run the browser tests against a shop that is served, or say why they cannot be run here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from . import chromium, pages

PLAYWRIGHT = pages.MODULES / ".bin" / "playwright"
LOOKS = ("english-light", "italian-dark")
CHINESE = "chinese-light"


class LeftOut(Exception):
    """The tests cannot run on this machine; the message says why."""


@dataclass(frozen=True)
class Stage:
    """Where API, shell and storefront of the shop answer, and whom the tests need there.

    The password is that of all staff, `email` signs in, and `regular` has a long history.
    """

    api_url: str
    shell_url: str
    storefront_url: str
    email: str
    password: str
    colleague: str
    regular: str

    def as_json(self) -> dict[str, str]:
        """Return it as plain values, from which it can be made again."""
        return asdict(self)

    def variables(self) -> dict[str, str]:
        """Return what the tests read of it."""
        return {
            "CRM_API_URL": self.api_url,
            "CRM_SHELL_URL": self.shell_url,
            "CRM_STOREFRONT_URL": self.storefront_url,
            "CRM_STAFF_EMAIL": self.email,
            "CRM_STAFF_PASSWORD": self.password,
            "CRM_COLLEAGUE_EMAIL": self.colleague,
            "CRM_REGULAR_EMAIL": self.regular,
        }


def needed() -> dict[str, str]:
    """Build the pages, and return the variables by which the tests find the browser.

    Raises LeftOut, and what `pages.build` raises when the pages are at fault.
    """
    try:
        pages.build()
        pages.prepare()
        return {"CRM_CHROMIUM": str(chromium.ensure())}
    except (pages.LeftOut, chromium.NoChromium) as problem:
        raise LeftOut(str(problem)) from problem


def looks() -> list[str]:
    """Return the looks that this machine can show: Chinese needs a font."""
    return [*LOOKS, *([CHINESE] if chromium.shows_chinese() else [])]


def command(arguments: Sequence[str], chosen_looks: Sequence[str]) -> list[str]:
    """Return the command that runs the tests in these looks; the arguments are Playwright's."""
    chosen = [f"--project={look}" for look in chosen_looks]
    return [str(PLAYWRIGHT), "test", *chosen, *arguments]


def run(stage: Stage, arguments: Sequence[str], chosen_looks: Sequence[str]) -> int:
    """Run the tests with their output shown; return Playwright's code. Raises LeftOut."""
    return subprocess.run(
        command(arguments, chosen_looks),
        cwd=pages.SOURCES,
        env={**os.environ, **needed(), **stage.variables()},
        check=False,
    ).returncode
