"""Two workers settle the same order, or the first two orders of one profile, at once."""

import datetime
import threading

import pytest
from django.db import connection

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty import first_orders
from saleor_crm_plugin.loyalty.actions import settle as settle_module
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from tests.loyalty.orders import PAID_AT, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)
CAUSE = Cause(PAID_AT, Origin.LIVE)
PATIENCE_SECONDS = 30


class Rival:
    """Another worker, with a connection of its own, that settles when it is told to."""

    def __init__(self, order):
        self._order = order
        self._error = None
        self._thread = threading.Thread(target=self._work)

    def _work(self):
        try:
            settle({self._order.id: CAUSE}, now=NOW)
        except Exception as error:  # noqa: BLE001 shown by the test that waits for it
            self._error = error
        finally:
            connection.close()

    def start(self):
        if self._thread.ident is None:
            self._thread.start()

    def finish(self):
        self._thread.join(PATIENCE_SECONDS)
        assert not self._thread.is_alive()
        assert self._error is None, self._error


def _rival_before(monkeypatch, module, name, rival):
    """Let the rival start right before the named function runs in this thread."""
    plain = getattr(module, name)
    main = threading.current_thread()

    def started(*args, **kwargs):
        if threading.current_thread() is main:
            rival.start()
        return plain(*args, **kwargs)

    monkeypatch.setattr(module, name, started)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "moment", ["lock_settlements", "open_cases", "post_differences"]
)
def test_the_same_order_is_settled_once(
    club, profile, tell_orders, monkeypatch, moment
):
    # given a rival that starts in the middle of our work
    order = make_order(channel="shop")
    tell_orders(order, profile_id=profile.pk)
    rival = Rival(order)
    _rival_before(monkeypatch, settle_module, moment, rival)
    # when
    settle({order.id: CAUSE}, now=NOW)
    rival.finish()
    # then
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance(pending=60)
    assert verify(club.book_id) == []


@pytest.mark.django_db(transaction=True)
def test_first_order_points_are_given_once(
    make_club, profile, tell_orders, monkeypatch
):
    # given two orders of one moment
    club = make_club({"first_order": {"by_currency": {"EUR": {"points": 50}}}})
    orders = [
        make_order(channel="shop", id=f"b5d5e5a0-0000-4000-8000-00000000000{number}")
        for number in (1, 2)
    ]
    tell_orders(*orders, profile_id=profile.pk)
    rival = Rival(orders[1])
    _rival_before(monkeypatch, first_orders, "_first_paid", rival)
    # when
    settle({orders[0].id: CAUSE}, now=NOW)
    rival.finish()
    # then
    assert balances(club.book_id, [profile.pk])[profile.pk] == Balance(pending=50)
    assert verify(club.book_id) == []
