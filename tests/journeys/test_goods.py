"""Goods that people saw, wanted or bought: noted in one place, and told when back or cheaper."""

from decimal import Decimal

import pytest

from saleor_crm_plugin.behavior.events import GoodsViewed, GoodsWanted
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.identity.queries import profiles_of_users
from saleor_crm_plugin.journeys.actions.scan import scan_due
from saleor_crm_plugin.journeys.actions.watch_goods import forget_goods, watch_goods
from saleor_crm_plugin.journeys.goods_models import Reason, WatchedGoods
from saleor_crm_plugin.journeys.models import Enrollment
from saleor_crm_plugin.journeys.tasks import scan
from saleor_crm_plugin.observation.actions import observe_checkouts, observe_orders
from saleor_crm_plugin.outbox.actions import deliver
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR, definition, make_journey
from tests.observation.carts import make_cart
from tests.shop import rows
from tests.shop.payment_rows import cancel_rows, fulfill_rows, return_rows
from tests.shop.rows import Line
from tests.shop.stock_rows import make_stock, make_warehouse

PER_KEY = {"re_entry": {"rule": "per_key"}}


def _journey(kind, **settings):
    return make_journey(**definition(trigger={"kind": kind, **settings}, **PER_KEY))


def _keys():
    return sorted(Enrollment.objects.values_list("key", flat=True))


def _noted():
    return sorted(WatchedGoods.objects.values_list("reason", "price", "was_there"))


@pytest.fixture
def lamp(channel):
    """A lamp for 20 that is sold out."""
    return rows.make_variant(channels=[channel], price=Decimal(20))


@pytest.fixture
def stock(lamp, channel):
    return make_stock(lamp, make_warehouse(channel), 0)


def _cost(lamp, price):
    rows.set_columns(
        lamp.channel_listings.get(), discounted_price_amount=Decimal(price)
    )


def _told(kind, lamp, profile_id, *, at=BEGUN_AT, **changes):
    return kind(
        **{
            "key": f"{kind.code}:{profile_id}:{at}",
            "occurred_at": at,
            "origin": Origin.LIVE,
            "profile_id": profile_id,
            "variant_id": lamp.pk,
            "channel": "main",
            "price": Decimal(20),
            "currency": "USD",
            "is_available": True,
        }
        | changes
    )


def _put_into_cart(channel, lamp):
    user = rows.make_user("a@example.com")
    cart = make_cart(channel, user=user, lines=[Line(variant=lamp)])
    with clock.fixed_at(BEGUN_AT):
        observe_checkouts([str(cart.pk)], origin=Origin.LIVE, now=BEGUN_AT)
        deliver(now=BEGUN_AT)
    return user


def _buy(channel, lamp, *, price, at=BEGUN_AT, user=None):
    """Let somebody order a lamp, and the shop hear of it; returns the order."""
    user = user or rows.make_user("a@example.com")
    line = Line(variant=lamp, unit_price=Decimal(price))
    order = rows.make_order(channel, user=user, created_at=at, lines=[line], paid=True)
    with clock.fixed_at(at):
        observe_orders([str(order.pk)], origin=Origin.LIVE, now=at)
        deliver(now=at)
    return order


def test_goods_that_were_wanted_and_are_back(channel, lamp, stock):
    _journey("back_in_stock")
    user = _put_into_cart(channel, lamp)
    assert _noted() == [("cart", Decimal(20), False)]
    scan_due(now=BEGUN_AT + HOUR)
    assert _keys() == []

    rows.set_columns(stock, quantity=3)
    scan_due(now=BEGUN_AT + 2 * HOUR)
    scan_due(now=BEGUN_AT + 3 * HOUR)

    assert _keys() == [f"stock:{lamp.pk}:2026-03-01"]
    one = Enrollment.objects.get()
    assert one.profile_id == profiles_of_users([user.pk])[user.pk]
    # The second scan found nothing newer.
    assert one.due_at == BEGUN_AT + 2 * HOUR


def test_who_asked_and_filled_a_cart_is_told_once_and_again_when_asking_again(
    channel, lamp, stock, people
):
    _journey("back_in_stock")
    [profile] = people(1)
    missing = {"is_available": False}
    wish = _told(GoodsWanted, lamp, profile, **missing)
    view = _told(GoodsViewed, lamp, profile, **missing)
    watch_goods([wish, view], {Reason.WANTED, Reason.CART}, now=BEGUN_AT)
    assert _noted() == [("wanted", Decimal(20), False)]
    rows.set_columns(stock, quantity=3)
    scan_due(now=BEGUN_AT + HOUR)

    later = _told(GoodsWanted, lamp, profile, at=BEGUN_AT + 2 * DAY, **missing)
    watch_goods([later], {Reason.WANTED}, now=BEGUN_AT + 2 * DAY)
    scan_due(now=BEGUN_AT + 2 * DAY + HOUR)

    assert _keys() == [f"stock:{lamp.pk}:2026-03-01", f"stock:{lamp.pk}:2026-03-03"]


