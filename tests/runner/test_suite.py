"""The last words of a run of the tests."""

import sys

import pytest

from runner import suite


@pytest.mark.parametrize(
    "line",
    [
        "============================== 27 passed in 3.71s ==============================",
        "=================== 2 failed, 9 passed, 1 warning in 83.20s (0:01:23) ==================",
        "============================ no tests ran in 0.01s =============================",
        "=============================== 1 error in 0.12s ===============================",
        "9 passed, 1 warning in 9.50s",
    ],
)
def test_closing_line_is_known(line):
    assert suite.CLOSING_LINE.search(line)


@pytest.mark.parametrize(
    "line", ["tests passed in time", "=== warnings summary ===", "shop: x"]
)
def test_other_lines_are_not_closing(line):
    assert suite.CLOSING_LINE.search(line) is None


@pytest.mark.sandbox_only
def test_code_and_last_words_of_pytest_are_returned(monkeypatch, tmp_path, capsys):
    # given
    monkeypatch.setenv("TEST_WORKERS", "0")
    failing = tmp_path / "test_it.py"
    failing.write_text("def test_fails():\n    assert False\n")

    # when
    code, words = suite._pytest(
        sys.executable,
        [str(failing), "-p", "no:cacheprovider", f"--rootdir={tmp_path}"],
        {},
    )

    # then
    assert code == 1
    assert "= 1 failed" in words[0]
    assert words[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wish", "arguments"), [("0", []), ("3", ["-n", "3", "--dist", "worksteal"])]
)
def test_workers_can_be_named(wish, arguments, monkeypatch):
    # given
    monkeypatch.setenv("TEST_WORKERS", wish)

    # then
    assert suite._parallel() == arguments
