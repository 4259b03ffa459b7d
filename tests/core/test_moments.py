"""Moments are read as PostgreSQL writes them, whatever the connection's time zone."""

import datetime

import pytest

from saleor_crm_plugin.core.moments import moment, moment_or_none

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-04 12:00:00+00", NOON),
        ("2026-05-04 17:30:00+05:30", NOON),
        ("2026-05-04 12:00:00.25+00", NOON.replace(microsecond=250_000)),
        ("2026-05-04 12:00:00.000001+00", NOON.replace(microsecond=1)),
    ],
)
def test_a_moment_is_read_in_utc(text, expected):
    found = moment(text)

    assert found == expected
    assert found.tzinfo is datetime.UTC


def test_what_is_no_moment_is_refused():
    with pytest.raises(ValueError, match="infinity"):
        moment("infinity")


def test_no_moment_is_none():
    assert moment_or_none(None) is None
    assert moment_or_none("2026-05-04 12:00:00+00") == NOON
