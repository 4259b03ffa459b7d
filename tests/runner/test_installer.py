"""Packages are installed by uv, and by pip where uv cannot; uv is told what pip was."""

import subprocess
from pathlib import Path

import pytest

from runner import installer

CONSTRAINTS = Path("constraints.txt")


@pytest.fixture
def python(tmp_path):
    return tmp_path / "bin" / "python"


@pytest.fixture
def commands(monkeypatch, python):
    """Note every command by its program and verb; those in `failing` fail."""
    noted = _Commands()
    monkeypatch.setattr(installer.subprocess, "run", noted.run)
    return noted


def test_uv_installs_where_the_index_has_it(python, commands):
    # given
    commands.brings = installer._uv(python)

    # when
    installer.install(python, CONSTRAINTS, "--no-deps", "django")

    # then
    assert commands.ran == ["pip", "pip config", "uv"]
    assert commands.last[-2:] == ["--no-deps", "django"]


def test_pip_installs_where_there_is_no_uv(python, commands):
    # when
    installer.install(python, CONSTRAINTS, "django")

    # then
    assert commands.ran == ["pip", "pip"]
    assert commands.last[-1] == "django"


def test_pip_installs_what_uv_refuses(python, commands):
    # given
    commands.brings = installer._uv(python)
    commands.failing = {"uv"}

    # when
    installer.install(python, CONSTRAINTS, "django")

    # then
    assert commands.ran == ["pip", "pip config", "uv", "pip"]


def test_failure_of_both_is_told(python, commands):
    # given
    commands.brings = installer._uv(python)
    commands.failing = {"uv", "pip"}

    # then
    with pytest.raises(subprocess.CalledProcessError):
        installer.install(python, CONSTRAINTS, "django")


def test_uv_is_told_what_pip_was_told(python, commands, tmp_path):
    # given
    commands.listed = (
        ":env:.no-cache-dir='1'\n"
        ":env:.index-url='https://near.example/simple'\n"
        "global.index-url='https://far.example/simple'\n"
        f"global.find-links='{tmp_path} /gone'\n"
        "global.extra-index-url='file:///gone/simple'\n"
        "global.timeout='60'\n"
    )

    # then
    assert installer.as_told_to_pip(python) == {
        "UV_NO_CACHE": "1",
        "UV_DEFAULT_INDEX": "https://near.example/simple",
        "UV_FIND_LINKS": str(tmp_path),
    }


class _Commands:
    def __init__(self):
        self.ran, self.last = [], []
        self.failing, self.listed, self.brings = set(), "", None

    def run(self, command, check, **options):
        self.last = command
        name = "uv" if command[0].endswith("uv") else "pip"
        self.ran.append("pip config" if "config" in command else name)
        if self.brings and command[-1] == "uv":
            self.brings.parent.mkdir(parents=True)
            self.brings.touch()
        failed = int(name in self.failing and "config" not in command)
        if failed and check:
            raise subprocess.CalledProcessError(failed, command)
        return subprocess.CompletedProcess(command, failed, self.listed, "")
