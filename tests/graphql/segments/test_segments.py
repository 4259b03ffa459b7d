"""Segments in the API: who may what, what rules are refused, and what staff see."""

import pytest
from django.db import connection
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.segments import queries
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.errors import TooSlow
from saleor_crm_plugin.segments.models import Segment, SegmentMember
from saleor_crm_plugin.segments.tasks import keep_current
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.people_at_random import NOW
from tests.fixtures.unchanged import nothing_changes

BOUGHT_SHOES = {
    "field": "bought.orders",
    "operator": "at_least",
    "value": 1,
    "of": {"categories": [7]},
}
GUESTS = {"field": "profile.kind", "operator": "is", "value": "guest"}
INJECTIONS = [
    "' OR '1'='1",
    "guest'; DROP TABLE crm_profile; --",
    "%(now)s",
    "{people}",
    "{row}.erased_at",
    "$1",
    "\\'; --",
    "%s%s%s",
]
CREATE = """mutation($name: String!, $rule: JSON) {
    crmSegmentCreate(name: $name, rule: $rule) {
        segment { id number name kind rule version isCurrent count }
        errors { field code message } } }"""
UPDATE = """mutation($id: ID!, $rule: JSON, $version: Int!, $name: String) {
    crmSegmentUpdate(id: $id, rule: $rule, version: $version, name: $name) {
        segment { name version isCurrent } errors { field code } } }"""
DUPLICATE = """mutation($id: ID!) { crmSegmentDuplicate(id: $id, name: "Copy") {
    segment { name rule } errors { field code } } }"""
SNAPSHOT = """mutation($id: ID!) { crmSegmentSnapshot(id: $id, name: "Then") {
    segment { name kind count } errors { field code } } }"""
ARCHIVE = """mutation($id: ID!) { crmSegmentArchive(id: $id) {
    segment { archivedAt count } errors { field code } } }"""
INSTALL = """mutation($code: String!, $settings: JSON) {
    crmReadyMadeSegmentInstall(code: $code, settings: $settings) {
        segment { name rule } errors { field code } } }"""
ADD = """mutation($id: ID!, $profiles: [ID!]!) {
    crmSegmentMembersAdd(id: $id, profiles: $profiles) {
        segment { count } changed errors { field code } } }"""
REMOVE = """mutation($id: ID!, $profiles: [ID!]!) {
    crmSegmentMembersRemove(id: $id, profiles: $profiles) {
        segment { count } changed errors { field code } } }"""
ONE = "query($id: ID!) { crmSegment(id: $id) { name count } }"
MEMBERS = """query($id: ID!, $after: String) { crmSegment(id: $id) {
    members(first: 2, after: $after) {
        edges { node { joinReason profile { id } } }
        pageInfo { hasNextPage endCursor } } } }"""
ALL = """query($after: String) { crmSegments(first: 1, after: $after) {
    edges { node { name } } pageInfo { hasNextPage endCursor } } }"""
PREVIEW = """query($rule: JSON!) { crmSegmentPreview(rule: $rule) {
    count reachable { channel count } sample { id } } }"""
EXPLAIN = """query($profile: ID!, $rule: JSON, $segment: ID) {
    crmSegmentExplain(profile: $profile, rule: $rule, segment: $segment) {
        path depth kind asked known isMet segmentName rule knownValue } }"""
OF_PROFILE = """query($profile: ID!) { crmProfileSegments(profile: $profile) {
    segment { name } joinReason } }"""
FIELDS = """{ crmSegmentFields { code label group help kind unit chosenFrom takesWindow
    operators { code shape } choices { value label } scopeSchema } }"""
READY_MADE = "{ crmReadyMadeSegments { code name description settingsSchema } }"


@pytest.fixture
def staff(staff_api):
    return staff_api(
        DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS
    )


@pytest.fixture
def guests(db):
    """The segment of guests, filled; there are three."""
    people = [Profile.objects.create(kind="guest") for _ in range(3)]
    Profile.objects.create(kind="account")
    row = create_segment("Guests", kind="rule", rule=GUESTS, author="user:1", now=NOW)
    with clock.fixed_at(NOW):
        keep_current()
    row.refresh_from_db()
    row.people = [one.pk for one in people]
    return row


@pytest.fixture
def chosen(db):
    return create_segment("Chosen", kind="list", author="user:1", now=NOW)


def segment_id(row):
    return global_id("CrmSegment", row.pk)


def profile_id(row_id):
    return global_id("CrmProfile", row_id)


