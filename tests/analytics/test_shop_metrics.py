"""The shop's metrics against a small reference in plain Python over the same orders."""

import datetime
import random
from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median

import pytest
from django.db import connection

from saleor_crm_plugin.analytics.figures import Period, SalesChannel
from saleor_crm_plugin.analytics.shop_metric import Point, shop_metrics
from saleor_crm_plugin.analytics.shop_queries import measure
from saleor_crm_plugin.attribution.actions.decide import decide
from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.due import expire_due
from saleor_crm_plugin.ledger.requests import Grant
from saleor_crm_plugin.loyalty.models import ProgramCurrency
from saleor_crm_plugin.tiers.models import DecisionKind, TierDecision

from ..fixtures.campaign_rows import message_of
from ..fixtures.consent import consent_act
from ..fixtures.member import guest
from ..fixtures.passages import told, touch
from ..fixtures.program import make_tiers

DAY = datetime.timedelta(days=1)
NOON = datetime.timedelta(hours=12)
NOW = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
START = datetime.date(2024, 1, 1)
SINCE = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
UNTIL = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
PEOPLE = 40
ENDS = (7, 14, 30, 60, 90, 180, 365)
NAMES = ("0-7", "8-14", "15-30", "31-60", "61-90", "91-180", "181-365", "366+")
ROLLUP = """
INSERT INTO crm_customer_rollup
    (profile_id, orders, items, returned_items, first_order_at, last_order_at, category_ids,
     channel_ids, cycle_days)
VALUES (%s, %s, %s, %s, %s, %s, '{}', '{}', %s)
"""
BOUGHT = """
INSERT INTO crm_customer_day (profile_id, day, channel_id, currency, orders, items, net)
VALUES (%s, %s, 1, 'EUR', 1, 1, 10)
"""


def at(day):
    """Return the noon of a day."""
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def in_period(moment, since=SINCE, until=UNTIL):
    """Whether the moment counts."""
    return since <= moment < until


def points_of(code, *, since=SINCE, until=UNTIL, now=NOW, channel=None):
    """Return the numbers of one metric."""
    [answer] = measure([code], Period(since, until), now=now, channel=channel)
    assert answer.definition.startswith(shop_metrics[code].definition)
    return list(answer.points)


@pytest.fixture
def bought(db):
    """Let people buy on random days; returns the days, and what came back, by profile."""
    chance = random.Random(11)
    days, returned = {}, {}
    for number in range(PEOPLE):
        profile_id = guest(f"p{number}@example.com")
        count = chance.choice((0, 1, 1, 2, 3, 6))
        days[profile_id] = sorted(
            START + DAY * n for n in chance.sample(range(800), count)
        )
        returned[profile_id] = chance.randint(0, count)
    with connection.cursor() as cursor:
        for profile_id, own in days.items():
            cursor.executemany(BOUGHT, [(profile_id, day) for day in own])
            if own:
                first, last = at(own[0]), at(own[-1])
                values = (
                    profile_id,
                    len(own),
                    len(own),
                    returned[profile_id],
                    first,
                    last,
                )
                cursor.execute(ROLLUP, [*values, cycle(own)])
    return days, returned


def cycle(days):
    """Return the median of the gaps between a person's days; None for too few."""
    gaps = [
        (after - before).days for before, after in zip(days, days[1:], strict=False)
    ]
    return Decimal(median(gaps)) if len(gaps) > 1 else None


def test_cohorts(bought):
    months = {
        who: {(d.year, d.month) for d in own} for who, own in bought[0].items() if own
    }
    cohorts = defaultdict(list)
    for own in months.values():
        if in_period(datetime.datetime(*min(own), 1, tzinfo=datetime.UTC)):
            cohorts[min(own)].append(own)
    expected = []
    for (year, month), members in sorted(cohorts.items()):
        after = Counter((y - year) * 12 + m - month for own in members for y, m in own)
        expected += [
            Point(of=f"{year}-{month:02}", after=gap, count=count, total=len(members))
            for gap, count in sorted(after.items())
        ]
    assert points_of("cohorts") == expected
    assert all(one.share == 1 for one in expected if one.after == 0)


def test_repeat_rate(bought):
    own = [days for days in bought[0].values() if days and in_period(at(days[0]))]
    again = sum(len(days) > 1 for days in own)
    assert points_of("repeat_rate") == [Point(count=again, total=len(own))]


