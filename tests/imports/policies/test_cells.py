"""What a cell may hold, and how it goes out so that no spreadsheet runs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.imports.policies.cells import (
    cleaned,
    guarded,
    is_formula,
    is_readable,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(TEXTS)
def test_nothing_that_goes_out_begins_as_a_formula(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(TEXTS)
def test_what_went_out_comes_in_as_it_was(text):
    # A text of staff's own that begins with the mark and a sign is the one exception.
    if not (text.startswith("'") or cleaned(text).startswith("'")):
        assert cleaned(guarded(cleaned(text))) == cleaned(text)


@pytest.mark.parametrize(
    "text", ["=1+1", "@sum", "+cmd|' /C calc'!A0", "-2+3+cmd", "=", "@"]
)
def test_formulas_are_seen(text):
    assert is_formula(text)


@pytest.mark.parametrize(
    "text", ["-12.50", "+39 333 1234567", "a=b", "", "--04-03", "-"]
)
def test_numbers_and_phones_are_no_formulas(text):
    assert not is_formula(text)


def test_controls_and_halves_of_pairs_are_unreadable():
    assert [
        is_readable(text) for text in ("a\x01", "a\x00", "\ud800", "a\nb\tc", "李🎂")
    ] == [
        False,
        False,
        False,
        True,
        True,
    ]
