"""Merging makes one person of two profiles, and can be undone."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles, settle_merges
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import DetailsChange, change_details, details_of
from saleor_crm_plugin.identity.errors import (
    AlreadyMerged,
    AuthorRequired,
    MergeNotFound,
    PersonErased,
    ProfileNotFound,
    SameProfile,
)
from saleor_crm_plugin.identity.labels import (
    AttributeValue,
    Tagging,
    add_tags,
    attributes_of,
    set_attributes,
    tags_of,
)
from saleor_crm_plugin.identity.merge_models import MergedRow, ProfileMerge
from saleor_crm_plugin.identity.models import Identifier, IdentifierValue, Profile
from saleor_crm_plugin.identity.queries import (
    export_profile,
    members_of,
    people_page,
    profile_by_public_id,
    search_people,
    surviving,
)

from ...fixtures.person import SEEN_AT, account_claim, guest_claim

NOW = SEEN_AT + datetime.timedelta(days=30)
LATER = NOW + datetime.timedelta(days=1)
STAFF = "user:1"


@pytest.fixture
def three(make_profile):
    """Three profiles: two accounts and a guest."""
    return [
        make_profile(account_claim(1, "one@example.com", email_is_verified=True)).id,
        make_profile(account_claim(2, "two@example.com", email_is_verified=True)).id,
        make_profile(guest_claim("guest@example.com")).id,
    ]


def merge(source_id, target_id, now=NOW):
    return merge_profiles(source_id, target_id, author=STAFF, now=now)


def part(report, now=LATER):
    return unmerge_profiles(report.merge_id, author=STAFF, now=now)


def held():
    """Return what the database holds about who everybody is, by plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, merged_into_id FROM crm_profile ORDER BY id")
        survivors = cursor.fetchall()
        cursor.execute(
            "SELECT id, profile_id, ended_at FROM crm_identifier ORDER BY id"
        )
        identifiers = cursor.fetchall()
        cursor.execute(
            "SELECT identifier_id, profile_id, value FROM crm_identifier_value ORDER BY 1"
        )
        values = cursor.fetchall()
        cursor.execute("SELECT profile_id, searched FROM crm_person_name ORDER BY 1")
        names = cursor.fetchall()
        cursor.execute("SELECT lane, successor FROM crm_lane_successor ORDER BY 1")
        lanes = cursor.fetchall()
    return survivors, identifiers, values, names, lanes


def test_identifiers_lead_to_the_survivor_and_back(
    guest_profile, profile, make_profile
):
    # given
    remember_names([KnownName(guest_profile.id, "Ada", "Guest")])
    before = held()

    # when
    report = merge(guest_profile.id, profile.id)

    # then
    assert report.moved == {"crm_identifier": 1, "crm_person_name": 1}
    assert make_profile(guest_claim("guest@example.com")) == profile
    assert make_profile(account_claim(7)) == profile
    assert set(IdentifierValue.objects.values_list("profile_id", flat=True)) == {
        profile.id
    }
    assert [person.id for person in people_page(first=10)] == [profile.id]
    assert [one.first_name for one in search_people("ada", first=10)] == ["Ada"]
    assert members_of(guest_profile.id) == sorted([guest_profile.id, profile.id])
    assert profile_by_public_id(guest_profile.public_id) == profile.id
    assert surviving(guest_profile.id) == surviving(profile.id) == profile.id

    # when
    part(report)

    # then
    assert held() == before
    assert make_profile(guest_claim("guest@example.com")) == guest_profile


def test_second_time_changes_nothing(guest_profile, profile):
    # given
    report = merge(guest_profile.id, profile.id)
    before = held()

    # when
    again = merge(guest_profile.id, profile.id, now=LATER)

    # then
    assert (again.merge_id, again.moved) == (report.merge_id, report.moved)
    assert (report.is_new, again.is_new) == (True, False)
    assert held() == before
    assert ProfileMerge.objects.count() == 1

    # when parted twice
    first = part(report)
    after = held()
    second = part(report, now=LATER + datetime.timedelta(days=1))

    # then
    assert second.kept == first.kept
    assert held() == after
    assert ProfileMerge.objects.get().undone_at == LATER


