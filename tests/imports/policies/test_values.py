"""Cells as values, in the ways in which people write them."""

import contextlib
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.imports.policies import values
from saleor_crm_plugin.imports.policies.headers import suggested

DAY = datetime.date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03",
        "2026/4/3",
        "20260403",
        "03/04/2026",
        "3.4.2026",
        "2026年4月3日",
        "2026-04-03 00:00:00",
    ],
)
def test_a_day_is_read_in_every_usual_form(text):
    assert values.date(text, "dmy") == DAY


def test_the_order_of_day_and_month_is_as_said():
    assert values.date("04/03/2026", "mdy") == DAY


@given(
    st.dates(datetime.date(1900, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"]),
)
def test_every_day_is_read_back(day, form):
    assert values.date(day.strftime(form).zfill(8), "dmy") == day


@given(st.text(max_size=20))
def test_any_text_is_a_value_or_refused_nothing_else(text):
    readers = (
        values.email,
        values.phone,
        values.language,
        values.labels,
        values.points,
        values.currency,
        values.granted,
        values.code,
        lambda one: values.birthday(one, "dmy"),
        lambda one: values.moment(one, "mdy", "Europe/Rome"),
        lambda one: values.money(one, False),
    )
    for read in readers:
        with contextlib.suppress(values.BadValue):
            read(text)


def test_birthdays_may_have_no_year():
    assert values.birthday("--12-31", "dmy") == (None, 12, 31)
    assert values.birthday("2月29日", "dmy") == (None, 2, 29)


def test_moments_are_of_their_zone():
    expected = datetime.datetime(2026, 4, 3, 8, tzinfo=datetime.UTC)
    assert values.moment("03/04/2026 10:00", "dmy", "Europe/Rome") == expected
    assert values.moment("2026-04-03T16:00:00+08:00", "dmy", "Europe/Rome") == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("+39 02 1234567", "", "+39021234567"),
        ("0039 02 1234567", "", "+39021234567"),
        ("02 1234567", "39", "+39021234567"),
        ("(0)20 7946 0958", "44", "+442079460958"),
        ("138-0013-8000", "86", "+8613800138000"),
    ],
)
def test_phones_are_read_with_their_country(text, code, expected):
    if not text.startswith("("):
        assert values.phone(text, code) == expected
    else:
        with pytest.raises(values.BadValue):
            values.phone(text, code)


@pytest.mark.parametrize("text", ["12", "phone", "02 1234567", "+1234567890123456"])
def test_other_numbers_are_none(text):
    with pytest.raises(values.BadValue):
        values.phone(text)


def test_money_is_read_as_it_is_written():
    assert values.money("1.234,50", True) == Decimal("1234.50")
    assert values.money("1,234.5", False) == Decimal("1234.5")
    for wrong in ("-1", "1e5", "1.2345", "", "9" * 12):
        with pytest.raises(values.BadValue):
            values.money(wrong, False)


def test_points_are_whole_and_above_zero():
    assert [values.points(text) for text in ("7", "1.500", "1'500", "12,345,678")] == [
        7,
        1500,
        1500,
        12345678,
    ]
    for wrong in ("0", "-5", "1.5", "12.34", "1e9", "10000000001"):
        with pytest.raises(values.BadValue):
            values.points(wrong)


def test_columns_are_suggested_in_three_languages_and_no_field_twice():
    names = {"email": ("E-mail", "邮箱"), "birthday": ("Birthday", "Data di nascita")}
    headers = ["E_MAIL", "data di  nascita", "邮箱", "else"]
    assert suggested(headers, names) == ["email", "birthday", "", ""]


@pytest.mark.parametrize("text", ["--04-03", "31/02/2026", "2026-02-30"])
def test_a_day_that_is_not_whole_or_never_was_is_none(text):
    with pytest.raises(values.BadValue, match="no_date"):
        values.date(text, "dmy")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1989-12-31", "out_of_range"),
        ("9999-12-31T23:59:59-12:00", "no_date"),
        ("31/02/2026 10:00", "no_date"),
        ("03/04/2026 25:00", "no_date"),
    ],
)
def test_a_moment_that_never_was_or_is_too_old_is_none(text, problem):
    with pytest.raises(values.BadValue, match=problem):
        values.moment(text, "dmy", "UTC")


def test_a_currency_is_three_letters():
    assert values.currency(" eur ") == "EUR"
    with pytest.raises(values.BadValue, match="no_currency"):
        values.currency("euro")


def test_a_birthday_without_a_year_may_be_anybodys():
    assert values.is_past((None, 12, 31), DAY)
    assert values.is_past((1990, 4, 3), DAY)
    assert not values.is_past((2026, 4, 4), DAY)
    assert not values.is_past((1890, 4, 3), DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A-1 x2, B-7", (("A-1", 2), ("B-7", 1))),
        ("A-1;; A-1 × 3|", (("A-1", 4),)),
        (" , ", ()),
    ],
)
def test_goods_are_listed_with_how_many_of_each(text, expected):
    assert values.goods(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A-1 x0", "out_of_range"),
        ("A" * (values.LONGEST_SKU + 1), "out_of_range"),
        (",".join(f"A-{n}" for n in range(values.MOST_GOODS + 1)), "too_long"),
    ],
)
def test_goods_that_are_none_or_too_many_are_refused(text, problem):
    with pytest.raises(values.BadValue, match=problem):
        values.goods(text)
