"""Notes and follow-ups: add, complete, read."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.catching_up import catch_up

SHOWN = """
fragment Shown on CrmNote { id text authorId ownerId dueAt doneAt }
"""
ADD = """
mutation Add($profile: ID!, $text: String!) {
  crmNoteAdd(profile: $profile, text: $text) {
    note { ...Shown } errors { field code message }
  }
}
"""
ADD += SHOWN
FOLLOW_UP = """
mutation FollowUp($profile: ID!, $text: String!, $dueAt: DateTime!, $owner: ID) {
  crmFollowUpAdd(profile: $profile, text: $text, dueAt: $dueAt, owner: $owner) {
    note { ...Shown } errors { field code message }
  }
}
"""
FOLLOW_UP += SHOWN
COMPLETE = """
mutation Complete($id: ID!) {
  crmFollowUpComplete(id: $id) { note { ...Shown } errors { field code message } }
}
"""
COMPLETE += SHOWN
MINE = """
query Mine($first: Int, $after: String) {
  crmMyFollowUps(first: $first, after: $after) {
    edges { node { text } } pageInfo { hasNextPage endCursor }
  }
}
"""
NOTES = """
query Notes($id: ID!) {
  crmProfile(id: $id) {
    notes(first: 5) { edges { node { text } } }
    timeline(first: 5) { edges { node { type } } }
  }
}
"""
FOUND = """
query Found($search: String!, $profile: ID, $first: Int, $after: String) {
  crmNotes(search: $search, profile: $profile, first: $first, after: $after) {
    edges { node { text profileId } } pageInfo { hasNextPage endCursor }
  }
}
"""
TOMORROW = "2099-01-02T00:00:00+00:00"


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def person(member):
    return global_id("CrmProfile", member)


def test_a_note_is_read_on_the_profile_and_shows_in_the_timeline(person, staff):
    note = staff.done(ADD, profile=person, text=" Prefers e-mail. ")["note"]

    assert note["text"] == "Prefers e-mail."
    assert note["authorId"] == global_id("User", staff.user.pk)
    assert (note["ownerId"], note["dueAt"], note["doneAt"]) == (None, None, None)
    catch_up()
    shown = staff.ask(NOTES, id=person)["crmProfile"]
    assert shown["notes"]["edges"] == [{"node": {"text": "Prefers e-mail."}}]
    assert shown["timeline"]["edges"] == [{"node": {"type": "timeline.note_added"}}]


def test_a_note_says_whom_it_is_about(person, staff, customer_api):
    add = ADD.replace("id text", "id personName text")

    note = staff.done(add, profile=person, text="Prefers e-mail.")["note"]

    assert note["personName"] == customer_api.user.email


def test_a_follow_up_is_mine_until_it_is_done(person, staff):
    note = staff.done(FOLLOW_UP, profile=person, text="Call.", dueAt=TOMORROW)["note"]
    now = clock.now()

    assert note["ownerId"] == global_id("User", staff.user.pk)
    assert note["dueAt"] == TOMORROW
    mine = staff.ask(MINE, first=5)["crmMyFollowUps"]
    assert mine["edges"] == [{"node": {"text": "Call."}}]

    with clock.fixed_at(now):
        done = staff.done(COMPLETE, id=note["id"])["note"]

    assert done["doneAt"] == now.isoformat()
    assert staff.ask(MINE, first=5)["crmMyFollowUps"]["edges"] == []
    assert staff.refused(COMPLETE, id=note["id"]) == [("id", "ALREADY_DONE")]


def test_follow_ups_come_soonest_first_page_by_page(person, staff):
    for day in (3, 1, 2, 1):
        due = datetime.datetime(2099, 1, day, tzinfo=datetime.UTC).isoformat()
        staff.done(FOLLOW_UP, profile=person, text=f"Day {day}", dueAt=due)

    first = staff.ask(MINE, first=2)["crmMyFollowUps"]
    second = staff.ask(MINE, first=2, after=first["pageInfo"]["endCursor"])

    texts = [
        edge["node"]["text"]
        for page in (first, second["crmMyFollowUps"])
        for edge in page["edges"]
    ]
    assert texts == ["Day 1", "Day 1", "Day 2", "Day 3"]


def test_notes_are_found_by_what_they_say_page_by_page(person, staff):
    texts = ("Likes LINEN.", "Likes wool.", "linen, 100% of it")
    for text in texts:
        staff.done(ADD, profile=person, text=text)

    def found(search, **page):
        notes = staff.ask(FOUND, search=search, **({"first": 5} | page))["crmNotes"]
        return [edge["node"]["text"] for edge in notes["edges"]], notes["pageInfo"]

    first, page = found("linen", first=1)
    second, last = found("linen", first=1, after=page["endCursor"])

    assert (first, page["hasNextPage"]) == (["linen, 100% of it"], True)
    assert (second, last["hasNextPage"]) == (["Likes LINEN."], False)
    assert found("100%")[0] == ["linen, 100% of it"]
    assert found("silk")[0] == []
    assert found(" ")[0] == []


def test_notes_are_found_about_one_person_or_anybody(
    person, guest_profile, staff, member
):
    guest = global_id("CrmProfile", guest_profile.id)
    for profile in (person, guest):
        staff.done(ADD, profile=profile, text="Wide feet.")

    def about(**asked):
        notes = staff.ask(FOUND, search="feet", first=5, **asked)["crmNotes"]
        return [edge["node"]["profileId"] for edge in notes["edges"]]

    assert about(profile=guest) == [guest]
    assert about(profile=person) == [person]
    assert about() == [guest, person]

    staff.ask(
        """
        mutation Merge($profile: ID!, $into: ID!) {
          crmProfilesMerge(profile: $profile, into: $into) { errors { code } }
        }
        """,
        profile=guest,
        into=person,
    )
    assert about(profile=guest) == [person, person]


@pytest.mark.parametrize(
    "asked",
    [
        {"search": "x" * 121},
        {"search": "a\x00b"},
        {"profile": "nonsense"},
        {"first": None},
        {"after": "nonsense"},
    ],
)
def test_a_wrong_search_is_refused(asked, staff):
    answer = staff.post(FOUND, **({"search": "x", "first": 5} | asked))

    assert answer["data"] == {"crmNotes": None}
    assert len(answer["errors"]) == 1


def test_nobody_else_may(person, staff, outsiders):
    note = staff.done(FOLLOW_UP, profile=person, text="Call.", dueAt=TOMORROW)["note"]

    assert_closed(outsiders, ADD, profile=person, text="x")
    assert_closed(outsiders, FOLLOW_UP, profile=person, text="x", dueAt=TOMORROW)
    assert_closed(outsiders, COMPLETE, id=note["id"])
    assert_closed(outsiders, MINE, first=5)
    assert_closed(outsiders, FOUND, search="Call", first=5)


def test_an_app_writes_no_notes(person, app_api):
    app = app_api(AccountPermissions.MANAGE_USERS)

    assert app.refused(ADD, profile=person, text="x") == [(None, "INVALID")]
    assert app.ask(MINE, first=5)["crmMyFollowUps"]["edges"] == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"text": " "}, "text", "REQUIRED"),
        ({"text": "x" * 10_001}, "text", "INVALID"),
        ({"text": "a\x00b"}, "text", "INVALID"),
        ({"profile": "nonsense"}, "profile", "INVALID"),
        ({"profile": global_id("CrmProfile", 10**9)}, "profile", "NOT_FOUND"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(changes, field, code, person, staff):
    asked = {"profile": person, "text": "x"} | changes

    assert staff.refused(ADD, **asked) == [(field, code)]
    assert staff.refused(FOLLOW_UP, **asked, dueAt=TOMORROW) == [(field, code)]


def test_nothing_is_noted_about_an_erased_person(member, person, staff):
    erase_profile(member, now=clock.now(), author="user:1")

    assert staff.refused(ADD, profile=person, text="x") == [("profile", "ERASED")]


def test_the_owner_must_be_staff(person, staff, customer_api):
    for owner, code in (
        (global_id("User", customer_api.user.pk), "INVALID"),
        ("nonsense", "INVALID"),
    ):
        assert staff.refused(
            FOLLOW_UP, profile=person, text="x", dueAt=TOMORROW, owner=owner
        ) == [("owner", code)]


def test_another_id_is_refused(staff, member):
    assert staff.refused(COMPLETE, id="nonsense") == [("id", "INVALID")]
    assert staff.refused(COMPLETE, id=global_id("CrmNote", 10**9)) == [
        ("id", "NOT_FOUND")
    ]
