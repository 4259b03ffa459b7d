"""Words that a mistake leaves recognisable, and streets that are one however they are written."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.identity.match_words import (
    are_alike,
    name_words,
    pieces,
    plain,
    street_words,
    surname,
)

LETTERS = st.sampled_from(string.ascii_lowercase)
WORDS = st.text(LETTERS, min_size=4, max_size=14)
MISTAKES = st.sampled_from(["missing", "too many", "another", "exchanged"])


def mistaken(word, place, kind, letter):
    """Return the word with one mistake at a place of it."""
    place %= len(word)
    if kind == "missing":
        return word[:place] + word[place + 1 :]
    if kind == "too many":
        return word[:place] + letter + word[place:]
    if kind == "another":
        return word[:place] + letter + word[place + 1 :]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


MISTAKEN = st.tuples(WORDS, st.integers(0, 20), MISTAKES, LETTERS)


@given(MISTAKEN)
def test_a_mistake_leaves_a_piece(case):
    assert pieces(case[0]) & pieces(mistaken(*case))


@given(MISTAKEN, MISTAKEN, st.booleans())
def test_a_mistake_in_each_word_is_forgiven_from_either_side(one, other, is_swapped):
    names = one[0], other[0]
    written = mistaken(*one), mistaken(*other)
    written = written[::-1] if is_swapped else written
    assert are_alike(names, written)
    assert are_alike(written, names)


@given(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_likeness_has_no_direction(one, other):
    assert are_alike(tuple(one), tuple(other)) == are_alike(tuple(other), tuple(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna rossi", "marco rossi"),
        ("anna rossi", "anna russo"),
        ("anna rossi", "anna"),
        ("li na", "li ni"),
        ("ann lee", "ada lee"),
        ("王伟", "王芳"),
        ("王小明", "李晓明"),
        ("王小明", "王明"),
        ("", "anna rossi"),
        ("", ""),
    ],
)
def test_other_names(one, other):
    assert not are_alike(tuple(one.split()), tuple(other.split()))


@pytest.mark.parametrize(
    ("names", "words", "family"),
    [
        (("Nicolò", "D’Angiò"), ("nicolo", "d", "angio"), "angio"),
        (("Jürgen", "Groß"), ("jurgen", "gross"), "gross"),
        (("Anna Rossi", ""), ("anna", "rossi"), "rossi"),
        (("Anna", ""), ("anna",), ""),
        (("小明", "王"), ("王小明",), "王"),
        (("王小明", ""), ("王小明",), "王"),
        (("", "王小明"), ("王小明",), "王"),
        (("修", "欧阳"), ("欧阳修",), "欧阳"),
        (("", ""), (), ""),
        (("-", "."), (), ""),
    ],
)
def test_words_of_names(names, words, family):
    assert name_words(*names) == words
    assert surname(*names) == family


@pytest.mark.parametrize(
    ("street", "other"),
    [
        ("Via Roma 12", "VIA ROMA, 12"),
        ("Via Roma 12/A", "via roma n. 12a"),
        ("P.zza Garibaldi 3", "Piazza Garibaldi, 3"),
        ("V.le dell'Università 5", "Viale dell’Universita' n°5"),
        ("12 High St.", "High Street 12"),
        ("Hauptstr. 7", "Hauptstraße 7"),
        ("南京西路1266号", "南京西路 １２６６ 號"),
        ("中山路12号3单元401室", "中山路 12号 3单元 401室"),
    ],
)
def test_one_street_in_two_ways(street, other):
    assert street_words(street) == street_words(other)


@pytest.mark.parametrize(
    ("street", "other"),
    [
        ("Via Roma 12", "Via Roma 21"),
        ("Via Roma 12", "Via Torino 12"),
        ("Via Roma 12", "Via Roma 12/B"),
        ("南京西路1266号", "南京东路1266号"),
        ("南京西路1266号", "南京西路1266弄"),
    ],
)
def test_another_street(street, other):
    assert street_words(street) != street_words(other)


def test_plain_text():
    assert plain("ÀÉÎ Ｗｉｄｅ ガ") == "aei wide カ"
