"""Days with a name are where calendars have them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.named_days import NAMED_DAYS, named_day

YEARS = st.integers(2000, 2099)


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        (
            "lunar_new_year",
            # as the Hong Kong Observatory prints them
            [
                *["2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10"],
                *["2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13"],
                *["2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19"],
                *["2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2040-02-12"],
            ],
        ),
        # 2020 and 2025 have a month more before autumn
        (
            "mid_autumn_festival",
            ["2020-10-01", "2024-09-17", "2025-10-06", "2026-09-25"],
        ),
        ("dragon_boat_festival", ["2024-06-10", "2025-05-31", "2026-06-19"]),
        ("qixi_festival", ["2024-08-10", "2025-08-29", "2026-08-19"]),
        ("black_friday", ["2024-11-29", "2025-11-28", "2026-11-27", "2029-11-23"]),
        ("cyber_monday", ["2024-12-02", "2026-11-30"]),
        (
            "easter",
            ["2000-04-23", "2008-03-23", "2024-03-31", "2026-04-05", "2038-04-25"],
        ),
        ("mothers_day", ["2026-05-10", "2027-05-09"]),
        ("singles_day", ["2026-11-11"]),
        ("christmas_day", ["2026-12-25"]),
    ],
)
def test_a_named_day_is_on_these_dates(name, dates):
    expected = [datetime.date.fromisoformat(date) for date in dates]

    assert [named_day(name, date.year) for date in expected] == expected


@given(YEARS)
def test_every_name_has_one_day_in_each_year(year):
    found = {name: named_day(name, year) for name in NAMED_DAYS}

    assert {day.year for day in found.values()} == {year}
    assert datetime.date(year, 1, 21) <= found["lunar_new_year"]
    assert found["lunar_new_year"] <= datetime.date(year, 2, 21)
    assert found["black_friday"].weekday() == 4
    assert 23 <= found["black_friday"].day <= 29
    assert found["easter"].weekday() == 6
    assert datetime.date(year, 3, 22) <= found["easter"] <= datetime.date(year, 4, 25)


def test_a_name_that_nobody_knows_is_refused():
    with pytest.raises(KeyError, match="festivus"):
        named_day("festivus", 2026)
