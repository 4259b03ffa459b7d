"""`make lint` goes on after a failure, and says which check failed."""

import sys

import pytest

from runner import checks, pages, schema


@pytest.fixture(autouse=True)
def _without_pages(monkeypatch):
    monkeypatch.setattr(pages, "CHECKS", ())
    monkeypatch.setattr(pages, "prepare", lambda: None)


def test_every_check_is_run_and_one_failure_fails_all(monkeypatch, capsys):
    # given
    monkeypatch.setattr(
        checks,
        "_checks",
        lambda: [
            checks.Check("first", [sys.executable, "-c", "raise SystemExit('why')"]),
            checks.Check("second", [sys.executable, "-c", "print('unasked')"]),
        ],
    )
    monkeypatch.setattr(schema, "difference", lambda: "")

    # when
    code = checks.lint()

    # then
    assert code == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if line.endswith(" s")] == [
        ["first", "FAILED"],
        ["second", "ok"],
        ["schema", "ok"],
    ]
    assert "why" in lines
    assert "unasked" not in lines


def test_stale_schema_fails(monkeypatch, capsys):
    # given
    monkeypatch.setattr(checks, "_checks", list)
    monkeypatch.setattr(schema, "difference", lambda: "+type Loyalty")

    # then
    assert checks.lint() == 1
    assert "+type Loyalty" in capsys.readouterr().out


def test_difference_names_what_the_code_has_more(monkeypatch, tmp_path):
    # given
    committed = tmp_path / "schema.graphql"
    committed.write_text(schema.HEADER)
    monkeypatch.setattr(schema, "COMMITTED", committed)
    monkeypatch.setattr(
        schema, "_print", lambda plugin: {"with": "scalar Date", "without": ""}[plugin]
    )

    # then
    assert schema.difference().splitlines()[-1] == "+scalar Date"


def test_current_schema_has_no_difference(monkeypatch, tmp_path):
    # given
    monkeypatch.setattr(schema, "COMMITTED", tmp_path / "schema.graphql")
    monkeypatch.setattr(schema, "ROOT", tmp_path)
    monkeypatch.setattr(schema, "_print", lambda plugin: "scalar Date")

    # when
    schema.write()

    # then
    assert schema.difference() == ""
