"""Links that nobody else can make, and what is refused."""

import datetime

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.saleor_adapter.signing import (
    LONGEST_TOKEN,
    BadLink,
    sign,
    unsign,
)

MADE_AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def token():
    with clock.fixed_at(MADE_AT):
        return sign("unsubscribe", ["ada", 7])


def test_what_was_signed_comes_back(token):
    assert unsign("unsubscribe", token) == ["ada", 7]


def test_a_token_can_stand_in_a_path_and_in_a_header(token):
    assert set(token) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:"
    )


def test_a_token_is_good_for_its_own_purpose_alone(token):
    with pytest.raises(BadLink):
        unsign("preferences", token)


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_a_token_with_one_letter_changed_is_refused(token, place):
    other = "A" if token[place] != "A" else "B"

    with pytest.raises(BadLink):
        unsign("unsubscribe", token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize(
    "given", ["", ":", "x", "a:b", "é:é", "\r\nSet-Cookie: a=b", ":" * 50, "a" * 5000]
)
def test_what_we_never_made_is_refused(given):
    with pytest.raises(BadLink):
        unsign("unsubscribe", given)


def test_the_longest_token_that_is_looked_at(token):
    assert len(token) < LONGEST_TOKEN


def test_a_token_of_another_shop_is_refused(token, settings):
    settings.SECRET_KEY = "another shop's"

    with pytest.raises(BadLink):
        unsign("unsubscribe", token)


def test_a_token_outlives_a_change_of_the_key_that_keeps_the_former(token, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new one"

    assert unsign("unsubscribe", token) == ["ada", 7]


@pytest.mark.parametrize(
    ("age", "is_good"),
    [(WEEK, True), (WEEK + datetime.timedelta(seconds=1), False)],
)
def test_a_token_with_an_end(token, age, is_good):
    with clock.fixed_at(MADE_AT + age):
        if is_good:
            assert unsign("unsubscribe", token, WEEK) == ["ada", 7]
        else:
            with pytest.raises(BadLink):
                unsign("unsubscribe", token, WEEK)
