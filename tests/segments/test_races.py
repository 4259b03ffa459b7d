"""Looks at people beside each other, beside changes of the segment, and beside changes of people."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.events import ProfilesMerged
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.segments.actions import evaluate
from saleor_crm_plugin.segments.actions.evaluate import evaluate_due
from saleor_crm_plugin.segments.actions.fill import fill_segment
from saleor_crm_plugin.segments.actions.mark_due import look_at, mark_due
from saleor_crm_plugin.segments.actions.save import archive_segment, update_segment
from saleor_crm_plugin.segments.errors import ChangedMeanwhile
from saleor_crm_plugin.segments.models import SegmentDue, SegmentMember
from tests.fixtures.aside import wait_until_blocked
from tests.fixtures.people_at_random import NOW

from .keeping import SECONDS, fact, keep, order, segment, told, within

pytestmark = pytest.mark.django_db(transaction=True)

BOUGHT = {"field": "orders.count", "operator": "at_least", "value": 1}
NEVER = {"field": "orders.count", "operator": "is", "value": 0}


@pytest.fixture
def bought(people):
    """A segment that nobody is in, though everybody has ordered and is due."""
    made = segment("bought", BOUGHT)
    keep(NOW)
    with clock.fixed_at(NOW):
        facts = [order(one, NOW) for one in people]
        mark_due(facts)
    return made


def elsewhere(work):
    """Return the work to be done on a connection of its own."""

    def done():
        try:
            return work()
        finally:
            connection.close()

    return done


def look(one, limit=100):
    return evaluate_due(one.pk, now=NOW + SECONDS, limit=limit)


def entered(one):
    return [
        profile_id for profile_id, *_, of in told("segments.entered") if of == one.pk
    ]


def test_two_who_look_share_the_people_and_tell_of_each_once(bought, people):
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        first = look(bought, limit=2)
        second = pool.submit(elsewhere(lambda: look(bought))).result(timeout=30)
    third = look(bought)

    assert (first, second, third) == (2, 2, 0)
    assert within(bought) == people
    assert sorted(entered(bought)) == people


def test_a_change_of_the_rule_waits_for_a_look_and_has_the_last_word(bought, people):
    # given
    def change():
        return update_segment(bought.pk, rule=NEVER, author="user:1", now=NOW)

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            look(bought, limit=2)
            other = pool.submit(elsewhere(change))
            wait_until_blocked(other)
        other.result(timeout=30)
    after = look(bought)
    inside = within(bought)
    keep(NOW + SECONDS)

    # then nobody is looked at by a rule that has not been filled, and the filling tells nothing
    assert (after, inside, within(bought)) == (0, people[:2], [])
    assert sorted(entered(bought)) == people[:2]
    assert told("segments.left") == []


def test_nobody_looks_while_the_rule_changes(bought):
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        update_segment(bought.pk, rule=NEVER, author="user:1", now=NOW)
        beside = pool.submit(elsewhere(lambda: look(bought))).result(timeout=30)

    assert (beside, within(bought), entered(bought)) == (0, [], [])


def test_an_archiving_waits_for_a_look_and_leaves_nobody_in(bought, people):
    # given
    def archive():
        return archive_segment(bought.pk, author="user:1", now=NOW + SECONDS)

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            look(bought)
            other = pool.submit(elsewhere(archive))
            wait_until_blocked(other)
        other.result(timeout=30)

    # then
    assert (look(bought), within(bought)) == (0, [])
    assert SegmentMember.objects.filter(leave_reason="archived").count() == len(people)
    assert not SegmentDue.objects.exists()


@pytest.mark.parametrize("way", ["due", "all"])
def test_an_erasure_leaves_no_row_of_a_look_beside_it(bought, people, way):
    # given
    ada = people[0]

    def work():
        if way == "due":
            return look(bought)
        update_segment(bought.pk, rule={"all": [BOUGHT]}, author="user:1", now=NOW)
        return fill_segment(bought.pk, now=NOW)

    def erase():
        return erase_profile(ada, now=NOW, author="user:1")

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            work()
            other = pool.submit(elsewhere(erase))
            wait_until_blocked(other)
        other.result(timeout=30)

    # then
    assert within(bought) == people[1:]
    assert not SegmentMember.objects.filter(profile_id=ada).exists()
    assert not SegmentDue.objects.filter(profile_id=ada).exists()


def test_nobody_is_looked_at_while_somebody_is_erased(bought, people):
    ada = people[0]

    # when
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        erase_profile(ada, now=NOW, author="user:1")
        beside = pool.submit(elsewhere(lambda: look(bought))).result(timeout=30)
    look(bought)

    # then
    assert (beside, within(bought)) == (0, people[1:])
    assert not SegmentMember.objects.filter(profile_id=ada).exists()


def test_who_is_put_down_while_they_are_erased_is_no_member_after_it(bought, people):
    # given
    ada = people[0]

    def put_down():
        with transaction.atomic(), clock.fixed_at(NOW):
            look_at([ada], origin=Origin.LIVE)

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            erase_profile(ada, now=NOW, author="user:1")
            other = pool.submit(elsewhere(put_down))
            wait_until_blocked(other)
        other.result(timeout=30)
    look(bought)

    # then
    assert within(bought) == people[1:]
    assert not SegmentMember.objects.filter(profile_id=ada).exists()
    assert not SegmentDue.objects.exists()


def test_a_merge_beside_a_look_ends_with_one_person_in(bought, people):
    # given
    ada, alias, *others = people

    def merge():
        return merge_profiles(alias, ada, author="user:1", now=NOW)

    # when the look has seen two, and does not know of the merge
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            look(bought)
            other = pool.submit(elsewhere(merge))
            wait_until_blocked(other)
        other.result(timeout=30)
    with clock.fixed_at(NOW):
        mark_due([fact(ProfilesMerged, ada, NOW, merge_id=1, other_id=alias)])
    keep(NOW + SECONDS)

    # then
    assert within(bought) == sorted([ada, *others])
    assert Profile.objects.get(pk=alias).merged_into_id == ada


def test_a_look_that_dies_has_done_nothing_and_the_next_does_all(
    bought, people, monkeypatch
):
    # given a process that dies when it tells of its second batch
    def die(_facts):
        raise SystemExit

    look(bought, limit=1)
    publish = evaluate.publish
    monkeypatch.setattr(evaluate, "publish", die)

    # when
    with pytest.raises(SystemExit):
        look(bought, limit=2)
    inside = within(bought)
    monkeypatch.setattr(evaluate, "publish", publish)
    look(bought)

    # then
    assert len(inside) == 1
    assert within(bought) == people
    assert sorted(entered(bought)) == people


def test_of_two_who_edit_the_second_is_told(bought):
    # given both have read version 1
    def rename(name):
        return update_segment(
            bought.pk, name=name, version=1, author="user:2", now=NOW
        ).version

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = rename("Buyers")
            other = pool.submit(elsewhere(lambda: rename("Customers")))
            wait_until_blocked(other)
        with pytest.raises(ChangedMeanwhile) as refusal:
            other.result(timeout=30)

    # then nobody has to be looked at for another name
    bought.refresh_from_db()
    assert (first, refusal.value.version) == (2, 2)
    assert (bought.name, bought.filled_version) == ("Buyers", 2)
