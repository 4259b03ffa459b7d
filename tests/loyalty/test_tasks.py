"""The periodic tasks go on until nothing is due."""

import datetime

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty import tasks
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.outbox.models import FactRow
from tests.loyalty.orders import PAID_AT, make_line, make_order

DAY = datetime.timedelta(days=1)


def test_points_are_released_announced_and_ended(
    make_club, profile, tell_orders, monkeypatch
):
    club = make_club(expiry_unit="days", expiry_length=10, expiry_warning_days=3)
    order = make_order(*(make_line(name) for name in "abc"), channel="shop")
    tell_orders(order, profile_id=profile.pk)
    settle({order.id: Cause(PAID_AT, Origin.LIVE)}, now=PAID_AT)
    monkeypatch.setattr(tasks, "BATCH", 2)

    def balance():
        return balances(club.book_id, [profile.pk])[profile.pk]

    with fixed_at(PAID_AT + 30 * DAY):
        tasks.release_due()
        tasks.expire_due()
    assert balance() == Balance(available=180)
    with fixed_at(PAID_AT + 39 * DAY):
        tasks.expire_due()
    assert (
        FactRow.objects.get(code="loyalty.points_expiring_soon").payload["points"]
        == 180
    )
    with fixed_at(PAID_AT + 41 * DAY):
        tasks.expire_due()
    assert balance() == Balance()
