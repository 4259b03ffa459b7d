"""Who may be one person is suggested with reasons, and what staff decided is remembered."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.identity.actions import duplicates
from saleor_crm_plugin.identity.actions.duplicates import (
    dismiss_suggestion,
    look_for_duplicates,
    suggest_among,
)
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.keep_match_keys import (
    keep_match_keys,
    match_keys,
)
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.identity.errors import SuggestionDecided, SuggestionNotFound
from saleor_crm_plugin.identity.match_keys import Known
from saleor_crm_plugin.identity.merge_models import (
    DuplicateSuggestion,
    MatchKey,
    SuggestionState,
)

from ...fixtures.catching_up import catch_up
from ...fixtures.member import guest
from ...fixtures.person import SEEN_AT, account_claim, guest_claim
from ...shop.driver import buy

NOW = SEEN_AT + datetime.timedelta(days=30)
LATER = NOW + datetime.timedelta(hours=1)
STAFF = "user:1"


def suggestions():
    rows = DuplicateSuggestion.objects.order_by("one_id", "other_id")
    return [(row.one_id, row.other_id, row.score, row.reasons) for row in rows]


@pytest.fixture
def pair(make_profile):
    """Two guests whose e-mails are variants of one, with a stranger between them."""
    one = make_profile(guest_claim("Ada.Lovelace+shop@gmail.com")).id
    make_profile(guest_claim("grace@example.com"))
    other = make_profile(guest_claim("adalovelace@googlemail.com")).id
    return one, other


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Ada.Love+x@Gmail.com", "adalove@gmail.com"),
        ("ada@googlemail.com", "ada@gmail.com"),
        ("ada.love+x@example.com", "ada.love@example.com"),
        ("plain@example.com", "plain@example.com"),
    ],
)
def test_key_of_an_email(db, address, key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT crm_email_key(%s)", [address])
        assert cursor.fetchone() == (key,)


def test_variants_of_an_email_are_found_from_either_side(pair):
    # when
    assert suggest_among([pair[1]], now=NOW) == 1
    found = suggestions()
    assert suggest_among([pair[0]], now=NOW) == 0

    # then
    assert found == suggestions() == [(*pair, 70, ["email_variant"])]


def test_account_that_claims_a_guests_address(make_profile):
    # given
    one = make_profile(guest_claim("ada@example.com")).id
    other = make_profile(account_claim(7, "ada@example.com")).id

    # when
    suggest_among([one], now=NOW)

    # then
    assert suggestions() == [(one, other, 75, ["same_email"])]


def test_name_needs_a_second_reason(make_profile):
    # given
    people = [make_profile(guest_claim(f"{n}@example.com")).id for n in range(3)]
    remember_names(
        [
            KnownName(people[0], "Augusta Ada", "Lovelace"),
            KnownName(people[1], "Augusta Ada", "Lovelace"),
            KnownName(people[2], "Augusta-Ada", "Lovelace"),
        ]
    )
    birthday = Birthday(month=12, day=10)
    change_details(
        [
            DetailsChange(profile_id=people[0], birthday=birthday),
            DetailsChange(
                profile_id=people[1],
                birthday=Birthday(month=12, day=10, year=1985),
            ),
        ],
        source=STAFF,
        now=NOW,
    )

    # when
    suggest_among(people, now=NOW)

    # then
    assert suggestions() == [(people[0], people[1], 50, ["same_birthday", "same_name"])]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        (("Augusta", "Lovelace"), ("Agusta", "Lovelaec")),
        (("Giuseppe", "Esposito"), ("Espositto", "Guiseppe")),
        (("小明", "王"), ("晓明", "王")),
    ],
)
def test_a_mistake_in_each_word_of_a_name(make_profile, name, other):
    # given a stranger of the same birthday between them
    people = [make_profile(guest_claim(f"{n}@example.com")).id for n in range(3)]
    names = [name, ("Grace", "Hopper"), other]
    remember_names(
        [KnownName(one, *words) for one, words in zip(people, names, strict=True)]
    )
    born = Birthday(month=12, day=10)
    told = [DetailsChange(profile_id=one, birthday=born) for one in people]
    change_details(told, source=STAFF, now=NOW)
    suggest_among(people[:2], now=NOW)

    # when the last is looked at after the others
    suggest_among(people[2:], now=NOW)

    # then
    assert suggestions() == [
        (people[0], people[2], 40, ["same_birthday", "similar_name"])
    ]


def test_a_popular_key_is_read_as_far_as_is_useful(make_profile, monkeypatch):
    # given more namesakes than are compared, who were looked at before
    monkeypatch.setattr(duplicates, "NAMED", 2)
    people = [make_profile(guest_claim(f"{n}@example.com")).id for n in range(6)]
    remember_names([KnownName(one, "Mario", "Rossi") for one in people])
    suggest_among(people[:4], now=NOW)
    born = Birthday(month=12, day=10)
    told = [DetailsChange(profile_id=one, birthday=born) for one in people[3:5]]
    change_details(told, source=STAFF, now=NOW)

    # when
    suggest_among(people[3:5], now=NOW)

    # then the birthday finds whom the name alone does not
    found = [(people[3], people[4], 50, ["same_birthday", "same_name"])]
    assert suggestions() == found


def test_keys_follow_what_is_known(make_profile):
    # given
    one = make_profile(guest_claim("ada@example.com")).id
    remember_names([KnownName(one, "Ada", "Lovelace")])
    suggest_among([one], now=NOW)
    before = set(MatchKey.objects.values_list("key", flat=True))

    # when
    remember_names([KnownName(one, "Ada", "King")])
    suggest_among([one], now=NOW)

    # then
    after = set(MatchKey.objects.values_list("key", flat=True))
    known = Known(first_name="Ada", last_name="King")
    assert after == match_keys(known) != before
    erase_profile(one, now=NOW, author=STAFF)
    assert not MatchKey.objects.exists()


def test_an_erasure_that_is_under_way_gets_no_keys(make_profile):
    # given
    one = make_profile(guest_claim("ada@example.com")).id
    remember_names([KnownName(one, "Ada", "Lovelace")])
    erase_profile(one, now=NOW, author=STAFF)

    # when / then
    assert keep_match_keys([one]) == {}
    assert not MatchKey.objects.exists()


def test_a_household_is_found_by_its_address_alone(shop):
    # given two ways to write a name and an address, and a neighbor
    emails = ["a@example.com", "b@example.com", "c@example.com"]
    orders = [buy(shop, email) for email in emails]
    catch_up()
    people = [guest(email) for email in emails]
    names = [("Beppe", "Ferrari"), ("Giuseppe", "Ferrari"), ("Anna", "Conti")]
    remember_names(
        [KnownName(one, *words) for one, words in zip(people, names, strict=True)]
    )
    streets = ["Via Brera 12", "V. Brera, n. 12", "VIA BRERA 12"]
    for order, street in zip(orders, streets, strict=True):
        home = order.shipping_address
        home.country, home.postal_code, home.city = "IT", "20121", "Milano"
        home.street_address_1, home.street_address_2 = street, ""
        home.save()

    # when
    suggest_among(people, now=NOW)

    # then
    assert suggestions() == [
        (*sorted(people[:2]), 40, ["same_address", "same_household"])
    ]


def test_guests_with_one_name_and_one_address(shop):
    # given three guests of one name, one of whom lives elsewhere
    emails = ["a@example.com", "b@example.com", "c@example.com"]
    orders = [buy(shop, email) for email in emails]
    catch_up()
    people = [guest(email) for email in emails]
    remember_names([KnownName(one, "Augusta Ada", "Lovelace") for one in people])
    away = orders[2].shipping_address
    away.city, away.postal_code = "Turin", "10121"
    away.street_address_1 = "Via Garibaldi 7"
    away.save()

    # when
    suggest_among(people, now=NOW)

    # then
    assert suggestions() == [(*sorted(people[:2]), 50, ["same_address", "same_name"])]


def test_what_no_longer_holds_is_forgotten(pair):
    # given
    suggest_among(pair, now=NOW)

    # when one of them is somebody else by birthday
    change_details(
        [
            DetailsChange(profile_id=one, birthday=Birthday(month=1, day=day))
            for day, one in enumerate(pair, start=1)
        ],
        source=STAFF,
        now=NOW,
    )
    suggest_among(pair, now=NOW)

    # then
    assert suggestions() == []


def test_dismissal_is_remembered(pair):
    # given
    suggest_among(pair, now=NOW)
    row = DuplicateSuggestion.objects.get()

    # when
    dismissed = dismiss_suggestion(row.pk, author=STAFF, now=NOW)

    # then
    assert (dismissed.state, dismissed.decided_by) == (SuggestionState.DISMISSED, STAFF)
    assert suggest_among(pair, now=NOW) == 0
    assert DuplicateSuggestion.objects.get().state == SuggestionState.DISMISSED
    with pytest.raises(SuggestionNotFound):
        dismiss_suggestion(row.pk + 1, author=STAFF, now=NOW)


def test_merging_answers_the_suggestion(pair):
    # given
    suggest_among(pair, now=NOW)

    # when
    merge_profiles(*pair, author=STAFF, now=NOW)

    # then
    row = DuplicateSuggestion.objects.get()
    assert (row.state, row.decided_by) == (SuggestionState.MERGED, STAFF)
    with pytest.raises(SuggestionDecided):
        dismiss_suggestion(row.pk, author=STAFF, now=NOW)
    assert suggest_among(pair, now=NOW) == 0


def test_parting_them_again_says_that_they_are_two(pair):
    # given
    suggest_among(pair, now=NOW)
    report = merge_profiles(*pair, author=STAFF, now=NOW)

    # when somebody else undoes it, twice
    for _ in range(2):
        unmerge_profiles(report.merge_id, author="user:2", now=LATER)

    # then
    row = DuplicateSuggestion.objects.get()
    assert (row.state, row.decided_by) == (SuggestionState.DISMISSED, "user:2")
    assert row.decided_at == LATER
    assert suggest_among(pair, now=LATER) == 0
    # They may still be merged once more.
    merge_profiles(*pair, author=STAFF, now=LATER)
    assert DuplicateSuggestion.objects.get().state == SuggestionState.MERGED


def test_erased_are_no_longer_compared(pair):
    # given
    suggest_among(pair, now=NOW)

    # when
    erase_profile(pair[0], now=NOW, author=STAFF)

    # then
    assert suggestions() == []
    assert suggest_among(pair, now=NOW) == 0


def test_walk_looks_at_everybody_and_then_at_the_new(pair, make_profile):
    # when
    assert look_for_duplicates(now=NOW) == 1
    newcomer = make_profile(guest_claim("ada.lovelace@gmail.com")).id
    assert look_for_duplicates(now=NOW) == 2

    # then
    assert [row[:2] for row in suggestions()] == [
        pair,
        (pair[0], newcomer),
        (pair[1], newcomer),
    ]


def test_number_of_statements_does_not_grow(
    pair, make_profile, django_assert_num_queries
):
    # given
    ids = [make_profile(guest_claim(f"{n}@example.com")).id for n in range(20)]

    # when / then
    with django_assert_num_queries(11):
        suggest_among(pair[:1], now=NOW)
    with django_assert_num_queries(11):
        suggest_among([pair[1], *ids], now=NOW)
