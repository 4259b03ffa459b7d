"""A person's timeline: pages, types, and cursors."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.graphql.pages import write_cursor
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.events import FollowUpDone, NoteAdded
from tests.fixtures.api import global_id

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
TIMELINE = """
query Timeline($id: ID!, $first: Int, $after: String, $types: [String!]) {
  crmProfile(id: $id) {
    timeline(first: $first, after: $after, types: $types) {
      edges { cursor node { id type occurredAt origin summary payload } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}
"""


@pytest.fixture
def person(member):
    """Somebody with five entries, four of them at the same moment."""
    moments = [NOON, NOON, NOON, NOON, NOON + datetime.timedelta(days=40)]
    record(
        [
            (FollowUpDone if number % 2 else NoteAdded)(
                key=f"note:{number}",
                occurred_at=moment,
                origin=Origin.LIVE,
                profile_id=member,
                note_id=number,
                author_id=1,
            )
            for number, moment in enumerate(moments)
        ]
    )
    return global_id("CrmProfile", member)


@pytest.fixture
def ask(staff_api, person):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    def page(**place):
        shown = staff.ask(TIMELINE, id=person, **place)
        return shown["crmProfile"]["timeline"]

    return page


def test_an_entry_tells_what_happened(ask):
    node = ask(first=1)["edges"][0]["node"]

    assert (node["type"], node["origin"]) == ("timeline.note_added", "live")
    assert node["occurredAt"] == "2026-04-10T12:00:00+00:00"
    assert node["payload"] == {"note_id": 4, "author_id": 1}
    assert node["summary"].endswith(".")


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_pages_hold_every_entry_once_also_those_of_one_moment(size, ask):
    seen, after, pages = [], None, 0
    while True:
        page = ask(first=size, after=after)
        seen += [edge["node"]["payload"]["note_id"] for edge in page["edges"]]
        pages += 1
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert seen == [4, 3, 2, 1, 0]
    assert pages == -(-5 // size)


def test_types_are_filtered(ask):
    page = ask(first=5, types=["timeline.follow_up_done"])

    assert [edge["node"]["payload"]["note_id"] for edge in page["edges"]] == [3, 1]
    assert ask(first=5, types=["no.such"])["edges"] == []


@pytest.mark.parametrize(
    "place",
    [
        {"first": None},
        {"first": 0},
        {"first": 101},
        {"first": 5, "after": "nonsense"},
        {"first": 5, "after": write_cursor(["2026-03-01T12:00:00", 1])},
        {"first": 5, "after": write_cursor([NOON, 10**20])},
        {"first": 5, "after": write_cursor([NOON, "1"])},
    ],
)
def test_a_wrong_page_is_refused(place, person, staff_api):
    answer = staff_api(AccountPermissions.MANAGE_USERS).post(
        TIMELINE, id=person, **place
    )

    message = answer["errors"][0]["message"]
    assert "cursor is invalid" in message or "first" in message