def test_refusals_change_nothing(three):
    # given
    one, two, guest = three
    merge(guest, two)
    before = held()

    # when / then
    with pytest.raises(SameProfile):
        merge(one, one)
    with pytest.raises(ProfileNotFound):
        merge(one, 404)
    with pytest.raises(AlreadyMerged) as refusal:
        merge(guest, one)
    assert (refusal.value.profile_id, refusal.value.survivor_id) == (guest, two)
    with pytest.raises(AlreadyMerged):
        merge(one, guest)
    with pytest.raises(AuthorRequired):
        merge_profiles(one, two, author="", now=NOW)
    with pytest.raises(MergeNotFound):
        unmerge_profiles(404, author=STAFF, now=NOW)
    assert held() == before


def test_what_the_survivor_has_of_its_own_stays_at_the_source(guest_profile, profile):
    # given
    both = (guest_profile.id, profile.id)
    remember_names([KnownName(one, f"Name {one}", "") for one in both])
    add_tags(
        [
            Tagging(profile_id=guest_profile.id, tag="vip", source=STAFF),
            Tagging(profile_id=guest_profile.id, tag="guest", source=STAFF),
            Tagging(profile_id=profile.id, tag="vip", source=STAFF),
        ],
        now=SEEN_AT,
    )
    set_attributes(
        [
            AttributeValue(profile_id=one, name="size", value=str(one), source=STAFF)
            for one in both
        ],
        now=SEEN_AT,
    )
    change_details(
        [DetailsChange(profile_id=guest_profile.id, language="it")],
        source=STAFF,
        now=SEEN_AT,
    )
    before = held(), tags_of(both), attributes_of(both), details_of(both)

    # when
    report = merge(guest_profile.id, profile.id)

    # then
    assert tags_of(both) == {profile.id: {"vip", "guest"}, guest_profile.id: {"vip"}}
    assert attributes_of([profile.id]) == {profile.id: {"size": str(profile.id)}}
    assert details_of([profile.id])[profile.id].language == "it"
    assert report.moved == {
        "crm_identifier": 1,
        "crm_profile_tag": 1,
        "crm_person_details": 1,
    }

    # when
    part(report)

    # then
    assert (held(), tags_of(both), attributes_of(both), details_of(both)) == before


def test_gaps_in_what_the_survivor_told_are_filled_and_emptied(guest_profile, profile):
    # given
    both = (guest_profile.id, profile.id)
    birthday = Birthday(month=12, day=10)
    told = [
        DetailsChange(
            profile_id=both[0],
            birthday=birthday,
            language="it",
            time_zone="Europe/Rome",
        ),
        DetailsChange(profile_id=both[1], language="en"),
    ]
    change_details(told, source=STAFF, now=SEEN_AT)
    before = details_of(both)

    # when
    report = merge(*both)

    # then
    known = details_of(both)[both[1]]
    assert (known.birthday, known.language, known.time_zone) == (
        birthday,
        "en",
        "Europe/Rome",
    )

    # when the survivor says another time zone, and they part
    change_details(
        [DetailsChange(profile_id=both[1], time_zone="Asia/Tokyo")],
        source=STAFF,
        now=NOW,
    )
    part(report)

    # then
    after = details_of(both)
    assert after[both[0]] == before[both[0]]
    assert (after[both[1]].birthday, after[both[1]].time_zone) == (None, "Asia/Tokyo")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["inner_first", "outer_first"])
def test_chain_comes_apart_in_any_order(three, order, make_profile):
    # given
    one, two, guest = three
    before = held()
    reports = [merge(guest, one), merge(one, two)]
    assert members_of(guest) == sorted(three)
    assert make_profile(guest_claim("guest@example.com")).id == two

    # when
    part(reports[order[0]])

    # then
    if order[0] == 0:
        assert members_of(two) == sorted([one, two])
        assert members_of(guest) == [guest]
    else:
        assert members_of(one) == sorted([one, guest])
        assert make_profile(guest_claim("guest@example.com")).id == one
        assert make_profile(account_claim(1)).id == one

    # when
    part(reports[order[1]])

    # then
    assert held() == before


