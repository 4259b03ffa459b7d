"""Points are earned, taken back, spent, given back and end: the metrics say what the postings say.

The other way to each number is plain SQL over the postings alone: no lot's and no account's sums.
"""

import datetime
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection

from saleor_crm_plugin.analytics.figures import Period
from saleor_crm_plugin.analytics.shop_metric import Point
from saleor_crm_plugin.analytics.shop_queries import measure
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.queries import profiles_of_users
from saleor_crm_plugin.ledger.actions.give_back import give_back
from saleor_crm_plugin.ledger.actions.reserve import reserve
from saleor_crm_plugin.ledger.actions.resolve import redeem, void
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.requests import GiveBack, Redemption, Reservation, Void
from saleor_crm_plugin.loyalty.actions.due import expire_due, release_due
from saleor_crm_plugin.loyalty.terms import ExpiryUnit
from saleor_crm_plugin.tiers.actions.review import review
from saleor_crm_plugin.tiers.actions.settings import (
    LadderSettings,
    TierSettings,
    add_tier,
    create_ladder,
)
from saleor_crm_plugin.tiers.models import DowngradeStyle, TierBasis, TierWindow

from ..fixtures.catching_up import catch_up
from ..fixtures.program import AUTHOR, make_program
from ..shop.driver import buy

DAY = datetime.timedelta(days=1)
WORTH = Decimal("0.02")
THRESHOLDS = {"bronze": 25, "silver": 60}
HELD = """
SELECT coalesce(sum(CASE WHEN destination IN ('pending', 'available', 'reserved') THEN points END)
       , 0)::int
     - coalesce(sum(CASE WHEN source IN ('pending', 'available', 'reserved') THEN points END), 0)
       ::int
FROM crm_ledger_posting
"""
OVER = """
WITH moved AS (
    SELECT lot_id, destination AS place, points FROM crm_ledger_posting
    UNION ALL SELECT lot_id, source, -points FROM crm_ledger_posting
)
SELECT coalesce(sum(points) FILTER (WHERE place = 'expired'), 0)::int,
       coalesce(sum(points) FILTER (
           WHERE place NOT IN ('issued', 'clawed_back', 'owed')
       ), 0)::int
FROM moved JOIN crm_ledger_lot AS lot ON lot.id = moved.lot_id WHERE lot.expires_at < %(at)s
"""
EARNED = """
SELECT account.profile_id,
       sum(CASE WHEN posting.source = 'issued' THEN points ELSE -points END)::int
FROM crm_ledger_posting AS posting
JOIN crm_ledger_lot AS lot ON lot.id = coalesce(posting.for_lot_id, posting.lot_id)
JOIN crm_ledger_account AS account ON account.id = lot.account_id
WHERE lot.kind = 'accrue' AND (posting.source = 'issued' OR posting.destination = 'clawed_back')
  AND lot.earned_at >= %(at)s::timestamptz - interval '12 months'
GROUP BY account.profile_id
"""


