"""Where Node is missing that is told and fails nothing; what is built is made of the present sources."""

import subprocess

import pytest

from runner import checks, pages, schema

pytestmark = pytest.mark.sandbox_only


def node(folder, version):
    """Make a Node that says no more than its version, and an npm beside it."""
    for name, says in (("node", version), ("npm", "10")):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {says}\n")
        program.chmod(0o755)


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """Pretend a machine with nothing on its path but the given folder."""
    monkeypatch.delenv("CRM_NODE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def project(monkeypatch, tmp_path):
    """Make a small project with its own packages and built files."""
    sources = tmp_path / "pages"
    (sources / "src").mkdir(parents=True)
    (sources / "src" / "main.tsx").write_text("one")
    for name in pages.INGREDIENTS[:-1]:
        (sources / name).write_text(name)
    monkeypatch.setattr(pages, "SOURCES", sources)
    monkeypatch.setattr(pages, "MODULES", sources / "node_modules")
    monkeypatch.setattr(pages, "BUILT", tmp_path / "files")
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    return sources


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.1", "nonsense"])
def test_old_node_is_left_out(alone, version):
    # given
    node(alone, version)

    # then
    with pytest.raises(pages.LeftOut, match=r"Node 20\.19 is needed"):
        pages.prepare()


def test_missing_node_is_left_out(alone):
    with pytest.raises(pages.LeftOut, match="Node 20 was not found"):
        pages.prepare()


def test_missing_node_fails_no_check(alone, monkeypatch, capsys):
    # given
    monkeypatch.setattr(checks, "_checks", list)
    monkeypatch.setattr(schema, "difference", lambda: "")

    # then
    assert checks.lint() == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("pages: left out: Node")


@pytest.mark.parametrize(
    ("said", "problem"), [("npm error code EUSAGE", pages.Failed), ("", pages.LeftOut)]
)
def test_a_lock_that_does_not_fit_is_our_fault_and_no_network_is_not(
    alone, project, monkeypatch, said, problem
):
    # given
    node(alone, "v20.20.2")
    answer = subprocess.CompletedProcess([], 1, stdout=said)
    said_by = subprocess.run

    def run(command, **options):
        return answer if command[0] == "npm" else said_by(command, **options)

    monkeypatch.setattr(pages.subprocess, "run", run)

    # then
    with pytest.raises(problem):
        pages.prepare()
    assert not pages.MODULES.exists()


def test_packages_are_installed_once_for_each_lock(alone, project, monkeypatch):
    # given
    node(alone, "v20.20.2")
    installed = []

    def install(version, path):
        pages.MODULES.mkdir(exist_ok=True)
        installed.append(version)

    monkeypatch.setattr(pages, "_install", install)

    # when
    pages.prepare()
    pages.prepare()
    (project / pages.LOCK).write_text("another")
    pages.prepare()

    # then
    assert installed == ["v20.20.2", "v20.20.2"]


def test_pages_are_built_again_once_a_source_has_changed(project, monkeypatch):
    # given
    built = []

    def run(command):
        pages.BUILT.mkdir(exist_ok=True)
        built.append(list(command))
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(pages, "prepare", lambda: None)
    monkeypatch.setattr(pages, "run", run)

    # when
    said = [pages.build() for _ in range(2)]
    (project / "src" / "main.tsx").write_text("two")
    said.append(pages.build())

    # then
    assert [line.partition(" in ")[0] for line in said] == ["pages: built"] * 3
    assert said[1] == "pages: built"
    assert built == [["vite", "build", "--logLevel", "warn"]] * 2


def test_tests_of_the_pages_change_nothing_in_them(project):
    # given
    before = pages.fingerprint()

    # when
    (project / "src" / "main.test.tsx").write_text("test")

    # then
    assert pages.fingerprint() == before
