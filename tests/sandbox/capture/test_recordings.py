"""The committed recordings are complete and say nothing about the machine they were made on."""

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.sandbox_only

CONTRACT = Path(__file__).parents[3] / "sandbox" / "contract"
RECORDINGS = sorted(CONTRACT.glob("operations-*.json"))
UNSTABLE = re.compile(
    r"0x[0-9a-f]{6,}"  # a memory address
    r"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-"  # a random UUID
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d"  # a time with its fraction
)


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_no_scenario_was_cut_short(path):
    scenarios = json.loads(path.read_text())["scenarios"]

    assert [name for name, found in scenarios.items() if "refused" in found] == []
    assert [name for name, found in scenarios.items() if not found["operations"]] == []


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_no_hook_ran_inside_a_transaction(path):
    scenarios = json.loads(path.read_text())["scenarios"]
    inside = [
        (operation, call["hook"])
        for found in scenarios.values()
        for operation, recording in found["operations"].items()
        for call in recording["hooks"]
        if call["in_atomic"]
    ]

    assert inside == []


@pytest.mark.parametrize(
    "path", sorted(CONTRACT.glob("*.json")), ids=lambda path: path.stem
)
def test_nothing_in_a_recording_changes_by_itself(path):
    assert UNSTABLE.findall(path.read_text()) == []
