"""Reading and finding people."""

import datetime
import json
import uuid

import pytest

from saleor_crm_plugin.identity import queries
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.errors import ProfileNotFound
from saleor_crm_plugin.identity.models import Identifier, IdentifierValue, ProfileKind

from ..fixtures.person import SEEN_AT, account_claim, guest_claim

NOW = SEEN_AT + datetime.timedelta(days=1)


@pytest.fixture
def ada(profile):
    remember_names([KnownName(profile.id, "Ada Augusta", "Lovelace")])
    return profile


@pytest.fixture
def phone(ada):
    identifier = Identifier.objects.create(
        profile=ada,
        type="phone",
        value_hash="0" * 64,
        trust="claimed",
        source="staff",
    )
    return IdentifierValue.objects.create(
        identifier=identifier, profile=ada, value="+390612345678"
    )


def test_profile_of_user(profile):
    assert queries.profile_of_user(7) == profile.id
    assert queries.profile_of_user(70) is None


def test_profiles_of_users_in_one_statement(
    profile, make_profile, django_assert_num_queries
):
    # given
    other = make_profile(account_claim(8))

    # when / then
    with django_assert_num_queries(1):
        assert queries.profiles_of_users([7, 8, 9]) == {7: profile.id, 8: other.id}


def test_profile_of_user_after_an_erasure_is_the_new_one(profile, make_profile):
    # given
    erase_profile(profile.id, now=NOW, author="user:1")
    assert queries.profile_of_user(7) == profile.id

    # when
    newcomer = make_profile(account_claim(7, source="order", seen_at=NOW))

    # then
    assert queries.profile_of_user(7) == newcomer.id


def test_profile_by_public_id(profile):
    assert queries.profile_by_public_id(profile.public_id) == profile.id
    assert queries.profile_by_public_id(uuid.uuid4()) is None


def test_people_show_what_is_known(ada, guest_profile, django_assert_num_queries):
    # when
    with django_assert_num_queries(1):
        found = queries.people([guest_profile.id, ada.id, 404])

    # then
    assert found == {
        ada.id: queries.Person(
            id=ada.id,
            public_id=ada.public_id,
            kind=ProfileKind.ACCOUNT,
            created_at=ada.created_at,
            closed_at=None,
            erase_due_at=None,
            erased_at=None,
            first_name="Ada Augusta",
            last_name="Lovelace",
            email="ada@example.com",
            email_is_verified=True,
            user_id=7,
        ),
        guest_profile.id: queries.Person(
            id=guest_profile.id,
            public_id=guest_profile.public_id,
            kind=ProfileKind.GUEST,
            created_at=guest_profile.created_at,
            closed_at=None,
            erase_due_at=None,
            erased_at=None,
            first_name="",
            last_name="",
            email="guest@example.com",
            email_is_verified=False,
            user_id=None,
        ),
    }


def test_pages_go_through_everybody_once(db, django_assert_num_queries):
    # given
    ids = resolve_profiles([guest_claim(f"{n}@example.com") for n in range(5)])

    # when
    with django_assert_num_queries(2):
        one = queries.people_page(first=2)
    two = queries.people_page(first=2, after=one[-1].id)
    three = queries.people_page(first=2, after=two[-1].id)

    # then
    assert [person.id for person in one + two + three] == sorted(ids, reverse=True)


@pytest.mark.parametrize(
    "term",
    [
        "ada",
        "ADA",
        "lovelace",
        "love ada",
        "aug",
        " ada@exam",
        "ADA@example.com",
        "+39 06 12",
        "390612",
        "l",
    ],
)
def test_search_finds(ada, guest_profile, phone, term):
    assert [person.id for person in queries.search_people(term, first=10)] == [ada.id]


@pytest.mark.parametrize(
    "term", ["", "  ", "da", "ada grace", "%", "_da", "example.com", "0612", "06", "\\"]
)
def test_search_finds_nobody(ada, guest_profile, phone, term):
    assert queries.search_people(term, first=10) == []


def test_search_pages(db, django_assert_num_queries):
    # given
    ids = resolve_profiles([guest_claim(f"same{n}@example.com") for n in range(3)])
    ids.sort(reverse=True)

    # when
    with django_assert_num_queries(2):
        one = queries.search_people("same", first=2)
    two = queries.search_people("same", first=2, after=one[-1].id)

    # then
    assert [person.id for person in one] == ids[:2]
    assert [person.id for person in two] == ids[2:]


def test_erased_person_is_not_found(ada, phone):
    # given
    erase_profile(ada.id, now=NOW, author="user:1")

    # when / then
    assert queries.search_people("ada", first=10) == []
    assert queries.search_people("+3906", first=10) == []


def test_export_is_plain_json_with_everything(ada):
    # when
    exported = queries.export_profile(ada.id, now=NOW)

    # then
    assert json.loads(json.dumps(exported)) == exported
    assert exported["profile"] == str(ada.public_id)
    assert exported["exported_at"] == NOW.isoformat()
    [identity] = exported["data"]["identity"]
    assert (identity["first_name"], identity["last_name"]) == (
        "Ada Augusta",
        "Lovelace",
    )
    assert [
        (row["type"], row["value"], row["trust"]) for row in identity["identifiers"]
    ] == [
        ("user", "7", "verified"),
        ("email", "ada@example.com", "verified"),
    ]


def test_export_of_nobody_is_refused(db):
    with pytest.raises(ProfileNotFound):
        queries.export_profile(404, now=NOW)
