"""Months and limits."""

import datetime

from saleor_crm_plugin.timeline.policies import (
    first_month_to_keep,
    following,
    month_of,
    months_ahead,
    months_of_the_past,
)


def day(year, month, number=1):
    return datetime.date(year, month, number)


def test_month_of_is_that_of_utc():
    east = datetime.timezone(datetime.timedelta(hours=8))
    moment = datetime.datetime(2026, 1, 1, 3, tzinfo=east)
    assert month_of(moment) == day(2025, 12)


def test_following():
    assert following(day(2026, 1)) == day(2026, 2)
    assert following(day(2026, 12)) == day(2027, 1)


def test_months_of_the_past_include_both_ends():
    assert months_of_the_past(day(2025, 11), day(2026, 2)) == [
        day(2025, 11),
        day(2025, 12),
        day(2026, 1),
        day(2026, 2),
    ]
    assert months_of_the_past(day(2026, 2), day(2026, 2)) == [day(2026, 2)]
    assert months_of_the_past(day(2026, 3), day(2026, 2)) == []


def test_a_purchase_of_the_year_1_asks_for_no_more_than_twenty_years():
    months = months_of_the_past(day(1, 1), day(2026, 11))
    assert (months[0], months[-1], len(months)) == (
        day(2006, 12),
        day(2026, 11),
        240,
    )
    assert months_of_the_past(day(1, 1), day(3, 5))[0] == day(1, 6)


def test_months_ahead():
    assert months_ahead(day(2026, 11)) == [
        day(2026, 11),
        day(2026, 12),
        day(2027, 1),
        day(2027, 2),
    ]


def test_first_month_to_keep():
    now = datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC)
    assert first_month_to_keep(now, 20) == day(2026, 5)
    assert first_month_to_keep(now, 19) == day(2026, 6)