def test_outsiders_may_nothing(outsiders, guests, chosen):
    one = segment_id(guests)
    person = profile_id(guests.people[0])
    assert_closed(outsiders, ONE, id=one)
    assert_closed(outsiders, ALL)
    assert_closed(outsiders, FIELDS)
    assert_closed(outsiders, READY_MADE)
    assert_closed(outsiders, PREVIEW, rule=GUESTS)
    assert_closed(outsiders, EXPLAIN, profile=person, rule=GUESTS)
    assert_closed(outsiders, OF_PROFILE, profile=person)
    assert_closed(outsiders, CREATE, name="Mine", rule=GUESTS)
    assert_closed(outsiders, UPDATE, id=one, name="Mine", version=1)
    assert_closed(outsiders, DUPLICATE, id=one)
    assert_closed(outsiders, SNAPSHOT, id=one)
    assert_closed(outsiders, ARCHIVE, id=one)
    assert_closed(outsiders, INSTALL, code="never_bought")
    assert_closed(outsiders, ADD, id=segment_id(chosen), profiles=[person])
    assert_closed(outsiders, REMOVE, id=segment_id(chosen), profiles=[person])


def test_rules_are_of_discounts_and_people_of_users(staff_api, app_api, guests, chosen):
    # given
    rules = [
        staff_api(DiscountPermissions.MANAGE_DISCOUNTS),
        app_api(DiscountPermissions.MANAGE_DISCOUNTS),
    ]
    people = [
        staff_api(AccountPermissions.MANAGE_USERS),
        app_api(AccountPermissions.MANAGE_USERS),
    ]
    person = profile_id(guests.people[0])

    # then those who make rules see numbers, and nobody by name
    assert_closed(rules, MEMBERS, id=segment_id(guests))
    assert_closed(rules, EXPLAIN, profile=person, rule=GUESTS)
    assert_closed(rules, ADD, id=segment_id(chosen), profiles=[person])
    for api in rules:
        found = api.ask(PREVIEW, rule=GUESTS)["crmSegmentPreview"]
        assert found == {"count": 3, "reachable": [], "sample": None}

    # and those who manage customers make no rules
    assert_closed(people, CREATE, name="Mine", rule=GUESTS)
    assert_closed(people, PREVIEW, rule=GUESTS)
    for api in people:
        [found] = api.ask(OF_PROFILE, profile=person)["crmProfileSegments"]
        assert found == {"segment": {"name": "Guests"}, "joinReason": "RULE"}


def test_a_segment_is_made_changed_copied_and_archived(staff, guests):
    # when
    made = staff.done(CREATE, name="Others", rule={"not": GUESTS})["segment"]
    with clock.fixed_at(NOW):
        keep_current()
    changed = staff.done(UPDATE, id=made["id"], rule=GUESTS, version=1)["segment"]
    copied = staff.done(DUPLICATE, id=made["id"])["segment"]
    shot = staff.done(SNAPSHOT, id=segment_id(guests))["segment"]
    archived = staff.done(ARCHIVE, id=segment_id(guests))["segment"]

    # then
    assert (made["kind"], made["version"], made["isCurrent"]) == ("RULE", 1, False)
    assert made["rule"] == {"not": GUESTS}
    assert changed == {"name": "Others", "version": 2, "isCurrent": False}
    assert copied == {"name": "Copy", "rule": GUESTS}
    assert shot == {"name": "Then", "kind": "LIST", "count": 3}
    assert archived["count"] == 0
    assert archived["archivedAt"] is not None


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_is_written_into_a_rule_is_compared_and_never_run(staff, guests, text):
    # given
    rules = [
        {"field": "place.city", "operator": "is", "value": text},
        {"field": "profile.tags", "operator": "has_any", "value": [text]},
        {
            "field": "profile.attribute",
            "operator": "is",
            "value": text,
            "of": {"name": text},
        },
        {
            "field": "bought.orders",
            "operator": "at_least",
            "value": 1,
            "of": {"channels": [text], "voucher": text},
        },
    ]

    # then nobody is meant, nothing is changed, and in other places it is refused
    with nothing_changes():
        for rule in rules:
            assert staff.ask(PREVIEW, rule=rule)["crmSegmentPreview"]["count"] == 0
    for place in ("field", "operator", "value"):
        [(field, _)] = staff.refused(CREATE, name="Bad", rule={**GUESTS, place: text})
        assert field == f"rule.{place}"


