"""The nightly proof and the rebuild: they find what is wrong, repair it, and can be stopped."""

from decimal import Decimal

import pytest
from django.db import connection

from saleor_crm_plugin.insight.actions import prove, rebuild
from saleor_crm_plugin.insight.actions.prove import prove_rollups
from saleor_crm_plugin.insight.actions.rebuild import RebuildProgress, rebuild_rollups
from saleor_crm_plugin.insight.models import (
    CustomerDay,
    CustomerMoney,
    CustomerProduct,
    CustomerRollup,
)
from saleor_crm_plugin.insight.person import Rollups
from saleor_crm_plugin.insight.score_models import RollupDifference, RollupProof
from saleor_crm_plugin.outbox.models import Mark
from tests.shop import rows
from tests.shop.rows import Line

from .shopping import NOW, on, owner_of, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(channel):
    """Three people with two orders each."""
    variant = rows.make_variant()
    orders = [
        rows.make_order(
            channel,
            user_email=f"guest{number}@example.com",
            lines=[Line(variant=variant)],
            paid=True,
            created_at=on(day),
        )
        for number in range(3)
        for day in (2, 9)
    ]
    tell(*orders)
    return orders


def figures():
    return [
        list(model.objects.order_by("pk").values())
        for model in (CustomerRollup, CustomerMoney, CustomerDay, CustomerProduct)
    ]


def test_nothing_differs_in_a_healthy_shop(told):
    report = prove_rollups(now=NOW)
    assert (report.compared, report.different, report.unsettled) == (3, 0, 0)
    assert (report.is_running, report.finished_at) == (False, NOW)
    assert not RollupDifference.objects.exists()


@pytest.mark.parametrize(
    ("damage", "figure"),
    [
        ("UPDATE crm_customer_rollup SET orders = 5 WHERE profile_id = %s", "orders"),
        ("UPDATE crm_customer_rollup SET items = 5 WHERE profile_id = %s", "items"),
        (
            "UPDATE crm_customer_rollup SET returned_items = 1 WHERE profile_id = %s",
            "returned_items",
        ),
        (
            "UPDATE crm_customer_money SET net = 1, paid = 1 WHERE profile_id = %s",
            "net USD",
        ),
        ("DELETE FROM crm_customer_money WHERE profile_id = %s", "net USD"),
    ],
)
def test_a_wrong_figure_is_reported_and_repaired(told, damage, figure):
    # given
    healthy = figures()
    person = owner_of(told[0])
    with connection.cursor() as cursor:
        cursor.execute(damage, (person,))
        assert cursor.rowcount == 1
    # when
    report = prove_rollups(now=NOW)
    # then
    assert (report.compared, report.different, report.unsettled) == (3, 1, 0)
    difference = RollupDifference.objects.get()
    assert (difference.profile_id, difference.figure) == (person, figure)
    assert difference.is_repaired
    assert difference.rolled_up != difference.in_shop
    assert figures() == healthy
    assert not Mark.objects.exists()
    # and the person can be given what was found
    assert Rollups().export(person)[-1] == {
        "found_at": NOW.isoformat(),
        "figure": figure,
        "rolled_up": difference.rolled_up,
        "in_shop": difference.in_shop,
    }


def test_rows_of_nobody_and_missing_rows_are_found(told):
    # given somebody's rows have vanished, and there are rows of somebody without orders
    healthy = figures()
    for model in (CustomerRollup, CustomerMoney, CustomerDay, CustomerProduct):
        model.objects.filter(profile_id=owner_of(told[2])).delete()
    CustomerRollup.objects.create(
        profile_id=10**9, orders=1, first_order_at=NOW, last_order_at=NOW
    )
    # when
    report = prove_rollups(now=NOW)
    # then
    assert (report.compared, report.different, report.unsettled) == (4, 2, 0)
    assert figures() == healthy


def test_what_the_shop_changed_silently_is_marked(told):
    # given money that moved by direct SQL, which nobody was told of
    rows.model("payment.TransactionItem").objects.filter(order=told[0]).update(
        charged_value=Decimal(4)
    )
    # when
    report = prove_rollups(now=NOW)
    # then what was told does not say so yet, and the orders are looked at
    assert (report.different, report.unsettled) == (1, 1)
    assert not RollupDifference.objects.filter(is_repaired=True).exists()
    marked = set(Mark.objects.values_list("object_id", flat=True))
    assert marked == {str(order.pk) for order in told[:2]}
    # and then all is well
    tell(*told)
    assert prove_rollups(now=NOW).different == 0
    assert CustomerMoney.objects.get(profile_id=owner_of(told[0])).net == 14


def test_a_stopped_proof_goes_on_where_it_was(told, monkeypatch):
    # given a proof that dies on its second page
    monkeypatch.setattr(prove, "PAGE", 1)
    compared = prove.differences
    calls = []

    def dying(people):
        calls.append(people)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return compared(people)

    monkeypatch.setattr(prove, "differences", dying)
    with pytest.raises(KeyboardInterrupt):
        prove_rollups(now=NOW)
    # when
    report = prove_rollups(now=NOW)
    # then the first page is not compared again
    assert report.compared == 3
    assert [len(people) for people in calls] == [1, 1, 1, 1]
    assert calls[1] == calls[2] != calls[0]
    assert RollupProof.objects.count() == 1


def test_a_rebuild_makes_everything_again_and_goes_on_where_it_was(told, monkeypatch):
    # given
    healthy = figures()
    for model in (CustomerRollup, CustomerMoney, CustomerDay, CustomerProduct):
        model.objects.all().delete()
    monkeypatch.setattr(rebuild, "PAGE", 2)
    seen = []

    def stop(progress):
        seen.append(progress)
        raise KeyboardInterrupt

    # when it is stopped after the first page, and begun again
    with pytest.raises(KeyboardInterrupt):
        rebuild_rollups(now=NOW, on_progress=stop)
    assert rebuild_rollups(now=NOW) == RebuildProgress(people=3, changed=1)
    # then
    assert seen == [RebuildProgress(people=2, changed=2)]
    assert figures() == healthy
    assert rebuild_rollups(now=NOW) == RebuildProgress(people=3, changed=0)
    assert rebuild_rollups(now=NOW, anew=True) == RebuildProgress(people=3, changed=0)
