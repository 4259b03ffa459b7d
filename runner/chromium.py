"""Find Chromium and a font with Chinese characters: those on the machine, else Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
INSTALL_SECONDS = 600


class NoChromium(Exception):
    """There is no browser here, and none could be installed; the message says what to do."""


def ensure() -> Path:
    """Return the browser's program; on Debian root installs it, with a font, where it is missing.

    `CRM_CHROMIUM` names another program. Raises `NoChromium`.
    """
    found = find()
    if found is None and _may_install():
        _install()
        found = find()
    if found is None:
        raise NoChromium(
            "no Chromium was found (on Debian and Ubuntu: "
            f"apt install {' '.join(PACKAGES)}; CRM_CHROMIUM names another place)"
        )
    return found


def find() -> Path | None:
    """Return the program of a browser on this machine, if there is one."""
    wish = os.environ.get("CRM_CHROMIUM")
    names = (wish,) if wish else NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def shows_chinese() -> bool:
    """Tell whether a font of this machine has Chinese characters."""
    try:
        answer = subprocess.run(
            ["fc-list", ":lang=zh-cn", "family"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(answer.stdout.strip())


def _may_install() -> bool:
    return (
        os.geteuid() == 0
        and not os.environ.get("CRM_CHROMIUM")
        and shutil.which("apt-get") is not None
    )


def _install() -> None:
    """Install the packages; whoever called looks whether that has helped."""
    print(f"browsers: installing {' and '.join(PACKAGES)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (
        ["update", "-qq"],
        ["install", "-qq", "--yes", "--no-install-recommends", *PACKAGES],
    ):
        try:
            subprocess.run(
                ["apt-get", *arguments],
                env=quiet,
                stdout=subprocess.DEVNULL,
                timeout=INSTALL_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as problem:
            print(f"browsers: {problem}", flush=True)
