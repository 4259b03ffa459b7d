"""The harness of the proof: budgets, verdicts, what is printed last."""

import json
import sys
import time
from dataclasses import replace

import pytest

from proof import harness
from proof.item import REAL_SHOP, Item, LeftOut, ProofFailed, Trial


def _succeed(trial: Trial) -> None:
    trial.check(True, "nothing")


def _fail(trial: Trial) -> None:
    trial.check(False, "two points too many")


def _leave_out(trial: Trial) -> None:
    raise LeftOut("no such interpreter")


@pytest.fixture
def make_trial(tmp_path):
    def make(seed: int = 7) -> Trial:
        return Trial(seed=seed, deadline=time.monotonic() + 60, folder=tmp_path)

    return make


def test_budgets_leave_each_other_room_within_the_hour():
    # when
    items = harness.load()

    # then
    assert "contract-matrix" in items
    assert "clean-clone" in items
    anywhere = [item for item in items.values() if not item.needs]
    most = harness.SLACK * harness.TOTAL_SECONDS
    assert sum(item.budget_seconds for item in anywhere) <= most


def test_an_item_about_a_real_shop_is_left_out_and_says_what_to_give(
    monkeypatch, capsys
):
    # given
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/shop")
    for name in REAL_SHOP:
        monkeypatch.delenv(name, raising=False)

    # then
    assert harness.run_all(["live-follow-ups"], 7) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "live-follow-ups              left out: give SALEOR_PATH=<a checkout of Saleor>"
        " PYTHON=<the Python of its environment>  0 s"
    )


def test_only_items_about_a_real_shop_know_of_it(monkeypatch):
    # given
    monkeypatch.setenv("SALEOR_PATH", "/saleor")
    elsewhere = Item("it", "it holds", 10, _succeed)

    # then
    assert "SALEOR_PATH" not in harness._environment(elsewhere)
    there = replace(elsewhere, needs=REAL_SHOP)
    assert harness._environment(there)["SALEOR_PATH"] == "/saleor"


@pytest.mark.parametrize(
    ("run", "code", "reason"),
    [
        (_succeed, 0, None),
        (_fail, harness.FAILED, "two points too many"),
        (_leave_out, harness.LEFT_OUT, "no such interpreter"),
    ],
)
def test_outcome_of_an_item_is_reported(run, code, reason, monkeypatch, tmp_path):
    # given
    item = Item("it", "it holds", 10, run)
    monkeypatch.setattr(harness, "load", lambda: {"it": item})
    report = tmp_path / "report.json"

    # then
    assert harness.run_one("it", 7, 10, report) == code
    assert (json.loads(report.read_text()) if report.exists() else None) == reason


@pytest.mark.parametrize(
    ("code", "reason", "verdict"),
    [
        (0, None, "ok"),
        (harness.FAILED, "two points too many", "FAILED: two points too many"),
        (harness.LEFT_OUT, "no such interpreter", "left out: no such interpreter"),
        (-11, None, "FAILED: ended with -11"),
        (None, None, "FAILED: not done after 10 s"),
    ],
)
def test_verdict_says_why(code, reason, verdict, tmp_path):
    # given
    report = tmp_path / "report.json"
    if reason:
        report.write_text(json.dumps(reason))

    # then
    assert harness._verdict(code, report, 10) == verdict


def test_item_over_its_budget_is_ended(monkeypatch):
    # given
    sleeper = (sys.executable, "-c", "import time; time.sleep(600)")
    monkeypatch.setattr(harness, "ONE", sleeper)

    # then
    assert harness._process(["it"], 0.5) is None


def test_unknown_item_is_refused(capsys):
    assert harness.run_all(["no-such-item"], 7) == 2
    assert "No such item: no-such-item" in capsys.readouterr().out


def test_table_comes_last_and_one_failure_fails_all(monkeypatch, capsys):
    # given
    items = {name: Item(name, "holds", 10, _succeed) for name in ("first", "second")}
    outcomes = {
        "first": harness.Outcome("first", "ok", 1),
        "second": harness.Outcome("second", "FAILED: seen", 2),
    }
    monkeypatch.setattr(harness, "load", lambda: items)
    monkeypatch.setattr(
        harness, "_run_apart", lambda item, seed, end: outcomes[item.name]
    )

    # then
    assert harness.run_all([], 7) == 1
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "seed 7",
        outcomes["first"].line(),
        outcomes["second"].line(),
    ]


def test_seed_repeats_the_run(make_trial):
    assert make_trial(5).random.random() == make_trial(5).random.random()


def test_failing_command_fails_the_item(make_trial):
    with pytest.raises(ProofFailed) as seen:
        make_trial().command([sys.executable, "-c", "raise SystemExit(3)"])
    assert str(seen.value).endswith("returned 3")
