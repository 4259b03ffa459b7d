"""Assessing people: facts once, by due dates, from what is known by then."""

import datetime

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.wishes import state_relationship
from saleor_crm_plugin.insight import tasks
from saleor_crm_plugin.insight.actions.assess import (
    assess_due,
    assess_profiles,
    look_again,
    note_moved_ranks,
    note_newcomers,
)
from saleor_crm_plugin.insight.inference_models import CustomerInsight, RelationshipType
from saleor_crm_plugin.insight.queries import relationship_of
from saleor_crm_plugin.insight.score_models import CustomerScore
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.timeline.actions.notes import add_note
from saleor_crm_plugin.timeline.models import TimelineEntry
from tests.shop import rows

from .shopping import NOW, on, owner_of, tell

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
EMAIL = "guest@example.com"


def told():
    codes = ("insight.lifecycle_changed", "insight.relationship_changed")
    facts = FactRow.objects.filter(code__in=codes).order_by("id")
    return [
        (fact.code.removeprefix("insight."), fact.payload["current"], fact.origin)
        for fact in facts
    ]


def insight():
    return CustomerInsight.objects.get()


def assess_at(moment):
    while assess_due(now=moment):
        pass


def order(channel, day, month=3):
    made = rows.make_order(
        channel, user_email=EMAIL, paid=True, created_at=on(day, month)
    )
    tell(made, now=on(day, month))
    return made


def test_a_life_with_the_shop(channel):
    # given a first order, which makes its person due
    first = order(channel, 2)
    assess_at(on(2))
    assert told() == [("lifecycle_changed", "new", "rebuild")]
    assert (insight().lifecycle, insight().lifecycle_since) == ("new", on(2))

    # when there is another
    order(channel, 20)
    assess_at(on(20))
    # then it is told as it happened
    assert told()[1:] == [
        ("lifecycle_changed", "active", "live"),
        ("relationship_changed", "occasional", "live"),
    ]
    assert relationship_of([owner_of(first), 0]) == {
        owner_of(first): RelationshipType.OCCASIONAL,
        0: RelationshipType.UNKNOWN,
    }

    # when time passes: nothing before it is due, then at risk, once, and lost
    at_risk = on(20) + 180 * DAY
    assess_at(at_risk - DAY)
    assert len(told()) == 3
    assess_at(at_risk + DAY)
    assess_at(at_risk + DAY)
    assert told()[3:] == [("lifecycle_changed", "at_risk", "live")]
    assert FactRow.objects.latest("id").occurred_at == at_risk
    assess_at(on(20) + 361 * DAY)
    assert told()[4:] == [("lifecycle_changed", "lost", "live")]

    # when they come back after more than a year
    back = rows.make_order(channel, user_email=EMAIL, created_at=on(20) + 400 * DAY)
    tell(back, now=on(20) + 400 * DAY)
    assess_at(on(20) + 400 * DAY)
    assert told()[5:] == [("lifecycle_changed", "won_back", "live")]
    deliver(now=on(20) + 400 * DAY)
    entries = TimelineEntry.objects.filter(entry_type__startswith="insight.")
    assert entries.count() == 6


def test_an_old_order_found_late_tells_of_long_ago(channel):
    old = rows.make_order(channel, user_email=EMAIL, created_at=on(2))
    tell(old, now=on(2) + 300 * DAY)
    assess_at(on(2) + 300 * DAY)
    fact = FactRow.objects.get(code="insight.lifecycle_changed")
    assert (fact.payload["current"], fact.occurred_at) == ("at_risk", on(2) + 180 * DAY)
    assert fact.origin == "rebuild"


def test_assessing_again_tells_and_changes_nothing(channel, django_assert_num_queries):
    person = owner_of(order(channel, 2))
    assess_profiles([person], now=on(3))
    before = CustomerInsight.objects.values().get()
    facts = FactRow.objects.count()
    # the number of statements does not depend on the number of people
    with django_assert_num_queries(10):
        assess_profiles([person], now=on(3))
    assert CustomerInsight.objects.values().get() == before
    assert FactRow.objects.count() == facts


