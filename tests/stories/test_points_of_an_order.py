"""A customer buys, waits, returns a part, is refunded, and cancels: what becomes of the points."""

import datetime
from decimal import Decimal

import graphene
import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.loyalty.actions.due import release_due

from ..fixtures.api import signed_in
from ..fixtures.catching_up import catch_up
from ..fixtures.program import make_program, make_tiers
from ..shop.driver import buy

MY_POINTS = """
query MyPoints($channel: String!) {
  me {
    loyalty(channel: $channel) {
      program { name unitName }
      balance pending reserved owed
      tier { tier name nextTier missing { currency value } counted { currency value } }
      history(first: 10) { edges { node { kind points available pending reason orderId } } }
    }
  }
}
"""


@pytest.fixture
def member(shop):
    """A customer with an account in a shop with a program and tiers."""
    program = make_program(shop.channel)
    make_tiers(program, shop.channel.currency_code)
    return shop.create_customer("member@example.com")


def points(shop, user):
    """What the storefront shows the member."""
    answer = signed_in(user).ask(MY_POINTS, channel=shop.channel.slug)
    return answer["me"]["loyalty"]


def balances(shop, user):
    shown = points(shop, user)
    return {name: shown[name] for name in ("balance", "pending", "reserved", "owed")}


def test_points_wait_for_the_return_window_and_a_return_takes_its_share_back(
    shop, member
):
    # given: two books and a lamp for 45 dollars, with 5 dollars of shipping that earn nothing
    order = buy(shop, member, book=2, lamp=1)

    # when
    catch_up()

    # then
    assert balances(shop, member) == {
        "balance": 0,
        "pending": 45,
        "reserved": 0,
        "owed": 0,
    }

    # when: everything is sent, and one book comes back
    shop.fulfill(order)
    book_line = order.lines.get(quantity=2)
    shop.return_lines(order, {book_line: 1})
    catch_up()

    # then
    assert balances(shop, member)["pending"] == 35

    # when: the money for the book follows; it is the same loss, not another one
    shop.refund(order, Decimal(10))
    catch_up()

    # then
    assert balances(shop, member)["pending"] == 35

    # when: the return window of fourteen days has passed
    later = clock.now() + datetime.timedelta(days=15)
    release_due(now=later, limit=100)
    catch_up(later)

    # then
    assert balances(shop, member) == {
        "balance": 35,
        "pending": 0,
        "reserved": 0,
        "owed": 0,
    }
    assert verify() == []


def test_refunding_the_rest_lands_on_exactly_zero(shop, member):
    order = buy(shop, member, book=2, lamp=1)
    catch_up()
    for amount in (Decimal("7.77"), Decimal("12.34"), Decimal("29.89")):
        shop.refund(order, amount)
        catch_up()

    assert balances(shop, member) == {
        "balance": 0,
        "pending": 0,
        "reserved": 0,
        "owed": 0,
    }
    assert verify() == []


def test_a_reversed_refund_gives_the_points_again(shop, member):
    order = buy(shop, member, book=2, lamp=1)
    shop.refund(order, Decimal(20))
    catch_up()
    assert balances(shop, member)["pending"] == 25

    shop.reverse_refund(order, Decimal(20))
    catch_up()

    assert balances(shop, member)["pending"] == 45
    assert verify() == []


def test_the_member_reads_why_and_sees_the_way_to_the_next_tier(shop, member):
    order = buy(shop, member, book=2, lamp=2)
    catch_up()

    shown = points(shop, member)

    assert shown["program"] == {"name": "The Club", "unitName": "points"}
    assert shown["tier"]["tier"] == "bronze"
    assert shown["tier"]["nextTier"] == "silver"
    history = [edge["node"] for edge in shown["history"]["edges"]]
    assert {entry["orderId"] for entry in history} == {
        graphene.Node.to_global_id("Order", order.pk)
    }
    assert sum(entry["pending"] for entry in history) == 70
    assert {entry["reason"] for entry in history} == {"Earned with an order."}
