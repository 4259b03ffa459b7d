"""A paid order earns when the shop has accepted it, not before."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.models import Lot
from saleor_crm_plugin.loyalty.models import OrderSettlement
from saleor_crm_plugin.observation.actions import observe_orders
from saleor_crm_plugin.outbox.actions import deliver
from tests.fixtures.club import STARTS_AT
from tests.shop import rows
from tests.shop.rows import Line

AT = STARTS_AT + datetime.timedelta(days=5)
NOW = AT + datetime.timedelta(hours=1)


def _observe(order):
    with fixed_at(NOW):
        observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
        deliver(now=NOW)


@pytest.mark.parametrize("accepted", ["unfulfilled", "fulfilled"])
def test_a_paid_order_earns_once_it_is_confirmed_or_fulfilled(
    club, shop_channel, accepted
):
    order = rows.make_order(
        shop_channel,
        user=rows.make_user(),
        lines=[Line(quantity=3, unit_price=Decimal(10))],
        paid=True,
        created_at=AT,
        status="unconfirmed",
    )

    _observe(order)

    assert not OrderSettlement.objects.exists()
    assert not Lot.objects.exists()

    rows.set_columns(order, status=accepted)
    _observe(order)

    assert Lot.objects.get().granted == 30