def asked(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def points_of(code, now, *, since=None):
    [answer] = measure([code], Period(since, now), now=now)
    return list(answer.points)


def held(now):
    """Return the points that people hold, which both ways say."""
    [(points,)] = asked(HELD)
    assert points_of("points_liability", now) == [
        Point(of="club", count=points, currency="USD", amount=points * WORTH)
    ]
    return points


def over(now):
    """Return what ended unused, and of how much, which both ways say."""
    [(unused, total)] = asked(OVER, at=now)
    assert points_of("breakage", now) == [Point(of="club", count=unused, total=total)]
    return unused, total


def tiers_by_points(now):
    """Return the tier that each member has earned by now."""
    return {
        profile_id: max(
            (code for code, least in THRESHOLDS.items() if earned >= least),
            key=THRESHOLDS.__getitem__,
            default="none",
        )
        for profile_id, earned in asked(EARNED, at=now)
    }


def assert_moves(*states, since, until):
    """Assert that people have moved from the last state but one to the last, as earned by then.

    Nothing was ever decided of who has never had a tier.
    """
    members = {one for state in states for one, tier in state.items() if tier != "none"}
    before, after = states[-2:]
    moves = Counter(
        (before.get(one, "none"), after.get(one, "none")) for one in members
    )
    starts = Counter(before.get(one, "none") for one in members)
    assert points_of("tier_migration", until, since=since) == [
        Point(of=start, to=end, count=count, total=starts[start])
        for (start, end), count in sorted(moves.items())
    ]


@pytest.fixture
def club(shop):
    """A program whose points last thirty days, with two tiers by points of twelve months."""
    program = make_program(
        shop.channel,
        expiry_unit=ExpiryUnit.DAYS,
        expiry_length=30,
        worth_per_point={"USD": WORTH},
    )
    now = clock.now()
    ladder = create_ladder(
        program.book_id,
        LadderSettings(
            basis=TierBasis.POINTS,
            window=TierWindow.ROLLING_MONTHS,
            grace_days=0,
            downgrade=DowngradeStyle.STRAIGHT,
        ),
        author=AUTHOR,
        now=now,
    )
    for rank, (code, least) in enumerate(THRESHOLDS.items(), start=1):
        settings = TierSettings(
            code=code, name=code.title(), rank=rank, thresholds={"": Decimal(least)}
        )
        add_tier(ladder.pk, settings, author=AUTHOR, now=now)
    return program


def look_over(now):
    """What a night does to tiers."""
    while review(now, 100).reviewed:
        pass


def test_points_held_points_never_used_and_moves_between_tiers(shop, club):
    # given: Ada earns 70 points, Ben 25, Cy 30, and a guest 10
    start = clock.now() - DAY
    ada, ben, cy = (
        shop.create_customer(f"{name}@example.com") for name in ("ada", "ben", "cy")
    )
    sent = [
        buy(shop, ada, book=2, lamp=2),
        buy(shop, ben, book=0, lamp=1),
        buy(shop, "dan@example.com", book=1),
    ]
    canceled = buy(shop, cy, book=3)
    catch_up()
    bought_at = clock.now()
    assert held(bought_at) == 135
    first = tiers_by_points(bought_at)
    assert Counter(first.values()) == {"silver": 1, "bronze": 2, "none": 1}
    assert_moves({}, first, since=start, until=bought_at)

    # when everything is sent but what Cy cancels, Ben gets five dollars back, and a night goes by
    for order in sent:
        shop.fulfill(order)
    shop.cancel(canceled)
    shop.refund(sent[1], Decimal(5))
    catch_up()
    tomorrow = bought_at + 2 * DAY
    look_over(tomorrow)

    # then
    assert held(tomorrow) == 100
    second = tiers_by_points(tomorrow)
    assert Counter(second.values()) == {"silver": 1, "none": 3}
    assert_moves(first, second, since=bought_at, until=tomorrow + DAY)

    # when they can be spent: Ada burns 40, and 10 of Ben's are held for his cart
    free = bought_at + 15 * DAY
    release_due(now=free, limit=100)
    owners = profiles_of_users([ada.pk, ben.pk])
    for user, key, points in ((ada, "a", 40), (ben, "b", 10)):
        asking = Reservation(
            book_id=club.book_id,
            profile_id=owners[user.pk],
            points=points,
            key=key,
            occurred_at=free,
        )
        reserve([asking], now=free)
    used = Redemption(
        book_id=club.book_id, reservation_key="a", key="a", occurred_at=free
    )
    redeem([used])

    # then
    assert held(free) == 60
    assert points_of("breakage", free) == []

    # when their time is over, and 25 of Ada's come back with fourteen days more
    ended = bought_at + 50 * DAY
    expire_due(now=ended, limit=100)
    back = GiveBack(
        book_id=club.book_id,
        redemption_key="a",
        points=25,
        key="back",
        occurred_at=ended,
        courtesy_days=14,
    )
    give_back([back], now=ended)

    # then what Ben's cart still holds is not over, nor is what Ada got
    assert held(ended) == 35
    assert over(ended) == (50, 75)

    # when these days have passed as well, and Ben leaves his cart
    late = bought_at + 70 * DAY
    expire_due(now=late, limit=100)
    left = Void(book_id=club.book_id, reservation_key="b", key="b", occurred_at=late)
    void([left], now=late)

    # then
    assert held(late) == 0
    assert over(late) == (85, 100)

    # when a year has passed without another order
    year_after = bought_at + 400 * DAY
    look_over(year_after)

    # then
    assert tiers_by_points(year_after) == {}
    assert_moves(first, second, {}, since=tomorrow + DAY, until=year_after + DAY)
    assert verify() == []
