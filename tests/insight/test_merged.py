"""People who are merged have one rollup; people who are parted have two again."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.insight.actions.assess import assess_due
from saleor_crm_plugin.insight.actions.prove import prove_rollups
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.insight.models import CustomerMoney, CustomerRollup
from saleor_crm_plugin.outbox.actions import deliver
from tests.shop import rows

from .shopping import NOW, on, owner_of, tell

pytestmark = pytest.mark.django_db


def rolled_up():
    counted = CustomerRollup.objects.values_list("profile_id", "orders")
    kept = CustomerMoney.objects.values_list("profile_id", "net")
    return dict(counted), dict(kept)


def test_figures_follow_who_is_one_person(channel):
    # given two people with one and two orders
    orders = [
        rows.make_order(
            channel, user_email=f"{name}@example.com", paid=True, created_at=on(day)
        )
        for name, day in (("ada", 2), ("bob", 5), ("bob", 9))
    ]
    tell(*orders)
    ada, bob = owner_of(orders[0]), owner_of(orders[1])
    before = rolled_up()
    assert before == ({ada: 1, bob: 2}, {ada: 10, bob: 20})

    with clock.fixed_at(NOW):
        # when they turn out to be one
        report = merge_profiles(ada, bob, author="user:1", now=NOW)
        deliver(now=NOW)
        while assess_due(now=NOW):
            pass
        # then
        assert rolled_up() == ({bob: 3}, {bob: 30})
        assert list(CustomerInsight.objects.values_list("profile_id", flat=True)) == [
            bob
        ]
        assert prove_rollups(now=NOW).different == 0

        # when they turn out to be two after all
        unmerge_profiles(report.merge_id, author="user:1", now=NOW)
        deliver(now=NOW)
        assert rolled_up() == before
        assert prove_rollups(now=NOW).different == 0
