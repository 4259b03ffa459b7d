"""What of an order's money earns."""

from decimal import Decimal
from fractions import Fraction

import pytest

from saleor_crm_plugin.loyalty.policies.money import eligible_money
from tests.loyalty.orders import make_line, make_order, make_terms

TWO_LINES = (make_line("a", gross="60", net="50"), make_line("b", gross="40", net="35"))


def _now(order, **terms):
    return eligible_money(order, make_terms(**terms)).now


def test_paid_goods_earn_without_shipping():
    order = make_order(*TWO_LINES, shipping="10")
    assert _now(order) == 100


def test_tax_and_shipping_count_as_the_program_says():
    order = make_order(*TWO_LINES, shipping="10")
    assert _now(order, includes_tax=False) == 85
    assert _now(order, includes_shipping=True) == 110


@pytest.mark.parametrize(
    ("paid", "eligible"),
    [("0", 0), ("55", 50), ("110", 100), ("200", 100)],
)
def test_a_part_payment_earns_its_share_and_an_overpayment_nothing_more(paid, eligible):
    order = make_order(*TWO_LINES, shipping="10", paid=paid)
    assert _now(order) == eligible


def test_the_part_paid_by_gift_card_earns_only_if_the_program_says_so():
    order = make_order(*TWO_LINES, paid="60", paid_by_gift_cards=Decimal(40))
    assert _now(order) == 60
    assert _now(order, gift_cards_earn=True) == 100


def test_a_bought_gift_card_earns_when_paying_with_it_does_not():
    order = make_order(
        make_line("a", gross="60", is_gift_card=True), make_line("b", gross="40")
    )
    assert _now(order) == 100
    assert _now(order, gift_cards_earn=True) == 40


def test_a_return_and_its_refund_count_once():
    returned = make_order(
        make_line("a", gross="60", fulfilled=1, returned=1), TWO_LINES[1]
    )
    both = make_order(*returned.lines, refunded=Decimal(60))
    assert _now(returned) == 40
    assert _now(both) == 40


def test_the_larger_of_goods_and_money_is_taken_off():
    order = make_order(
        make_line("a", gross="60", quantity=3, fulfilled=3, returned=1),
        TWO_LINES[1],
        refunded=Decimal(75),
    )
    assert _now(order) == 25


def test_refunded_shipping_takes_nothing_from_the_goods():
    order = make_order(
        *TWO_LINES, shipping="10", refunded=Decimal(30), refunded_shipping=Decimal(10)
    )
    assert _now(order) == 80
    assert _now(order, includes_shipping=True) == 80


def test_a_refund_of_everything_without_details_leaves_nothing():
    order = make_order(*TWO_LINES, shipping="10", refunded=Decimal(110))
    assert _now(order, includes_shipping=True) == 0
    assert _now(order, includes_tax=False) == 0


def test_a_chargeback_is_money_that_went_back():
    order = make_order(*TWO_LINES, charged_back=Decimal(70))
    assert _now(order) == 30


def test_exchanged_goods_change_nothing():
    order = make_order(
        make_line("a", gross="60", fulfilled=1, replaced=1), TWO_LINES[1]
    )
    assert _now(order) == 100


def test_a_reissued_order_earns_on_new_money_only():
    order = make_order(make_line("a", gross="70"), paid="20", is_reissue=True)
    assert _now(order) == 20


@pytest.mark.parametrize("end", ["is_canceled", "is_gone"])
def test_a_canceled_or_vanished_order_has_nothing_left_of_its_grant(end):
    eligible = eligible_money(make_order(*TWO_LINES, **{end: True}), make_terms())
    assert (eligible.at_grant, eligible.now) == (100, 0)


def test_the_refund_of_a_line_that_was_taken_out_takes_nothing_from_the_rest():
    order = make_order(TWO_LINES[1], paid="100", refunded=Decimal(60))
    assert _now(order) == 40


def test_without_tax_refunded_money_counts_in_proportion():
    order = make_order(make_line("a", gross="120", net="100"), refunded=Decimal(60))
    assert _now(order, includes_tax=False) == 50


def test_parts_keep_what_was_not_returned():
    order = make_order(
        make_line("a", gross="60", quantity=3, fulfilled=3, returned=2), TWO_LINES[1]
    )
    parts = eligible_money(order, make_terms()).parts
    assert [(part.part, part.at_grant, part.now) for part in parts] == [
        ("a", Fraction(60), Fraction(20)),
        ("b", Fraction(40), Fraction(40)),
    ]


def test_an_order_without_lines_or_worth_earns_nothing():
    assert _now(make_order(make_line(gross="0", net="0"))) == 0
    assert _now(make_order(make_line(), lines=(), paid="0")) == 0