def test_people_without_orders_are_prospects(guest_profile, profile):
    assert note_newcomers(now=NOW) == 2
    assert note_newcomers(now=NOW) == 0
    assess_at(NOW)
    stages = CustomerInsight.objects.values_list("lifecycle", flat=True)
    assert list(stages) == ["prospect", "prospect"]
    assert insight_due() == [None, None]
    assert note_newcomers(now=NOW + DAY) == 0


def insight_due():
    return list(CustomerInsight.objects.values_list("due_at", flat=True))


def test_harsh_notes_make_a_strained_relation(profile):
    # given a note, heard of as all facts are
    with clock.fixed_at(NOW):
        add_note(profile.pk, author_id=1, text="Deluso: il pacco era rotto.", now=NOW)
        deliver(now=NOW)
    assert insight_due() == [NOW + datetime.timedelta(minutes=1)]
    # when
    assess_at(NOW)
    assert insight().assessed_at is None
    assess_at(NOW + DAY)
    # then
    assert insight().relationship_type == "strained"
    assert insight().relationship_signals == [
        {"code": "harsh_words", "value": 1, "weight": 1.02}
    ]
    # and a year later nobody is blamed any more
    assess_at(NOW + 31 * DAY)
    assert insight().relationship_type == "strained"
    assess_at(NOW + 400 * DAY)
    assert insight().relationship_type == "unknown"


def test_what_people_say_stands_above(profile):
    assess_profiles([profile.pk], now=NOW)
    state_relationship(profile.pk, "friend", source="shopper", now=NOW)
    assess_profiles([profile.pk], now=NOW)
    assert (insight().relationship_type, insight().relationship_is_stated) == (
        "friend",
        True,
    )
    assert told()[-1] == ("relationship_changed", "friend", "live")
    state_relationship(profile.pk, "", source="shopper", now=NOW)
    assess_profiles([profile.pk], now=NOW)
    assert insight().relationship_type == "unknown"


def test_a_rank_makes_a_vip_and_takes_it_back(channel):
    order(channel, 2)
    person = owner_of(order(channel, 20))
    assess_at(on(20))
    CustomerScore.objects.create(
        profile_id=person, rfm_recency=1, rfm_frequency=5, rfm_monetary=5
    )
    for rank, stage in ((5, "vip"), (4, "active")):
        CustomerScore.objects.update(rfm_monetary=rank)
        assert note_moved_ranks(now=on(25)) == 1
        assess_at(on(25))
        assert (insight().lifecycle, insight().lifecycle_since) == (stage, on(25))
        assert note_moved_ranks(now=on(25)) == 0


def test_the_erased_are_not_assessed(profile):
    assess_profiles([profile.pk], now=NOW)
    erase_profile(profile.pk, author="user:1", now=NOW)
    assert not CustomerInsight.objects.exists()
    assess_profiles([profile.pk], now=NOW)
    assert not CustomerInsight.objects.exists()
    assert note_newcomers(now=NOW) == 0


def test_facts_make_due_at_once_but_never_later(make_fact, profile):
    soon = NOW + datetime.timedelta(minutes=1)
    with clock.fixed_at(NOW):
        look_again(
            [make_fact("1", profile_id=profile.pk), make_fact("2", profile_id=None)]
        )
        assert insight_due() == [soon]
    with clock.fixed_at(NOW + DAY):
        look_again([make_fact("3", profile_id=profile.pk)])
    assert insight_due() == [soon]


def test_the_tasks_do_all_of_it(channel):
    person = owner_of(order(channel, 2))
    with clock.fixed_at(NOW):
        tasks.assess()
        tasks.score()
        tasks.prove()
    assert CustomerInsight.objects.get(profile_id=person).lifecycle == "new"
    assert not CustomerScore.objects.exists()