def test_refusals_name_the_place(staff, guests, chosen):
    one = segment_id(guests)
    person = profile_id(guests.people[0])
    deep = {"all": [GUESTS, {"not": {**GUESTS, "operator": "at_least"}}]}
    assert staff.refused(CREATE, name="Bad", rule=deep) == [
        ("rule.all.1.not.operator", "WRONG_OPERATOR")
    ]
    assert staff.refused(CREATE, name=" ", rule=GUESTS) == [("name", "REQUIRED")]
    assert staff.refused(CREATE, name="Guests", rule=GUESTS) == [
        ("name", "ALREADY_EXISTS")
    ]
    circle = {"segment": guests.pk}
    assert staff.refused(UPDATE, id=one, rule=circle, version=1) == [
        ("rule.segment", "CYCLE")
    ]
    assert staff.refused(UPDATE, id=one, rule={"not": GUESTS}, version=7) == [
        ("version", "CHANGED_MEANWHILE")
    ]
    assert staff.refused(ADD, id=one, profiles=[person]) == [("id", "WRONG_KIND")]
    unknown = [profile_id(404404)]
    assert staff.refused(ADD, id=segment_id(chosen), profiles=unknown) == [
        ("profiles", "NOT_FOUND")
    ]
    assert staff.refused(INSTALL, code="nothing") == [("code", "NOT_FOUND")]
    assert staff.refused(INSTALL, code="in_cities", settings={}) == [
        ("settings.cities", "REQUIRED")
    ]


def test_a_list_is_kept_by_staff(staff, guests, chosen):
    # given
    ids = [profile_id(one) for one in guests.people[:2]]
    one = segment_id(chosen)

    # when
    added = staff.done(ADD, id=one, profiles=ids)
    again = staff.done(ADD, id=one, profiles=ids)
    removed = staff.done(REMOVE, id=one, profiles=ids[:1])

    # then
    assert added == {"segment": {"count": 2}, "changed": 2}
    assert again == {"segment": {"count": 2}, "changed": 0}
    assert removed == {"segment": {"count": 1}, "changed": 1}
    rows = SegmentMember.objects.filter(segment=chosen).order_by("id")
    reasons = rows.values_list("profile_id", "join_reason", "leave_reason")
    assert list(reasons) == [
        (guests.people[0], "staff", "staff"),
        (guests.people[1], "staff", ""),
    ]


def test_members_and_segments_are_read_page_by_page(staff, guests, chosen):
    # when
    first = staff.ask(MEMBERS, id=segment_id(guests))["crmSegment"]["members"]
    after = first["pageInfo"]["endCursor"]
    second = staff.ask(MEMBERS, id=segment_id(guests), after=after)
    second = second["crmSegment"]["members"]
    page = staff.ask(ALL)["crmSegments"]
    next_page = staff.ask(ALL, after=page["pageInfo"]["endCursor"])["crmSegments"]

    # then
    ids = [
        edge["node"]["profile"]["id"] for edge in [*first["edges"], *second["edges"]]
    ]
    assert ids == [profile_id(one) for one in guests.people]
    assert first["edges"][0]["node"]["joinReason"] == "RULE"
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (
        True,
        False,
    )
    names = [one["edges"][0]["node"]["name"] for one in (page, next_page)]
    assert names == ["Chosen", "Guests"]
    assert next_page["pageInfo"]["hasNextPage"] is False


def test_a_count_that_takes_too_long_is_given_up(staff, guests, monkeypatch):
    # given many people and no purchases, known to the planner
    Profile.objects.bulk_create([Profile(kind="guest") for _ in range(3000)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE crm_profile, crm_customer_product")
    slow = queries.LOOK.replace(
        "SELECT (SELECT", "SELECT pg_sleep(9)::text, (SELECT", 1
    )
    monkeypatch.setattr(queries, "PATIENCE_MILLISECONDS", 20)
    monkeypatch.setattr(queries, "LOOK", slow)

    # when
    with nothing_changes(), pytest.raises(TooSlow) as refusal:
        queries.preview({"all": [{"not": BOUGHT_SHOES}, GUESTS]}, now=NOW)

    # then it names the dearer of the two conditions
    assert (refusal.value.field, refusal.value.code) == ("rule.all.1", "too_slow")


def test_who_asks_too_much_hears_so(staff, guests, monkeypatch):
    # given
    monkeypatch.setattr(queries, "read_rows_within", lambda *_args, **_kwargs: None)

    # when
    [error] = staff.post(PREVIEW, rule=GUESTS)["errors"]

    # then
    assert error["message"].startswith("The count was given up after 3 seconds")
    assert (error["extensions"]["code"], error["extensions"]["field"]) == (
        "TOO_SLOW",
        "rule",
    )


def test_every_field_can_be_asked_for_with_words(staff):
    for one in staff.ask(FIELDS)["crmSegmentFields"]:
        assert one["help"].endswith("."), one["code"]
        assert one["label"]
        assert one["operators"], one["code"]
        assert one["scopeSchema"]["type"] == "object"


def test_a_ready_made_segment_is_installed(staff):
    # when
    made = staff.done(INSTALL, code="in_cities", settings={"cities": ["Roma"]})
    listed = staff.ask(READY_MADE)["crmReadyMadeSegments"]

    # then
    assert made["segment"]["rule"] == {
        "field": "place.city",
        "operator": "one_of",
        "value": ["Roma"],
    }
    assert Segment.objects.get().code == "in_cities"
    assert len(listed) >= 20
    assert all(one["description"].endswith(".") for one in listed)