def test_address_that_an_account_got_meanwhile_goes_with_it(three, make_profile):
    # given
    one, two, _ = three
    report = merge(two, one)

    # when the second account changes its address, and the first is read again
    make_profile(
        account_claim(2, "new@example.com", email_is_verified=True, seen_at=LATER)
    )
    make_profile(
        account_claim(1, "one@example.com", email_is_verified=True, seen_at=LATER)
    )

    # then only its own former address has ended
    live = Identifier.objects.filter(type="email", ended_at=None, profile_id=one)
    assert sorted(live.values_list("plain__value", flat=True)) == [
        "new@example.com",
        "one@example.com",
    ]

    # when
    part(report)

    # then
    assert make_profile(guest_claim("new@example.com", seen_at=LATER)).id == two
    assert make_profile(guest_claim("one@example.com", seen_at=LATER)).id == one


def test_erasing_one_of_them_erases_the_person(guest_profile, profile):
    # given
    remember_names(
        [KnownName(guest_profile.id, "Ada", ""), KnownName(profile.id, "Bob", "")]
    )
    report = merge(guest_profile.id, profile.id)

    # when
    erased = erase_profile(guest_profile.id, now=LATER, author=STAFF)

    # then
    assert erased.profile_id == guest_profile.id
    assert set(Profile.objects.values_list("erased_at", flat=True)) == {LATER}
    assert not IdentifierValue.objects.exists()
    assert held()[3] == []
    assert not MergedRow.objects.exists()
    with pytest.raises(PersonErased):
        part(report)
    assert erase_profile(profile.id, now=LATER, author=STAFF).rows == {}


def test_either_is_erased_alone_after_they_parted(guest_profile, profile):
    # given
    part(merge(guest_profile.id, profile.id))

    # when
    erase_profile(profile.id, now=LATER, author=STAFF)

    # then
    guest_profile.refresh_from_db()
    assert guest_profile.erased_at is None
    assert list(IdentifierValue.objects.values_list("value", flat=True)) == [
        "guest@example.com"
    ]
    with pytest.raises(PersonErased):
        merge(guest_profile.id, profile.id)


def test_export_holds_all_profiles_of_the_person(guest_profile, profile):
    # given
    merge(guest_profile.id, profile.id)

    # when
    exported = export_profile(guest_profile.id, now=LATER)

    # then
    found = [
        known["value"]
        for row in exported["data"]["identity"]
        for known in row["identifiers"]
    ]
    assert sorted(found) == ["7", "ada@example.com", "guest@example.com"]


def test_what_came_late_is_moved_by_the_next_run(guest_profile, profile):
    # given a worker that knew the guest by its own id
    report = merge(guest_profile.id, profile.id)
    add_tags([Tagging(profile_id=guest_profile.id, tag="late", source=STAFF)], now=NOW)

    # when
    moved = settle_merges(now=NOW + datetime.timedelta(minutes=1))

    # then
    assert moved == 1
    assert tags_of([profile.id]) == {profile.id: {"late"}}
    row = ProfileMerge.objects.get()
    assert row.moved == {"crm_identifier": 1, "crm_profile_tag": 1}
    assert row.settled_at is None

    # when
    assert settle_merges(now=LATER) == 0

    # then it goes home like the rest
    assert ProfileMerge.objects.get().settled_at == LATER
    part(report)
    assert tags_of([guest_profile.id]) == {guest_profile.id: {"late"}}


def test_origin_of_what_is_told_starts_nothing(guest_profile, profile):
    # when
    merge(guest_profile.id, profile.id)

    # then
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, profile_id, origin FROM crm_fact WHERE code LIKE 'identity.%%'"
        )
        assert cursor.fetchall() == [
            ("identity.profiles_merged", profile.id, Origin.REBUILD.value)
        ]
