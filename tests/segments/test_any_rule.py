"""Any rule and any people: the statement over everybody and the look at each of them agree."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.saleor_adapter.db import WRITER
from saleor_crm_plugin.saleor_adapter.reading import read_rows
from saleor_crm_plugin.segments.compiling import verdicts
from saleor_crm_plugin.segments.explaining import explain
from saleor_crm_plugin.segments.field import Moment, fields
from saleor_crm_plugin.segments.plan import make_plan
from saleor_crm_plugin.segments.reading import member_ids
from tests.fixtures.people_at_random import DAY, NOW, make_people

from .any_rule import askable, conditions, rules

AT = Moment(now=NOW, zone=ZoneInfo("Europe/Rome"))
MANY = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def people(db):
    """Eighty people; a few are erased."""
    return make_people(seed=4, count=80)


def meant(part, people, moment=AT):
    """Return for whom of the people the rule holds, as each is looked at in Python."""
    found = explain(part, moment, profile_ids=people)
    return {profile_id for profile_id, one in found.items() if one.is_met}


def verdict_rows(part, people=None, moment=AT):
    statement = verdicts(part, moment, profile_ids=people)
    return {
        row["id"]: row for row in read_rows(statement.sql, statement.parameters, WRITER)
    }


@MANY
@given(rule=rules())
def test_statement_and_explanation_agree(people, rule):
    part = make_plan(rule, {})

    by_statement = member_ids(part, AT)

    assert len(by_statement) == len(set(by_statement))
    assert set(by_statement) == meant(part, people)


@MANY
@given(rule=rules())
def test_a_rule_and_its_opposite_divide_everybody(people, rule):
    part, opposite = make_plan(rule, {}), make_plan({"not": {"all": [rule]}}, {})
    living = set(Profile.objects.filter(erased_at=None).values_list("pk", flat=True))

    within, without = set(member_ids(part, AT)), set(member_ids(opposite, AT))

    assert within & without == set()
    assert within | without == living


@MANY
@given(rule=rules(), hours=st.integers(1, 24 * 120))
def test_nothing_turns_before_its_time(people, rule, hours):
    part = make_plan(rule, {})
    rows = verdict_rows(part)
    later = Moment(now=NOW + hours * DAY / 24, zone=AT.zone)

    then = meant(part, people, later)

    for profile_id, row in rows.items():
        assert row["next_at"] is None or row["next_at"] > NOW
        if row["next_at"] is None or later.now < row["next_at"]:
            assert (profile_id in then) == row["is_member"]


@MANY
@given(rule=rules(), chosen=st.sets(st.integers(0, 79), max_size=10))
def test_some_people_are_judged_as_everybody_is(people, rule, chosen):
    part = make_plan(rule, {})
    some = [people[place] for place in chosen]

    among_all, by_themselves = verdict_rows(part), verdict_rows(part, some)

    assert by_themselves == {one: among_all[one] for one in some if one in among_all}


@settings(MANY, max_examples=5)
@given(data=st.data())
def test_every_field_by_itself(people, data):
    for field in fields:
        if askable(field):
            condition = data.draw(conditions([field]))
            part = make_plan(condition, {})
            assert set(member_ids(part, AT)) == meant(part, people), condition
