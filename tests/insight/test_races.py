"""Two sessions at one person's rollup: the later one sees all, whoever erases, merges or proves beside."""

import threading

import pytest
from django.db import connections, transaction

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
from tests.shop import rows

from .shopping import NOW, on, owner_of, tell

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60


class Aside(threading.Thread):
    """Does something in a session of its own; `end` waits for it and raises what it raised."""

    def __init__(self, action):
        super().__init__()
        self.action, self.errors = action, []
        self.start()

    def run(self):
        try:
            self.action()
        except BaseException as error:  # noqa: BLE001 handed to the test
            self.errors.append(error)
        finally:
            connections["default"].close()

    def end(self):
        self.join(PATIENCE)
        assert not self.is_alive()
        assert self.errors == []


def wait_until_somebody_waits():
    """Return when another session waits for a lock of this database."""
    with connections["default"].cursor() as cursor:
        for _ in range(100_000):
            # Within a transaction it would show the same picture for ever.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                "AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waits.")


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
        later = Aside(lambda: roll_up_profiles([bob, ada], now=NOW))
        wait_until_somebody_waits()
        tell(order)
    later.end()

    # then
    assert rolled_up() == ({ada: 2, bob: 2}, {ada: 20, bob: 20})
    assert prove_rollups(now=NOW).different == 0


def test_a_roll_up_beside_an_erasure_concludes_nothing(people):
    ada, bob = people
    assess_all()
    with transaction.atomic():
        erase_profile(ada, now=NOW, author="user:1")
        CustomerRollup.objects.filter(profile_id=bob).update(orders=7)
        other = Aside(lambda: roll_up_profiles([ada, bob], now=NOW))
        wait_until_somebody_waits()
    other.end()
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
            other = Aside(lambda: roll_up_profiles([ada, bob], now=NOW))
            wait_until_somebody_waits()
        other.end()
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
            other = Aside(lambda: roll_up_profiles([bob, ada], now=NOW))
        other.end()
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
        Aside(lambda: tell(order)).end()
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
        other = Aside(lambda: score_customers(now=NOW))
        wait_until_somebody_waits()
    other.end()

    # then both are in one row
    row = CustomerScore.objects.get(profile_id=10**6 + 1)
    assert (row.rfm_frequency, row.p_alive) == (1, 0.5)
    assert CustomerScore.objects.count() == 39 + 2
