"""Months, windows and limits."""

import datetime

import pytest

from saleor_crm_plugin.timeline.policies import (
    FIRST_WINDOW,
    first_month_to_keep,
    following,
    month_of,
    months_ahead,
    next_window,
    spans,
)


def day(year, month, number=1):
    return datetime.date(year, month, number)


def midnight(year, month):
    return datetime.datetime(year, month, 1, tzinfo=datetime.UTC)


def test_month_of_is_that_of_utc():
    east = datetime.timezone(datetime.timedelta(hours=8))
    moment = datetime.datetime(2026, 1, 1, 3, tzinfo=east)
    assert month_of(moment) == day(2025, 12)


def test_following():
    assert following(day(2026, 1)) == day(2026, 2)
    assert following(day(2026, 12)) == day(2027, 1)


def test_months_ahead():
    assert months_ahead(day(2026, 11)) == [
        day(2026, 11),
        day(2026, 12),
        day(2027, 1),
        day(2027, 2),
    ]


def test_spans_join_neighbors():
    months = [day(2026, 2), day(2026, 1), day(2025, 12), day(2025, 6)]
    assert spans(months) == [
        (midnight(2025, 12), midnight(2026, 3)),
        (midnight(2025, 6), midnight(2025, 7)),
    ]
    assert spans([]) == []


@pytest.mark.parametrize(
    ("seen", "found", "missing", "width"),
    [
        (0, 0, 50, FIRST_WINDOW),
        (3, 0, 50, 6),
        (3, 3, 47, 48),
        (3, 30, 20, 3),
        (3, 49, 1, 3),
        (9, 40, 10, 9),
    ],
)
def test_next_window(seen, found, missing, width):
    assert (
        next_window(months_seen=seen, entries_seen=found, entries_missing=missing)
        == width
    )


def test_windows_over_empty_months_grow_fast():
    seen = windows = 0
    while seen < 120:
        seen += next_window(months_seen=seen, entries_seen=0, entries_missing=50)
        windows += 1
    assert windows == 5


def test_first_month_to_keep():
    now = datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC)
    assert first_month_to_keep(now, 20) == day(2026, 5)
    assert first_month_to_keep(now, 19) == day(2026, 6)
