"""The differences between two states of a cart, without a database."""

from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation import events
from saleor_crm_plugin.observation.checkout_policies import checkout_differences
from tests.observation.states import LATER, NOW, PLACED_AT, make_cart, make_telling

ORDERED = {"order_id": "order-1", "completed_at": LATER}


def tell(told, seen, **changes):
    before = None if told is None else make_cart(**told)
    return checkout_differences(before, make_cart(**seen), make_telling(**changes))


@pytest.mark.parametrize(
    ("told", "seen", "expected"),
    [
        (None, {}, ["checkout.started"]),
        (None, {"user_id": 5, "email_hash": ""}, ["checkout.started"]),
        (None, {"email_hash": ""}, []),
        (None, {"quantity": 0, "lines": 0}, []),
        (None, {"is_gone": True}, []),
        (None, ORDERED, []),
        ({}, {}, []),
        ({}, {"last_change": NOW}, []),
        ({}, {"quantity": 3}, ["checkout.changed"]),
        ({}, {"quantity": 0, "lines": 0}, ["checkout.changed"]),
        ({}, {"total_gross": Decimal(25)}, ["checkout.changed"]),
        ({}, {"email_hash": "bob", "user_id": 7}, ["checkout.changed"]),
        ({}, {"email_hash": ""}, ["checkout.changed"]),
        ({}, ORDERED, ["checkout.completed"]),
        (ORDERED, ORDERED | {"quantity": 9}, []),
        (ORDERED, {"is_gone": True}, []),
        ({}, {"is_gone": True}, ["checkout.gone"]),
        ({"is_gone": True}, {"is_gone": True}, []),
        ({"is_gone": True}, {}, ["checkout.started"]),
        ({"is_gone": True}, ORDERED, ["checkout.completed"]),
    ],
)
def test_what_is_told_of_a_cart(told, seen, expected):
    assert [fact.code for fact in tell(told, seen)] == expected


def test_a_cart_of_another_profile_is_told_as_changed():
    (fact,) = tell({}, {}, profile_id=10)

    assert fact == events.CheckoutChanged(
        key="checkout:cart-1:changed:3",
        occurred_at=LATER,
        origin=Origin.LIVE,
        profile_id=10,
        previous_profile_id=9,
        checkout_id="cart-1",
        channel="main",
        currency="USD",
        quantity=2,
        amount=Decimal(20),
    )


@pytest.mark.parametrize(
    ("told", "seen", "origin", "moment"),
    [
        (None, {}, Origin.SWEEP, PLACED_AT),
        ({}, {"quantity": 3}, Origin.SWEEP, LATER),
        ({}, ORDERED, Origin.SWEEP, LATER),
        ({}, {"is_gone": True}, Origin.SWEEP, NOW),
        ({}, {"is_gone": True}, Origin.BACKFILL, LATER),
    ],
)
def test_when_it_happened(told, seen, origin, moment):
    (fact,) = tell(told, seen, origin=origin)

    assert (fact.occurred_at, fact.origin) == (moment, origin)
