"""What an order shows of its points, and to whom."""

import pytest
from saleor.permission.enums import OrderPermissions

from tests.fixtures.api import global_id, signed_in
from tests.fixtures.catching_up import catch_up
from tests.fixtures.program import make_program
from tests.shop.driver import buy

MINE = "{ me { orders(first: 10) { edges { node { loyaltyPoints } } } } }"
ALL = "{ orders(first: 10) { edges { node { loyaltyPoints } } } }"
ONE = "query ($id: ID!) { order(id: $id) { loyaltyPoints } }"


@pytest.fixture
def order(shop):
    """Two books for a signed-in customer, paid: 20 points."""
    make_program(shop.channel)
    user = shop.create_customer("reader@example.com")
    order = buy(shop, user, book=2)
    catch_up()
    return order


def shown(answer):
    return [edge["node"]["loyaltyPoints"] for edge in answer["orders"]["edges"]]


def test_the_owner_sees_what_an_order_has_earned(order):
    me = signed_in(order.user).ask(MINE)["me"]

    assert shown(me) == [20]


def test_staff_and_apps_see_it(order, staff_api, app_api):
    assert shown(staff_api(OrderPermissions.MANAGE_ORDERS).ask(ALL)) == [20]
    assert shown(app_api(OrderPermissions.MANAGE_ORDERS).ask(ALL)) == [20]


def test_nobody_else_sees_it(order, anonymous_api, other_customer_api):
    for one in (anonymous_api, other_customer_api):
        answer = one.post(ONE, id=global_id("Order", order.pk))
        assert (answer["data"]["order"] or {}).get("loyaltyPoints") is None


def test_an_order_outside_of_any_program_has_none(shop, staff_api):
    buy(shop, "guest@example.com")
    catch_up()

    assert shown(staff_api(OrderPermissions.MANAGE_ORDERS).ask(ALL)) == [None]
