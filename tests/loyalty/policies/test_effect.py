"""Sums over orders that were reckoned twice."""

from saleor_crm_plugin.loyalty.policies.effect import Both, Effect, OrderEffect, summed


def test_nothing_comes_of_no_orders():
    assert summed([]) == Effect(
        orders=0, customers=0, gaining=0, losing=0, points=Both(0, 0), by_currency={}
    )


def test_people_gain_or_lose_by_all_their_orders_together():
    orders = [
        OrderEffect(1, "EUR", 10, 15),
        OrderEffect(1, "EUR", 10, 2),
        OrderEffect(2, "EUR", 4, 8),
        OrderEffect(3, "USD", 5, 5),
        OrderEffect(4, "USD", 5, 6),
        OrderEffect(4, "USD", 6, 5),
    ]
    assert summed(orders) == Effect(
        orders=6,
        customers=4,
        gaining=1,
        losing=1,
        points=Both(40, 41),
        by_currency={"EUR": Both(24, 25), "USD": Both(16, 16)},
    )
