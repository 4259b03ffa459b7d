"""The interpreter is chosen, and setup.cfg read, without anything installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runner import environment


def test_present_interpreter_is_good_enough(monkeypatch):
    # given
    monkeypatch.delenv("CRM_PYTHON", raising=False)

    # then
    assert environment.find_python() == sys.executable


def test_named_interpreter_is_the_only_candidate(monkeypatch, tmp_path):
    # given
    monkeypatch.setenv("CRM_PYTHON", str(tmp_path / "python"))

    # then
    with pytest.raises(environment.NoPython) as seen:
        environment.find_python()
    assert "3.12 or 3.11" in str(seen.value)


def test_unsupported_interpreter_is_passed_over(monkeypatch, tmp_path):
    # given
    old = _pretend_python(tmp_path / "old", "3.9")
    right = _pretend_python(tmp_path / "right", "3.11")
    monkeypatch.setattr(environment, "_candidates", lambda: iter([old, right]))

    # then
    assert environment.find_python() == right


def test_requirements_are_read_from_setup_cfg():
    assert "pytest-django==4.11.1" in environment.requirements_of("dev")
    assert "Django>=5.2,<5.3" in environment.core_requirements()
    assert not [
        line for line in environment.core_requirements() if line.startswith("#")
    ]


def test_nothing_is_installed_twice(monkeypatch, tmp_path):
    # given
    installed = []
    monkeypatch.setenv("CRM_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(environment, "_create", _pretend_venv)
    monkeypatch.setattr(environment, "_install", installed.append)

    # when
    first = environment.ensure()
    second = environment.ensure()

    # then
    assert first == second == tmp_path / "venv" / "bin" / "python"
    assert installed == [tmp_path / "venv"]


def test_other_setup_cfg_is_installed_again(monkeypatch, tmp_path):
    # given
    installed = []
    monkeypatch.setenv("CRM_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(environment, "_create", _pretend_venv)
    monkeypatch.setattr(environment, "_install", installed.append)
    environment.ensure()

    # when
    monkeypatch.setattr(environment, "_fingerprint", lambda: "another")
    environment.ensure()

    # then
    assert len(installed) == 2


def test_failed_installation_is_tried_again(monkeypatch, tmp_path):
    # given
    def fail(venv):
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setenv("CRM_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(environment, "_create", _pretend_venv)
    monkeypatch.setattr(environment, "_install", fail)

    # then
    for _ in range(2):
        with pytest.raises(subprocess.CalledProcessError):
            environment.ensure()


def test_bytecode_forbidden_beside_the_sources_is_kept_in_build(monkeypatch):
    # given
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")

    # when
    environment.keep_bytecode()

    # then
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    kept = os.environ["PYTHONPYCACHEPREFIX"]
    assert kept == str(environment.ROOT / "build" / "bytecode")


@pytest.mark.parametrize(
    ("forbidden", "chosen"), [("", None), ("", "/elsewhere"), ("1", "/elsewhere")]
)
def test_chosen_place_of_bytecode_is_respected(forbidden, chosen, monkeypatch):
    # given
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", forbidden)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", chosen or "")
    if chosen is None:
        monkeypatch.delenv("PYTHONPYCACHEPREFIX")

    # when
    environment.keep_bytecode()

    # then
    assert os.environ.get("PYTHONPYCACHEPREFIX") == chosen


def _pretend_python(path: Path, version: str) -> str:
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return str(path)


def _pretend_venv(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