def test_repurchase_cycles(bought):
    known = [
        cycle(days)
        for days in bought[0].values()
        if days and cycle(days) is not None and in_period(at(days[-1]))
    ]
    buckets = Counter(sum(days >= end + 1 for end in ENDS) for days in known)
    assert points_of("repurchase_cycles") == [
        Point(of=NAMES[bucket], count=count, total=len(known))
        for bucket, count in sorted(buckets.items())
    ]


def test_signs_of_lost_customers(bought):
    # given
    days, returned = bought
    customers = [who for who, own in days.items() if own and in_period(at(own[-1]))]
    leaver, early = customers[:2]
    acts = [
        consent_act(leaver, "a", granted=False, occurred_at=at(days[leaver][-1]) + DAY),
        consent_act(early, "b", granted=False, occurred_at=at(days[early][-1]) - DAY),
    ]
    record_consents(acts, now=NOW)

    # when
    overdue = [
        who
        for who in customers
        if cycle(days[who]) is not None
        and at(days[who][-1]) + 2 * float(cycle(days[who])) * DAY < NOW
    ]
    once = [
        who
        for who in customers
        if len(days[who]) == 1 and at(days[who][0]) < NOW - 365 * DAY
    ]
    half = [who for who in customers if 2 * returned[who] >= len(days[who])]

    # then
    expected = {
        "half_returned": len(half),
        "left_marketing": 1,
        "one_order_only": len(once),
        "overdue": len(overdue),
    }
    assert points_of("lost_signals") == [
        Point(of=sign, count=count, total=len(customers))
        for sign, count in expected.items()
    ]


def test_the_way_from_prospect_to_vip(bought):
    # given
    days = bought[0]
    buyers = [who for who, own in days.items() if own]
    erased, merged = Profile.objects.filter(pk__in=buyers[:2]).order_by("pk")
    Profile.objects.filter(pk=erased.pk).update(erased_at=NOW)
    Profile.objects.filter(pk=merged.pk).update(merged_into=buyers[2])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO crm_customer_insight (profile_id, lifecycle, lifecycle_since) "
            "VALUES (%s, 'vip', now()) ON CONFLICT (profile_id) DO UPDATE SET lifecycle = 'vip'",
            [buyers[3]],
        )

    # then
    people = {who: own for who, own in days.items() if who not in buyers[:2]}
    counts = [
        ("known", len(people)),
        ("customer", sum(bool(own) for own in people.values())),
        ("repeat_customer", sum(len(own) > 1 for own in people.values())),
        ("vip", 1),
    ]
    assert points_of("funnel", since=None, until=clock.now()) == [
        Point(of=step, count=count, total=len(people)) for step, count in counts
    ]


def test_moves_between_tiers(program, channel):
    # given
    tiers = make_tiers(program, channel.currency_code)
    ladder_id = tiers["gold"].ladder_id
    steps = {
        1: [(SINCE - DAY, "bronze"), (SINCE + DAY, "gold")],
        2: [(SINCE - DAY, "bronze"), (UNTIL + DAY, "gold")],
        3: [(SINCE + DAY, "bronze"), (SINCE + 2 * DAY, None)],
        4: [(UNTIL + DAY, "gold")],
    }
    for profile_id, moves in steps.items():
        for moment, code in moves:
            TierDecision.objects.create(
                ladder_id=ladder_id,
                profile_id=profile_id,
                kind=DecisionKind.values[0],
                current=tiers[code] if code else None,
                decided_at=moment,
            )

    # then
    assert points_of("tier_migration") == [
        Point(of="bronze", to="bronze", count=1, total=2),
        Point(of="bronze", to="gold", count=1, total=2),
        Point(of="none", to="none", count=1, total=1),
    ]


def test_points_held_and_points_never_used(program):
    # given
    who = guest("holder@example.com")
    grants = [
        Grant(
            book_id=program.book_id,
            profile_id=who,
            key=key,
            source=key,
            points=points,
            expires_at=expires_at,
            occurred_at=SINCE,
        )
        for key, points, expires_at in (
            ("over", 70, SINCE + 10 * DAY),
            ("later", 30, NOW + DAY),
            ("never", 5, None),
        )
    ]
    accrue(grants, now=SINCE)
    ProgramCurrency.objects.create(
        program=program, currency="JPY", worth_per_point="0.5"
    )

    # when
    assert [(p.of, p.count) for p in points_of("points_liability")][0] == (
        program.code,
        105,
    )
    expire_due(now=NOW, limit=100)

    # then
    held = {
        one.currency: (one.count, one.amount) for one in points_of("points_liability")
    }
    assert held["JPY"] == (35, Decimal("17.5"))
    assert points_of("breakage") == [Point(of=program.code, count=70, total=70)]


