"""How search terms and phone numbers are read."""

import pytest

from saleor_crm_plugin.identity.policies import (
    name_beginnings,
    normalized_phone,
    phone_beginning,
)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("", []),
        ("  ", []),
        ("Ada", [" ada"]),
        (" Ada  LOVE ", [" ada", " love"]),
        ("a b c d e f g", [" a", " b", " c", " d", " e"]),
    ],
)
def test_name_beginnings(term, words):
    assert name_beginnings(term) == words


@pytest.mark.parametrize(
    ("term", "beginning"),
    [
        ("+39 06", "+3906"),
        ("3906", "+3906"),
        ("+39 (06) 12-34.5", "+390612345"),
        ("39", ""),
        ("ada", ""),
        ("39a", ""),
        ("", ""),
    ],
)
def test_phone_beginning(term, beginning):
    assert phone_beginning(term) == beginning


@pytest.mark.parametrize(
    ("number", "normalized"),
    [
        (" +39 06 1234 ", "+39061234"),
        ("06 1234", ""),
        ("+1", ""),
        ("+39 ada", ""),
        ("", ""),
    ],
)
def test_normalized_phone(number, normalized):
    assert normalized_phone(number) == normalized
