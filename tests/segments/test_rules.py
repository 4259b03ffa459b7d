"""Rules that cannot be asked are refused by the place in the tree, and nothing is changed."""

from zoneinfo import ZoneInfo

import pytest

from saleor_crm_plugin.segments.actions.lists import add_to_list
from saleor_crm_plugin.segments.actions.save import (
    archive_segment,
    create_segment,
    duplicate_segment,
    snapshot_segment,
    update_segment,
)
from saleor_crm_plugin.segments.errors import (
    ChangedMeanwhile,
    InvalidDescription,
    InvalidName,
    InvalidRule,
    NameTaken,
    SegmentInUse,
    WrongKind,
)
from saleor_crm_plugin.segments.field import Moment
from saleor_crm_plugin.segments.models import SegmentMember
from saleor_crm_plugin.segments.plan import make_plan
from saleor_crm_plugin.segments.policies.rule import (
    MOST_CONDITIONS,
    MOST_DEPTH,
    MOST_IN_GROUP,
)
from saleor_crm_plugin.segments.reading import member_ids
from tests.fixtures.people_at_random import NOW
from tests.fixtures.unchanged import nothing_changes

GUEST = {"field": "profile.kind", "operator": "is", "value": "guest"}
INJECTION = "x' OR 1=1; DROP TABLE crm_profile; --"


def nested(depth):
    rule = GUEST
    for _ in range(depth):
        rule = {"not": rule}
    return rule


def condition(**changes):
    return {"all": [GUEST, {**GUEST, **changes}]}


REFUSED = [
    ("guests", "rule", "invalid"),
    (None, "rule", "invalid"),
    ([], "rule", "invalid"),
    ({}, "rule.field", "required"),
    ({"all": []}, "rule.all", "invalid"),
    ({"all": [GUEST], "any": [GUEST]}, "rule", "invalid"),
    ({"all": [GUEST] * (MOST_IN_GROUP + 1)}, "rule.all", "too_many"),
    ({"any": [{"all": [GUEST] * 25}] * 3}, "rule", "too_many"),
    (nested(MOST_DEPTH), "rule" + ".not" * MOST_DEPTH, "too_deep"),
    (nested(3000), "rule", "too_many"),
    ({"not": [GUEST]}, "rule.not", "invalid"),
    (condition(field=INJECTION), "rule.all.1.field", "invalid"),
    (condition(field="person.erased_at"), "rule.all.1.field", "unknown_field"),
    (condition(field="profile.kind'"), "rule.all.1.field", "invalid"),
    (condition(field=7), "rule.all.1.field", "invalid"),
    (condition(operator="= 1 OR"), "rule.all.1.operator", "invalid"),
    (condition(operator="at_least"), "rule.all.1.operator", "wrong_operator"),
    (condition(value=INJECTION), "rule.all.1.value", "wrong_value"),
    (condition(value=["guest"]), "rule.all.1.value", "wrong_value"),
    (condition(value="guest\x00"), "rule.all.1.value", "wrong_value"),
    (condition(value=None), "rule.all.1.value", "wrong_value"),
    (condition(sql="1=1"), "rule.all.1.sql", "invalid"),
    (condition(within_days=7), "rule.all.1.within_days", "wrong_scope"),
    (condition(within_days="7 days"), "rule.all.1.within_days", "invalid"),
    (condition(of={"id": 1}), "rule.all.1.of.id", "wrong_scope"),
    ({"segment": 1}, "rule.segment", "not_found"),
    ({"segment": "1 OR 1=1"}, "rule.segment", "invalid"),
    (
        {"field": "profile.tags", "operator": "has_any", "value": ["x" * 201]},
        "rule.value",
        "wrong_value",
    ),
    (
        {"field": "profile.tags", "operator": "has_any", "value": ["x"] * 501},
        "rule.value",
        "wrong_value",
    ),
    (
        {"field": "orders.count", "operator": "at_least", "value": "NaN"},
        "rule.value",
        "wrong_value",
    ),
    (
        {"field": "orders.count", "operator": "at_least", "value": 10**13},
        "rule.value",
        "wrong_value",
    ),
    (
        {"field": "orders.count", "operator": "between", "value": [5, 1]},
        "rule.value",
        "wrong_value",
    ),
    (
        {"field": "orders.last_at", "operator": "in_last_days", "value": 10**9},
        "rule.value",
        "wrong_value",
    ),
    (
        {"field": "orders.last_at", "operator": "before", "value": "yesterday"},
        "rule.value",
        "wrong_value",
    ),
    (
        {
            "field": "orders.spent",
            "operator": "at_least",
            "value": 1,
            "of": {"currency": "EUR'; --"},
        },
        "rule.of.currency",
        "wrong_scope",
    ),
    (
        {"field": "orders.spent", "operator": "at_least", "value": 1},
        "rule.of.currency",
        "wrong_scope",
    ),
]


@pytest.mark.parametrize(("rule", "path", "code"), REFUSED)
def test_what_cannot_be_asked_is_refused_by_its_place(rule, path, code):
    with pytest.raises(InvalidRule) as refusal:
        make_plan(rule, {})
    assert (refusal.value.field, refusal.value.code) == (path, code)


