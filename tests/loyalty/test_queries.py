"""Points of orders, previews, and the program of a channel."""

import datetime
from decimal import Decimal

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.loyalty.queries import (
    OrderPoints,
    points_of_orders,
    preview,
    program_of_channel,
    programs,
    rules_in_force,
)
from saleor_crm_plugin.tiers.models import BookExclusion, Tier, TierStanding
from tests.fixtures.club import STARTS_AT
from tests.loyalty.orders import PAID_AT, make_line, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)
CAUSE = Cause(PAID_AT, Origin.LIVE)


def _order(number, **changes):
    order_id = f"b5d5e5a0-0000-4000-8000-{number:012d}"
    return make_order(id=order_id, channel="shop", **changes)


def test_points_of_orders_say_what_stands_and_what_waits(
    club, profile, tell_orders, django_assert_num_queries
):
    whole, part, unpaid = (
        _order(1),
        _order(2, refunded=Decimal(20)),
        _order(3, paid="0"),
    )
    tell_orders(whole, part, unpaid, profile_id=profile.pk)
    settle({order.id: CAUSE for order in (whole, part, unpaid)}, now=NOW)
    with django_assert_num_queries(2):
        found = points_of_orders([whole.id, part.id, unpaid.id])
    assert found == {
        whole.id: OrderPoints(book_id=club.book_id, points=60, pending=60),
        part.id: OrderPoints(book_id=club.book_id, points=40, pending=40),
    }


def test_a_preview_is_what_the_paid_order_earns(club, profile, make_ladder):
    unpaid = _order(1, paid="0")
    assert preview(unpaid) == 60
    assert preview(_order(1, paid="0", paid_by_gift_cards=Decimal(50))) == 10
    assert preview(make_order(make_line(), channel="elsewhere")) == 0
    ladder = make_ladder(club.book_id)
    gold = Tier.objects.get(ladder=ladder, code="gold")
    TierStanding.objects.create(ladder=ladder, profile=profile, tier=gold)
    assert preview(unpaid) == 60
    assert preview(unpaid, profile_id=profile.pk) == 120


def test_a_preview_promises_the_excluded_nothing(club, profile):
    BookExclusion.objects.create(
        book_id=club.book_id,
        profile=profile,
        reason="test",
        author="user:1",
        excluded_at=NOW,
    )
    assert preview(_order(1, paid="0"), profile_id=profile.pk) == 0


def test_a_channel_has_its_program_while_it_runs(make_club):
    ends_at = STARTS_AT + datetime.timedelta(days=1)
    program = make_club(ends_at=ends_at)
    last = ends_at - datetime.timedelta(seconds=1)
    assert program_of_channel("shop", now=last) == program
    assert program_of_channel("shop", now=ends_at) is None
    assert program_of_channel("elsewhere", now=last) is None
    assert [one.code for one in programs()] == ["club"]
    assert [rule.code for rule in rules_in_force(program.pk, now=last)] == [
        "per_amount_spent"
    ]