def test_a_price_is_news_only_below_the_lowest_that_the_person_saw(lamp, people):
    _journey("price_drop", least_percent=10)
    [profile] = people(1)
    lamp.track_inventory = False
    lamp.save()
    facts = [
        _told(GoodsViewed, lamp, profile),
        _told(GoodsWanted, lamp, profile, price=Decimal(18)),
    ]
    watch_goods(facts, set(Reason), now=BEGUN_AT)

    _cost(lamp, 17)
    scan_due(now=BEGUN_AT + HOUR)
    assert _keys() == []
    _cost(lamp, 16)
    scan_due(now=BEGUN_AT + 2 * HOUR)
    scan_due(now=BEGUN_AT + 3 * HOUR)

    assert _keys() == [f"price:{lamp.pk}:16:2026-03-01"]
    assert Enrollment.objects.get().subject["price"] == "18.000"


def test_what_was_bought_counts_only_where_chosen_and_for_so_long(channel, lamp):
    lamp.track_inventory = False
    lamp.save()
    _journey("price_drop")
    _buy(channel, lamp, price=20)
    assert _noted() == []

    make_journey(
        "bought",
        **definition(
            trigger={"kind": "price_drop", "bought_within_days": 5}, **PER_KEY
        ),
    )
    other = rows.make_user("b@example.com")
    _buy(channel, lamp, price=20, user=other)
    # Dearer with taxes on top is no price that the catalog could drop from.
    _buy(
        channel,
        lamp,
        price=24,
        user=rows.make_user("c@example.com"),
        at=BEGUN_AT - HOUR,
    )
    assert _noted() == [("bought", Decimal(20), True)] * 2
    _cost(lamp, 15)
    scan_due(now=BEGUN_AT + HOUR)

    assert _keys() == [f"price:{lamp.pk}:15:2026-03-01"] * 2
    _cost(lamp, 10)
    scan_due(now=BEGUN_AT + 5 * DAY)
    assert len(_keys()) == 2


def test_what_came_back_or_was_canceled_is_never_offered_for_less(channel, lamp):
    lamp.track_inventory = False
    lamp.save()
    _journey("price_drop", bought_within_days=30)
    kept, returned, canceled = (
        _buy(channel, lamp, price=20, user=rows.make_user(f"{name}@example.com"))
        for name in "abc"
    )
    fulfill_rows(returned, at=BEGUN_AT)
    return_rows(returned, at=BEGUN_AT)
    cancel_rows(canceled)
    with clock.fixed_at(BEGUN_AT + HOUR):
        ids = [str(one.pk) for one in (kept, returned, canceled)]
        observe_orders(ids, origin=Origin.LIVE, now=BEGUN_AT + HOUR)
        deliver(now=BEGUN_AT + HOUR)

    _cost(lamp, 5)
    scan_due(now=BEGUN_AT + 2 * HOUR)

    [row] = WatchedGoods.objects.all()
    assert row.order_id == kept.pk
    assert Enrollment.objects.get().profile_id == row.profile_id


def test_what_was_ordered_is_no_longer_watched_for_those_who_only_looked(channel, lamp):
    _journey("price_drop")
    user = _put_into_cart(channel, lamp)
    assert [reason for reason, *_ in _noted()] == ["cart"]

    _buy(channel, lamp, price=20, user=user, at=BEGUN_AT + HOUR)

    assert _noted() == []


def test_the_past_and_people_who_are_gone_are_not_watched(lamp, people):
    profile, gone = people(2)
    Profile.objects.filter(pk=gone).update(erased_at=BEGUN_AT)
    facts = [
        _told(GoodsViewed, lamp, profile, origin=Origin.BACKFILL),
        _told(GoodsViewed, lamp, profile, at=BEGUN_AT - 2 * DAY),
        _told(GoodsViewed, lamp, gone),
    ]

    watch_goods(facts, set(Reason), now=BEGUN_AT)

    assert _noted() == []


def test_a_page_ends_where_it_is_full_and_the_next_goes_on(lamp, people, monkeypatch):
    monkeypatch.setattr("saleor_crm_plugin.journeys.actions.scan.PAGE", 2)
    _journey("price_drop")
    lamp.track_inventory = False
    lamp.save()
    profiles = people(5)
    facts = [
        _told(kind, lamp, one)
        for one in profiles
        for kind in (GoodsViewed, GoodsWanted)
    ]
    watch_goods(facts, set(Reason), now=BEGUN_AT)
    _cost(lamp, 1)

    report = scan_due(now=BEGUN_AT + HOUR)

    assert (report.found, report.pages) == (5, 3)
    assert sorted(Enrollment.objects.values_list("profile_id", flat=True)) == profiles


def test_goods_are_watched_only_while_a_journey_asks_and_not_for_longer(
    channel, lamp, people
):
    make_journey()
    _put_into_cart(channel, lamp)
    assert _noted() == []
    [profile] = people(1)
    facts = [_told(GoodsViewed, lamp, profile), _told(GoodsWanted, lamp, profile)]
    watch_goods(facts, set(Reason), now=BEGUN_AT)

    longest = {Reason.VIEWED: 30 * DAY, Reason.WANTED: 60 * DAY}
    assert forget_goods(longest, now=BEGUN_AT + 30 * DAY) == 0
    assert forget_goods(longest, now=BEGUN_AT + 30 * DAY + HOUR) == 1
    assert _noted() == [("wanted", Decimal(20), True)]
    with clock.fixed_at(BEGUN_AT):
        scan()
    assert _noted() == []
