"""Who is to blame, and how long to wait; without a database."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.outbox.policies import (
    ERROR_LENGTH,
    FIRST_WAIT,
    LONGEST_WAIT,
    MAX_TRIES,
    Outcome,
    error_text,
    is_given_up,
    loggable,
    run_bisecting,
    wait_after,
)


@dataclass(frozen=True)
class Piece:
    place: int
    lane: int


pieces = st.lists(st.integers(0, 5), max_size=60).map(
    lambda drawn: [Piece(place, lane) for place, lane in enumerate(drawn)]
)


def by_lane(items: Sequence[Piece]) -> dict[int, list[Piece]]:
    lanes = defaultdict(list)
    for item in items:
        lanes[item.lane].append(item)
    return dict(lanes)


@given(pieces, st.sets(st.integers(0, 59)))
def test_bisecting_does_all_but_the_guilty_and_what_waits_behind_them(items, guilty):
    # given
    ran: list[Piece] = []

    def attempt(batch: Sequence[Piece]) -> Exception | None:
        if any(item.place in guilty for item in batch):
            return ValueError("refused")
        ran.extend(batch)
        return None

    # when
    outcome: Outcome[Piece] = Outcome()
    run_bisecting(items, attempt, outcome)

    # then
    expected_done, expected_failed = {}, {}
    for lane, queue in by_lane(items).items():
        first = next((item for item in queue if item.place in guilty), None)
        if first is not None:
            expected_failed[lane] = first
        before = queue if first is None else queue[: queue.index(first)]
        if before:
            expected_done[lane] = before
    assert by_lane(outcome.done) == expected_done
    assert {item.lane: item for item, _ in outcome.failed} == expected_failed
    assert len(outcome.failed) == len(expected_failed) == len(outcome.blocked)
    assert ran == outcome.done


@pytest.mark.parametrize(
    ("tries", "expected"),
    [
        (1, FIRST_WAIT),
        (2, 2 * FIRST_WAIT),
        (5, 16 * FIRST_WAIT),
        (MAX_TRIES, datetime.timedelta(seconds=1280)),
        (12, LONGEST_WAIT),
    ],
)
def test_wait_doubles_up_to_the_longest(tries, expected):
    assert wait_after(tries) == expected


@pytest.mark.parametrize(
    ("tries", "expected"), [(1, False), (MAX_TRIES - 1, False), (MAX_TRIES, True)]
)
def test_a_thing_is_given_up_after_its_last_try(tries, expected):
    assert is_given_up(tries) is expected


def test_error_text_names_the_kind_and_is_cut():
    assert error_text(ValueError("no")) == "ValueError: no"
    assert len(error_text(ValueError("x" * 2 * ERROR_LENGTH))) == ERROR_LENGTH


def test_logs_show_an_errors_way_without_the_values_that_it_quotes(caplog):
    # given
    address = "@".join(("ada", "example.com"))

    def refuse():
        try:
            raise KeyError(address)
        except KeyError:
            raise ValueError(f"no\nDETAIL: (value)=({address})")  # noqa: B904

    # when
    try:
        refuse()
    except ValueError as error:
        logging.getLogger("of.the.test").error("Refused.", exc_info=loggable(error))

    # then
    assert "ValueError: no" in caplog.text
    assert "in refuse" in caplog.text
    assert address not in caplog.text
