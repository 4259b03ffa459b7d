"""What people tell about themselves: kept, corrected, found by birthday, and erased."""

import datetime

import pytest

from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.birthdays import Birthday, celebrated_on, is_real
from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.identity.details import (
    DetailsChange,
    PersonFacts,
    change_details,
    change_own_details,
    details_of,
    who_celebrates,
)
from saleor_crm_plugin.identity.errors import (
    BirthdayKnown,
    InvalidBirthday,
    InvalidLanguage,
    InvalidTimeZone,
)
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.identity.queries import export_profile

from ..fixtures.unchanged import nothing_changes

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
MAY_4 = Birthday(month=5, day=4, year=1990)


def make_profile():
    return Profile.objects.create(kind="account")


@pytest.fixture
def person(db):
    return make_profile()


def change(person, **details):
    change_details(
        [DetailsChange(profile_id=person.pk, **details)], source="user:7", now=NOW
    )


def facts(person):
    return details_of([person.pk]).get(person.pk)


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        (MAY_4, True),
        (Birthday(month=2, day=29), True),
        (Birthday(month=2, day=29, year=2000), True),
        (Birthday(month=2, day=29, year=2001), False),
        (Birthday(month=2, day=30), False),
        (Birthday(month=13, day=1), False),
        (Birthday(month=3, day=1, year=2026), True),
        (Birthday(month=3, day=2, year=2026), False),
        (Birthday(month=3, day=1, year=1896), True),
        (Birthday(month=3, day=1, year=1895), False),
    ],
)
def test_only_days_of_living_people_are_birthdays(birthday, expected):
    assert is_real(birthday, today=TODAY) is expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime.date(2026, 3, 1), [(3, 1)]),
        (datetime.date(2026, 2, 28), [(2, 28), (2, 29)]),
        (datetime.date(2028, 2, 28), [(2, 28)]),
        (datetime.date(2028, 2, 29), [(2, 29)]),
    ],
)
def test_who_was_born_on_the_leap_day_celebrates_every_year(date, expected):
    assert celebrated_on(date) == expected


def test_what_is_told_is_kept_and_the_rest_stays(person):
    change(person, birthday=MAY_4, language="zh_Hans")
    change(person, time_zone="Europe/Rome")
    change(person, language="it")

    assert facts(person) == PersonFacts(
        birthday=MAY_4, language="it", time_zone="Europe/Rome"
    )


def test_what_is_taken_back_is_forgotten(person):
    change(person, birthday=MAY_4, language="it", time_zone="Europe/Rome")

    change(person, birthday=None, language="", time_zone="")

    assert facts(person) == PersonFacts()


def test_who_has_said_nothing_is_absent(person):
    assert details_of([person.pk]) == details_of([]) == {}


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"birthday": Birthday(month=2, day=30)}, InvalidBirthday),
        ({"language": "Italian"}, InvalidLanguage),
        ({"language": "it;drop"}, InvalidLanguage),
        ({"time_zone": "Mars/Olympus"}, InvalidTimeZone),
        ({"time_zone": "../../etc/passwd"}, InvalidTimeZone),
    ],
)
def test_nonsense_changes_nothing(person, details, refusal):
    with nothing_changes(), pytest.raises(refusal):
        change(person, **details)


def test_one_faulty_change_stops_all(person):
    other = make_profile()
    changes = [
        DetailsChange(profile_id=person.pk, language="it"),
        DetailsChange(profile_id=other.pk, language="Italian"),
    ]

    with nothing_changes(), pytest.raises(InvalidLanguage):
        change_details(changes, source="user:7", now=NOW)


def test_many_changes_are_one_statement(db, django_assert_num_queries):
    people = [make_profile() for _ in range(5)]
    changes = [DetailsChange(profile_id=one.pk, language="it") for one in people]

    with django_assert_num_queries(1):
        change_details(changes, source="import:1", now=NOW, origin=None)
    change_details([], source="import:1", now=NOW)

    known = details_of([one.pk for one in people])
    assert [known[one.pk].language for one in people] == ["it"] * 5
    assert PersonDetails.objects.filter(source="import:1", changed_at=NOW).count() == 5


def test_customers_say_their_birthday_once_and_staff_correct_it(person):
    # given
    own = DetailsChange(profile_id=person.pk, birthday=MAY_4)
    change_own_details(own, now=NOW)
    change_own_details(own, now=NOW)
    tomorrow = Birthday(month=3, day=2, year=1990)

    # when
    with nothing_changes(), pytest.raises(BirthdayKnown):
        change_own_details(
            DetailsChange(profile_id=person.pk, birthday=tomorrow), now=NOW
        )
    with nothing_changes(), pytest.raises(BirthdayKnown):
        change_own_details(DetailsChange(profile_id=person.pk, birthday=None), now=NOW)
    change(person, birthday=tomorrow)

    # then
    assert facts(person).birthday == tomorrow


def test_customers_change_their_language_as_they_like(person):
    for language in ("it", "de"):
        change_own_details(
            DetailsChange(profile_id=person.pk, language=language), now=NOW
        )

    assert facts(person).language == "de"


def test_birthdays_are_found_page_by_page(db):
    # given
    people = [make_profile() for _ in range(5)]
    days = [(3, 1), (3, 1), (3, 2), (3, 1)]
    for one, (month, day) in zip(people, days, strict=False):
        change(one, birthday=Birthday(month=month, day=day))
    change(people[4], language="it")

    # when
    first = who_celebrates(TODAY, limit=2)
    second = who_celebrates(TODAY, after=first[-1], limit=2)

    # then
    assert (first, second) == ([people[0].pk, people[1].pk], [people[3].pk])
    assert who_celebrates(TODAY, after=second[-1]) == []


def test_erasing_a_person_deletes_what_was_told(person):
    # given
    change(person, birthday=MAY_4, language="it")
    exported = export_profile(person.pk, now=NOW)
    assert "1990" in str(exported)

    # when
    erase_profile(person.pk, now=NOW, author="user:7")
    change(person, language="de")

    # then
    assert PersonDetails.objects.count() == 0