@pytest.mark.parametrize(
    "asked",
    [
        {"field": "profile.attribute", "operator": "is", "of": {"name": INJECTION}},
        {"field": "profile.attribute_number", "operator": "at_least", "value": 1}
        | {"of": {"name": "%(profile_ids)s"}},
        {"field": "place.city", "operator": "starts_with"},
        {"field": "profile.tags", "operator": "has_all", "value": [INJECTION, "{row}"]},
        {"field": "bought.orders", "operator": "at_least", "value": 1}
        | {"of": {"channels": [INJECTION], "voucher": "{people}"}},
    ],
)
def test_what_is_asked_for_is_a_value_and_never_sql(profile, asked):
    part = make_plan({"any": [{"value": INJECTION, **asked}, {"not": GUEST}]}, {})
    moment = Moment(now=NOW, zone=ZoneInfo("UTC"))

    with nothing_changes():
        assert member_ids(part, moment) == [profile.pk]


@pytest.mark.parametrize("field", ["profile.attribute", "profile.attribute_date"])
@pytest.mark.parametrize("name", ["", "a\x00b", "\ud800", "x" * 65, 7, None])
def test_names_that_cannot_be_kept_are_refused(field, name):
    rule = {"field": field, "operator": "known", "of": {"name": name}}
    with pytest.raises(InvalidRule) as refusal:
        make_plan({"all": [rule]}, {})
    assert refusal.value.field == "rule.all.0.of.name"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"description": "\x00"}, "description"),
        ({"description": "x" * 501}, "description"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(db, words, field):
    guests = make("Guests", GUEST)

    with nothing_changes(), pytest.raises((InvalidName, InvalidDescription)) as made:
        create_segment(
            **{"name": "Others", "kind": "list", "author": "user:1", "now": NOW} | words
        )
    with nothing_changes(), pytest.raises((InvalidName, InvalidDescription)) as changed:
        update_segment(guests.pk, **words, author="user:1", now=NOW)

    assert (made.value.field, changed.value.field) == (field, field)


def test_every_problem_is_named():
    # given
    rule = {"all": [{**GUEST, "value": 1}, {**GUEST, "field": "nobody.knows"}, {}]}

    # when
    with pytest.raises(InvalidRule) as refusal:
        make_plan(rule, {})

    # then the shape comes first: what has none is not looked at further
    assert [one.path for one in refusal.value.problems] == [
        "rule.all.2.field",
        "rule.all.2.operator",
    ]


def test_as_many_conditions_as_allowed_can_be_asked():
    groups = [{"all": [GUEST] * (MOST_CONDITIONS // 2)}] * 2
    assert make_plan({"any": groups}, {}).path == "rule.any"


def make(name, rule=None):
    kind = "list" if rule is None else "rule"
    return create_segment(name, kind=kind, rule=rule, author="user:1", now=NOW)


def test_segments_do_not_go_round_in_a_circle(db):
    # given
    first = make("First", GUEST)
    second = make("Second", {"not": {"segment": first.pk}})
    third = make("Third", {"all": [GUEST, {"segment": second.pk}]})

    # when
    with nothing_changes(), pytest.raises(InvalidRule) as refusal:
        update_segment(
            first.pk, rule={"any": [{"segment": third.pk}]}, author="user:1", now=NOW
        )

    # then
    assert (refusal.value.field, refusal.value.code) == ("rule.any.0.segment", "cycle")
    assert "First > Third > Second > First" in refusal.value.message


def test_a_segment_in_use_is_not_archived(db):
    # given
    inner = make("Inner")
    outer = make("Outer", {"segment": inner.pk})

    # when
    with nothing_changes(), pytest.raises(SegmentInUse) as refusal:
        archive_segment(inner.pk, author="user:1", now=NOW)
    archive_segment(outer.pk, author="user:1", now=NOW)

    # then
    assert refusal.value.names == ["Outer"]
    assert archive_segment(inner.pk, author="user:1", now=NOW).archived_at == NOW


def test_names_are_of_segments_in_use(db):
    # given
    first = make("Guests", GUEST)

    # when
    with pytest.raises(NameTaken):
        make("Guests", GUEST)
    archive_segment(first.pk, author="user:1", now=NOW)

    # then
    assert make("Guests", GUEST).pk != first.pk


def test_an_edit_of_what_has_changed_is_refused(db):
    # given
    guests = make("Guests", GUEST)
    update_segment(guests.pk, rule={"not": GUEST}, author="user:1", now=NOW)

    # when
    with nothing_changes(), pytest.raises(ChangedMeanwhile) as refusal:
        update_segment(guests.pk, rule=GUEST, version=1, author="user:2", now=NOW)

    # then
    assert refusal.value.version == 2


def test_a_list_is_copied_with_its_people_and_a_snapshot_does_not_follow(profile):
    # given
    chosen = make("Chosen")
    add_to_list(chosen.pk, [profile.pk], now=NOW)

    # when
    copy = duplicate_segment(chosen.pk, name="Copy", author="user:1", now=NOW)
    shot = snapshot_segment(chosen.pk, name="Then", author="user:1", now=NOW)

    # then
    rows = SegmentMember.objects.filter(segment__in=[copy, shot])
    assert sorted(rows.values_list("segment__name", "profile_id")) == [
        ("Copy", profile.pk),
        ("Then", profile.pk),
    ]


def test_a_rule_is_no_list(profile):
    # given
    guests, chosen = make("Guests", GUEST), make("Chosen")

    # then
    with nothing_changes(), pytest.raises(WrongKind):
        add_to_list(guests.pk, [profile.pk], now=NOW)
    with nothing_changes(), pytest.raises(WrongKind):
        update_segment(chosen.pk, rule=GUEST, author="user:1", now=NOW)
