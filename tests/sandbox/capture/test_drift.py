"""Drift is what a recorded contract promised and the shop no longer keeps."""

import pytest
from capture.drift import drift

pytestmark = pytest.mark.sandbox_only


def test_equal_and_added_facts_are_no_drift():
    assert list(drift({"a": {"b": [1]}}, {"a": {"b": [1], "c": 2}, "d": 3})) == []


def test_changed_and_lost_facts_are_named_by_their_path():
    recorded = {"a": {"b": 1, "c": None}, "d": {"e": 2}}
    current = {"a": {"b": 2, "c": None}, "d": None}

    assert list(drift(recorded, current)) == [
        "/a/b: 1 became 2",
        "/d: {'e': 2} became None",
    ]
    assert list(drift(recorded, {"a": recorded["a"]})) == ["/d: gone, was {'e': 2}"]