def test_scores_of_those_who_ordered_within_the_period(bought):
    # given
    chance = random.Random(5)
    scores = {
        who: (chance.randint(1, 5), chance.randint(1, 5))
        for who, own in bought[0].items()
        if own
    }
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO crm_customer_score (profile_id, rfm_recency, rfm_frequency)"
            " VALUES (%s, %s, %s)",
            [(who, *own) for who, own in scores.items()],
        )

    # then
    counted = [own for who, own in scores.items() if in_period(at(bought[0][who][-1]))]
    assert points_of("rfm_grid") == [
        Point(of=str(recency), to=str(frequency), count=count, total=len(counted))
        for (recency, frequency), count in sorted(Counter(counted).items())
    ]


def test_revenue_that_is_credited_to_clicks(db):
    # given
    touched = message_of("campaign", "7", 1, "clicked", SINCE)
    touch(touched, "click", link_id=1, first_at=SINCE, last_at=SINCE)
    order = told(1, "50", SINCE + DAY, refunded=Decimal(20))
    decide([str(order.pk)], now=NOW)

    # then
    assert points_of("credited_revenue") == [
        Point(of="2024-05", to="campaign", count=1, currency="USD", amount=Decimal(30))
    ]
    assert points_of("credited_revenue", since=SINCE + 2 * DAY) == []


STORE, ELSEWHERE = SalesChannel("store", 2), SalesChannel("elsewhere", 3)
IN_STORE = "UPDATE crm_customer_day SET channel_id = 2 WHERE profile_id = ANY(%s)"
BUYERS_IN_STORE = """
UPDATE crm_customer_rollup SET channel_ids = '{2}' WHERE profile_id = ANY(%s)
"""


@pytest.fixture
def in_store(bought):
    """Let a third of the people have bought in another channel; returns who they are."""
    people = [who for who, own in bought[0].items() if own][::3]
    with connection.cursor() as cursor:
        cursor.execute(IN_STORE, [people])
        cursor.execute(BUYERS_IN_STORE, [people])
    return people


def test_cohorts_of_one_channel(bought, in_store):
    months = Counter(
        f"{own[0]:%Y-%m}"
        for who, own in bought[0].items()
        if who in in_store and in_period(at(own[0].replace(day=1)))
    )
    found = points_of("cohorts", channel=STORE)
    assert {one.of: one.count for one in found if one.after == 0} == dict(months)
    assert points_of("cohorts", channel=ELSEWHERE) == []


def test_people_of_one_channel(bought, in_store):
    own = [
        days
        for who, days in bought[0].items()
        if who in in_store and in_period(at(days[0]))
    ]
    again = sum(len(days) > 1 for days in own)
    cycles = [
        bought[0][who]
        for who in in_store
        if cycle(bought[0][who]) is not None and in_period(at(bought[0][who][-1]))
    ]

    assert points_of("repeat_rate", channel=STORE) == [
        Point(count=again, total=len(own))
    ]
    assert {one.total for one in points_of("lost_signals", channel=STORE)} == {
        sum(in_period(at(bought[0][who][-1])) for who in in_store)
    }
    assert sum(one.count for one in points_of("repurchase_cycles", channel=STORE)) == (
        len(cycles)
    )
    assert points_of("repeat_rate", channel=ELSEWHERE) == [Point(count=0, total=0)]


def test_money_and_points_of_one_channel(program, channel):
    # given
    touched = message_of("campaign", "7", 1, "clicked", SINCE)
    touch(touched, "click", link_id=1, first_at=SINCE, last_at=SINCE)
    order = told(1, "50", SINCE + DAY, channel="store")
    decide([str(order.pk)], now=NOW)
    here = SalesChannel(channel.slug, channel.pk)

    # then
    assert [one.count for one in points_of("credited_revenue", channel=STORE)] == [1]
    assert points_of("credited_revenue", channel=here) == []
    assert [one.of for one in points_of("points_liability", channel=here)] == [
        program.code
    ]
    assert points_of("points_liability", channel=STORE) == []
    assert points_of("breakage", channel=here) == []


def test_moves_between_tiers_of_one_channel(program, channel):
    # given
    tiers = make_tiers(program, channel.currency_code)
    TierDecision.objects.create(
        ladder_id=tiers["gold"].ladder_id,
        profile_id=1,
        kind=DecisionKind.values[0],
        current=tiers["gold"],
        decided_at=SINCE,
    )

    # then
    here = SalesChannel(channel.slug, channel.pk)
    assert points_of("tier_migration", channel=here) == [
        Point(of="none", to="gold", count=1, total=1)
    ]
    assert points_of("tier_migration", channel=STORE) == []
