"""Names in place of numbers while staff write a rule; what a segment is used by, and who changed it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.segments.actions.save import create_segment, update_segment
from saleor_crm_plugin.segments.choices import MOST_CHOICES, SOURCES
from saleor_crm_plugin.segments.field import fields
from tests.fixtures.api import global_id
from tests.fixtures.people_at_random import NOW

CHOICES = """query($from: String!, $search: String, $values: [String!]) {
    crmSegmentChoices(chosenFrom: $from, search: $search, values: $values) { value label } }"""
USES = "query($id: ID!) { crmSegmentUses(id: $id) { kind name } }"
CHANGED = "{ crmSegments(first: 10) { edges { node { name changedBy } } } }"
GUESTS = {"field": "profile.kind", "operator": "is", "value": "guest"}
# Named by the browser, in the reader's language.
OF_THE_WORLD = {"", "country", "language"}


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


@pytest.fixture
def lists(db):
    return [
        create_segment(name, kind="list", author="user:0", now=NOW)
        for name in ("Press 100%", "Friends", "Press_1")
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_answers(staff, source):
    found = staff.ask(CHOICES, **{"from": source})["crmSegmentChoices"]

    assert isinstance(found, list)


def test_every_field_is_chosen_from_something_that_there_is():
    assert {one.chosen_from for one in fields} - OF_THE_WORLD <= set(SOURCES)


def test_choices_are_found_by_name_and_by_value(staff, lists):
    def names(**asked):
        found = staff.ask(CHOICES, **{"from": "list"}, **asked)["crmSegmentChoices"]
        return [one["label"] for one in found]

    assert names() == ["Friends", "Press 100%", "Press_1"]
    assert names(search="pRESS") == ["Press 100%", "Press_1"]
    # What would be a pattern is compared as it stands.
    assert names(search="%") == ["Press 100%"]
    assert names(search="_") == ["Press_1"]
    assert names(values=[str(lists[1].pk), "404404", "no number"]) == ["Friends"]
    assert names(values=[]) == []


def test_no_more_than_a_page_of_choices(staff):
    for number in range(MOST_CHOICES + 1):
        create_segment(f"List {number}", kind="list", author="user:0", now=NOW)

    found = staff.ask(CHOICES, **{"from": "list"})["crmSegmentChoices"]

    assert len(found) == MOST_CHOICES


def test_only_what_segments_hear_of_can_be_asked_of_the_timeline(staff):
    found = staff.ask(CHOICES, **{"from": "entry_type", "search": ""})
    codes = {one["value"] for one in found["crmSegmentChoices"]}

    assert "order.paid" in codes
    assert "segments.entered" not in codes


def test_unknown_sources_and_texts_that_cannot_be_kept_are_refused(staff):
    for asked in ({"from": "account_user"}, {"from": "tag", "search": "x" * 201}):
        [error] = staff.post(CHOICES, **asked)["errors"]
        assert error["extensions"]["code"] == "INVALID"


def test_what_names_a_segment_uses_it(staff, lists):
    friends = lists[1]
    rule = {"any": [GUESTS, {"segment": friends.pk}]}
    create_segment("Near us", kind="rule", rule=rule, author="user:0", now=NOW)

    def uses(row):
        return staff.ask(USES, id=global_id("CrmSegment", row.pk))["crmSegmentUses"]

    assert uses(friends) == [{"kind": "segments", "name": "Near us"}]
    assert uses(lists[0]) == []


def test_whoever_changed_a_segment_last_is_named(staff, lists):
    # given
    staff.user.first_name, staff.user.last_name = "Anna", "Rossi"
    staff.user.save()
    changes = {"author": f"user:{staff.user.pk}", "now": NOW}
    update_segment(lists[1].pk, name="Friends of ours", version=1, **changes)

    # when
    with CaptureQueriesContext(connection) as several:
        found = staff.ask(CHANGED)["crmSegments"]["edges"]

    # then
    assert {one["node"]["name"]: one["node"]["changedBy"] for one in found} == {
        "Friends of ours": "Anna Rossi",
        "Press 100%": "user:0",
        "Press_1": "user:0",
    }
    asked = [one["sql"] for one in several if "crm_settings_change" in one["sql"]]
    assert len(asked) == 1
