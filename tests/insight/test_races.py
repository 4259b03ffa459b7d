"""Two sessions at one person's rollup: the later one sees all, whoever erases, merges or proves beside."""

import pytest
from django.db import transaction

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.insight.actions import prove
from saleor_crm_plugin.insight.actions.assess import assess_due
from saleor_crm_plugin.insight.actions.prove import prove_rollups
from saleor_crm_plugin.insight.actions.roll_up import roll_up_profiles
from saleor_crm_plugin.insight.actions.score import score_customers
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.insight.models import CustomerMoney, CustomerRollup
from saleor_crm_plugin.insight.score_models import CustomerScore
from saleor_crm_plugin.outbox.actions import deliver
from tests.fixtures.aside import answer_of, aside, wait_until_blocked
from tests.shop import rows

from .shopping import NOW, on, owner_of, tell

pytestmark = pytest.mark.django_db(transaction=True)


def rolled_up():
    counted = CustomerRollup.objects.values_list("profile_id", "orders")
    kept = CustomerMoney.objects.values_list("profile_id", "net")
    return dict(counted), dict(kept)


def assess_all():
    while assess_due(now=NOW):
        pass


@pytest.fixture
def people(channel):
    """Ada with one order, Bob with two."""
    orders = [
        rows.make_order(
            channel, user_email=f"{name}@example.com", paid=True, created_at=on(day)
        )
        for name, day in (("ada", 2), ("bob", 5), ("bob", 9))
    ]
    tell(*orders)
    return owner_of(orders[0]), owner_of(orders[1])


def test_of_two_roll_ups_the_later_one_sees_what_the_first_one_did(channel, people):
    # given a roll-up that has begun, and has been told of less
    ada, bob = people
    CustomerRollup.objects.filter(profile_id=ada).update(orders=7)
    with transaction.atomic():
        assert roll_up_profiles([ada], now=NOW) == [ada]
        # when another order is told and rolled up meanwhile
        order = rows.make_order(
            channel, user_email="ada@example.com", paid=True, created_at=on(20)
        )
        later = aside(lambda: roll_up_profiles([bob, ada], now=NOW))
        wait_until_blocked(later)
        tell(order)
    answer_of(later)

    # then
    assert rolled_up() == ({ada: 2, bob: 2}, {ada: 20, bob: 20})
    assert prove_rollups(now=NOW).different == 0


def test_a_roll_up_beside_an_erasure_concludes_nothing(people):
    ada, bob = people
    assess_all()
    with transaction.atomic():
        erase_profile(ada, now=NOW, author="user:1")
        CustomerRollup.objects.filter(profile_id=bob).update(orders=7)
        other = aside(lambda: roll_up_profiles([ada, bob], now=NOW))
        wait_until_blocked(other)
    answer_of(other)
    assess_all()

    # then the sums stay as the shop's own figures, and nothing is concluded of who is gone
    assert rolled_up()[0] == {ada: 1, bob: 2}
    assert set(CustomerInsight.objects.values_list("profile_id", flat=True)) == {bob}
    assert not CustomerScore.objects.filter(profile_id=ada).exists()


def test_a_roll_up_beside_a_merge_and_its_undoing(people):
    ada, bob = people
    before = rolled_up()
    assess_all()
    with clock.fixed_at(NOW):
        # when they become one
        with transaction.atomic():
            merged = merge_profiles(ada, bob, author="user:1", now=NOW)
            other = aside(lambda: roll_up_profiles([ada, bob], now=NOW))
            wait_until_blocked(other)
        answer_of(other)
        deliver(now=NOW)
        assess_all()
        # then
        assert rolled_up() == ({bob: 3}, {bob: 30})
        assert set(CustomerInsight.objects.values_list("profile_id", flat=True)) == {
            bob
        }
        assert prove_rollups(now=NOW).different == 0

        # when they become two again
        with transaction.atomic():
            unmerge_profiles(merged.merge_id, author="user:1", now=NOW)
            other = aside(lambda: roll_up_profiles([bob, ada], now=NOW))
        answer_of(other)
        deliver(now=NOW)
        # then
        assert rolled_up() == before
        assert prove_rollups(now=NOW).different == 0


def test_the_proof_repairs_while_facts_come_in(channel, people, monkeypatch):
    # given a wrong sum, and an order that comes after the proof has looked and before it repairs
    ada, bob = people
    CustomerRollup.objects.filter(profile_id=ada).update(items=99)
    order = rows.make_order(
        channel, user_email="ada@example.com", paid=True, created_at=on(20)
    )
    repair = prove.roll_up_profiles

    def late(profile_ids, *, now):
        answer_of(aside(lambda: tell(order)))
        return repair(profile_ids, now=now)

    monkeypatch.setattr(prove, "roll_up_profiles", late)

    # when
    report = prove_rollups(now=NOW)

    # then
    assert (report.different, report.unsettled) == (1, 0)
    assert rolled_up() == ({ada: 2, bob: 2}, {ada: 20, bob: 20})
    monkeypatch.setattr(prove, "roll_up_profiles", repair)
    assert prove_rollups(now=NOW).different == 0


def test_scores_wait_for_who_writes_them(people):
    # given enough customers, and somebody who has written a prediction of one of them
    for number in range(1, 40):
        CustomerRollup.objects.create(
            profile_id=10**6 + number,
            orders=number,
            first_order_at=on(1),
            last_order_at=on(2),
        )
    with transaction.atomic():
        CustomerScore.objects.create(profile_id=10**6 + 1, p_alive=0.5)
        other = aside(lambda: score_customers(now=NOW))
        wait_until_blocked(other)
    answer_of(other)

    # then both are in one row
    row = CustomerScore.objects.get(profile_id=10**6 + 1)
    assert (row.rfm_frequency, row.p_alive) == (1, 0.5)
    assert CustomerScore.objects.count() == 39 + 2
