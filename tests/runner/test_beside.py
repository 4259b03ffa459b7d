"""Pages and browsers are tested beside pytest; what becomes of them is told, and counts."""

import sys

import pytest

from runner import beside, browsers, pages, processes, smoke

pytestmark = pytest.mark.sandbox_only

STORY = "print('dots')\nprint('pages: 3 passed in 1 s')\nprint('browsers: 2 passed in 1 s')\nraise SystemExit({code})"


@pytest.fixture
def make_beside(tmp_path):
    """Return a maker of what runs beside, here a line of Python."""
    with processes.supervised() as supervisor:

        def make(code: str) -> beside.Beside:
            program = processes.Program(
                name="beside",
                command=[sys.executable, "-c", code],
                log=tmp_path / "log",
            )
            return beside.Beside(supervisor.start(program))

        yield make


@pytest.fixture
def built(monkeypatch):
    """Pretend pages that are built, and a browser."""
    monkeypatch.setattr(pages, "build", lambda: "pages: built")
    monkeypatch.setattr(browsers, "needed", dict)


@pytest.mark.parametrize("code", [0, 1])
def test_the_last_lines_are_told_and_the_others_shown(make_beside, code, capsys):
    # when
    outcome = make_beside(STORY.format(code=code)).ended()

    # then
    assert outcome == (code, ["pages: 3 passed in 1 s", "browsers: 2 passed in 1 s"])
    assert capsys.readouterr().out == "dots\n"


@pytest.mark.parametrize(
    ("story", "code"),
    [
        ("print('pages: packages are installed')", 0),
        ("print('pages: built')\nprint('dots')\nraise SystemExit(3)", 3),
    ],
)
def test_an_end_before_its_time_is_a_failure(make_beside, story, code, capsys):
    # when
    outcome = make_beside(story).ended()

    # then
    assert outcome == (
        code or 1,
        [f"pages: FAILED: ended with {code} before their time"],
    )
    assert capsys.readouterr().out.startswith("pages: ")


def test_it_ends_with_the_block(monkeypatch, tmp_path):
    # given
    endless = tmp_path / "python"
    endless.write_text("#!/bin/sh\nexec sleep 600\n")
    endless.chmod(0o755)
    monkeypatch.setattr(beside, "LOG", tmp_path / "log")
    monkeypatch.setattr(beside.sys, "executable", str(endless))

    # when
    with beside.started("postgres://") as others:
        ran = others.child.is_running()

    # then
    assert ran
    assert not others.child.is_running()
    assert others.child.program.command == [str(endless), "-m", "runner.beside"]
    assert others.child.program.environment["DATABASE_URL"] == "postgres://"


@pytest.mark.parametrize(
    ("codes", "code"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 1), ((1, 1), 1)]
)
def test_both_are_tested_whatever_becomes_of_the_first(
    monkeypatch, capsys, codes, code
):
    # given
    monkeypatch.setenv("DATABASE_URL", "postgres://")
    monkeypatch.setattr(beside, "of_pages", lambda: (codes[0], "pages: one"))
    monkeypatch.setattr(
        beside, "of_browsers", lambda url: (codes[1], f"browsers: {url}")
    )

    # then
    assert beside.main() == code
    assert capsys.readouterr().out == "pages: one\nbrowsers: postgres://\n"


def test_built_pages_are_tested(built, monkeypatch):
    # given
    monkeypatch.setattr(pages, "test", lambda: (0, "pages: Tests 3 passed"))

    # then
    assert beside.of_pages() == (0, "pages: Tests 3 passed")


def test_a_failed_build_fails_both(monkeypatch, capsys):
    # given
    def fail():
        raise pages.Failed("no such module")

    monkeypatch.setattr(pages, "build", fail)

    # then
    assert beside.of_pages() == (1, "pages: FAILED: they cannot be built")
    assert capsys.readouterr().out == "no such module\n"
    assert beside.of_browsers("postgres://") == (
        1,
        "browsers: FAILED: there are no pages",
    )


def test_missing_node_is_told_and_fails_nothing(monkeypatch):
    # given
    def leave_out():
        raise pages.LeftOut("Node 20 was not found")

    monkeypatch.setattr(pages, "build", leave_out)

    # then
    assert beside.of_pages() == (0, "pages: left out: Node 20 was not found")
    assert beside.of_browsers("postgres://") == (
        0,
        "browsers: left out: Node 20 was not found",
    )


def test_with_a_browser_the_main_pages_are_looked_at(built, monkeypatch):
    # given
    monkeypatch.setattr(smoke, "run", lambda url: (0, f"browsers: {url}"))

    # then
    assert beside.of_browsers("postgres://") == (0, "browsers: postgres://")


def test_without_a_browser_that_is_told_and_fails_nothing(monkeypatch):
    # given
    def leave_out():
        raise browsers.LeftOut("no Chromium was found")

    monkeypatch.setattr(browsers, "needed", leave_out)

    # then
    assert beside.of_browsers("postgres://") == (
        0,
        "browsers: left out: no Chromium was found",
    )
