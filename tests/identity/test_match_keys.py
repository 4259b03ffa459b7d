"""Pairs that people would call one person, or two: found by a shared key, and judged."""

from dataclasses import replace

import pytest

from saleor_crm_plugin.core.addresses import Address
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.duplicate_policies import (
    LEAST_SCORE,
    Evidence,
    Judgment,
    Reason,
    is_same_birthday,
    judge,
    name_similarity,
)
from saleor_crm_plugin.identity.match_keys import (
    Known,
    name_keys,
    other_keys,
    place_of,
)

MILAN = Address(country="IT", postal_code="20121", city="Milano", street="Via Brera 12")
MILAN_TOO = Address(
    country="IT", postal_code="20121", city="MILANO (MI)", street="V. Brera, n.12"
)
TURIN = Address(country="IT", postal_code="10121", city="Torino", street="Via Brera 12")
SHANGHAI = Address(
    country="CN",
    postal_code="200040",
    city="上海",
    street="南京西路1266号",
    more="3单元401室",
)
SHANGHAI_TOO = Address(
    country="CN", postal_code="200040", city="上海市", street="南京西路 １２６６ 号"
)
BORN, BORN_THEN = Birthday(month=3, day=14, year=1985), Birthday(month=3, day=14)
BORN_LATER = Birthday(month=3, day=14, year=1990)


def known(name, address=None, birthday=None):
    """Return somebody with "first|last" as their name."""
    first, _, last = name.partition("|")
    return Known(first_name=first, last_name=last, address=address, birthday=birthday)


def judged(one, other):
    """Return what comes of a pair that is found by its keys alone, without any trigram."""
    keys = name_keys(one) | other_keys(one)
    if not keys & (name_keys(other) | other_keys(other)):
        return Judgment(0, ())
    return judge(
        Evidence(
            name_similarity=name_similarity(one, other, None),
            is_same_birthday=is_same_birthday(one.birthday, other.birthday),
            is_same_house=bool(one.place) and one.place == other.place,
            is_same_family=bool(one.surname) and one.surname == other.surname,
        )
    )


HOUSEHOLD = (LEAST_SCORE, {"same_address", "same_household"})
MISTAKEN_AT_HOME = (40, {"same_address", "similar_name"})
MISTAKEN_BIRTHDAY = (40, {"same_birthday", "similar_name"})
ONE_PERSON = [
    # The address alone, with the family's name.
    (known("Beppe|Ferrari", MILAN), known("Giuseppe|Ferrari", MILAN_TOO), HOUSEHOLD),
    (known("A.|Ferrari", MILAN), known("Alessandra|Ferrari", MILAN_TOO), HOUSEHOLD),
    (known("|Ferrari", MILAN), known("Sandro Ferrari|", MILAN_TOO), HOUSEHOLD),
    (known("晓明|王", SHANGHAI), known("小红|王", SHANGHAI_TOO), HOUSEHOLD),
    # A mistake in each word of the name, with a second reason.
    (
        known("Augusta|Lovelace", MILAN),
        known("Agusta|Lovelaec", MILAN_TOO),
        MISTAKEN_AT_HOME,
    ),
    (
        known("Giuseppe|Esposito", None, BORN),
        known("Guiseppe|Espositto", None, BORN_THEN),
        MISTAKEN_BIRTHDAY,
    ),
    (
        known("Nicolò|Colombo", None, BORN),
        known("Niccolo|Colonbo", None, BORN),
        MISTAKEN_BIRTHDAY,
    ),
    (
        known("Anna|Bianchi", None, BORN),
        known("Ana|Bianci", None, BORN),
        MISTAKEN_BIRTHDAY,
    ),
    (
        known("小明|王", None, BORN),
        known("晓明|王", None, BORN_THEN),
        MISTAKEN_BIRTHDAY,
    ),
    (known("雪芹|欧阳", SHANGHAI), known("雪琴|欧阳", SHANGHAI_TOO), MISTAKEN_AT_HOME),
    # The same words, in any order and in any writing.
    (
        known("Chiara|Conti", None, BORN),
        known("CONTI|chiàra", None, BORN),
        (50, {"same_name", "same_birthday"}),
    ),
    (
        known("王伟|", SHANGHAI),
        known("伟|王", SHANGHAI_TOO),
        (50, {"same_name", "same_address"}),
    ),
]
TWO_PEOPLE = [
    # Namesakes.
    (known("Mario|Rossi", MILAN), known("Mario|Rossi", TURIN)),
    (known("伟|王"), known("伟|王")),
    (known("Maria|Rossi"), known("Mario|Rosso")),
    # Neighbors, and people born on one day.
    (known("Anna|Bianchi", MILAN), known("Luca|Verdi", MILAN_TOO)),
    (known("Anna|Bianchi", None, BORN), known("Luca|Bianconi", None, BORN)),
    (known("伟|王", SHANGHAI), known("娜|李", SHANGHAI_TOO)),
    (known("|", MILAN), known("|", MILAN_TOO)),
    # A family whose birthdays are known, and namesakes of other years.
    (
        known("Anna|Bianchi", MILAN, BORN),
        known("Luca|Bianchi", MILAN, Birthday(month=9, day=2)),
    ),
    (known("Anna|Bianchi", None, BORN), known("Ana|Bianci", None, BORN_LATER)),
]


@pytest.mark.parametrize(("one", "other", "expected"), ONE_PERSON)
def test_one_person_in_two_ways_is_asked_about(one, other, expected):
    judgment = judged(one, other)
    assert (judgment.score, set(judgment.reasons)) == expected
    assert judged(other, one) == judgment


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_two_people_are_not(one, other):
    assert not judged(one, other).is_worth_asking


def test_a_household_is_asked_about_last():
    household = Evidence(name_similarity=0.1, is_same_house=True, is_same_family=True)
    assert judge(household).score == LEAST_SCORE
    # A shared phone is the family's: that the name is another one counts again.
    phoned = replace(household, shared=frozenset({"phone"}))
    assert judge(phoned) == Judgment(60, (Reason.SAME_PHONE, Reason.SAME_ADDRESS))


def test_what_a_place_is_told_by():
    whole = place_of(MILAN)
    assert whole == "it|20121|12|brera|via" == place_of(MILAN_TOO)
    # The second line says the number where the first does not.
    assert whole == place_of(
        Address(country="IT", postal_code="20121", street="Via Brera", more="12")
    )
    nowhere = Address(
        country="CN", postal_code="000000", city="上海", street="南京路1号"
    )
    assert place_of(nowhere) == "cn|上海|1|南京路"
    assert place_of(Address(country="IT", postal_code="20121", street=" - ")) == ""


def test_nobody_has_no_keys_and_few_are_enough_for_anybody():
    assert name_keys(known("|")) == other_keys(known("|")) == set()
    assert name_keys(known("Anna|")) == {"name|anna"}
    most = known("Augusta Ada|Lovelace", MILAN, BORN)
    assert len(name_keys(most)) == 5
    assert other_keys(most) == {
        "born|3|14|lov",
        "born|3|14|ace",
        "place|it|20121|12|brera|via",
        "house|it|20121|12|brera|via|lovelace",
    }
