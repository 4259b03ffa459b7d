"""Events as storefronts send them, against COPY of the rows that they leave, at two sizes.

The batch's own action, `track`, with all that the mutation does behind its rate limit: consent,
the device's row, the catalog, events, sums, keywords, and what journeys are told.
"""

import datetime
import random
import time

from django.db import connection

from saleor_crm_plugin.behavior.actions.track import track
from saleor_crm_plugin.behavior.kinds import EventKind
from saleor_crm_plugin.behavior.partitions import ensure_partitions
from saleor_crm_plugin.behavior.told import ToldBatch, ToldEvent
from saleor_crm_plugin.consent.actions.record import ConsentAct, record_consents
from tests.fixtures.messages import CROWD
from tests.shop.rows import make_channel, make_variant

from ._copy_floor import row_counts, seconds_to_copy
from .figure import Figure, Size

BATCHES = {Size.SMALL: (100, 800), Size.LARGE: (800, 8_000)}
EVENTS = 10
PEOPLE = 500
GOODS = 50
NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
WORDS = [
    "red",
    "blue",
    "lamp",
    "chair",
    "boots",
    "scarf",
    "linen",
    "winter",
    "silk",
    "garden",
    "gift",
    "高跟鞋",
    "围巾",
]
# A batch costs the same however much is kept already.
FLAT_GOAL = 0.67
EMPTY = """
TRUNCATE crm_behavior_event, crm_behavior_day, crm_product_interest, crm_category_interest,
         crm_person_keyword, crm_visitor, crm_fact, crm_delivery
"""


def measure(size: Size) -> list[Figure]:
    """Track few batches, then many; each from nothing, the floor with the tables of the many."""
    people, goods = _people(), _goods()
    few, many = BATCHES[size]
    speed_of_few = _speed(few, people, goods)
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    before = row_counts()
    speed = _speed(many, people, goods)
    floor, rows = seconds_to_copy(before)
    print(
        f"{many * EVENTS:,} events: {speed:,.0f}/s, {rows:,} rows left, COPY of these in"
        f" {floor:.2f} s of {many * EVENTS / speed:.2f} s; of {few * EVENTS:,}:"
        f" {speed_of_few:,.0f}/s"
    )
    return [
        Figure(name="track", ratio=floor * speed / (many * EVENTS)),
        Figure(name="track_growth", ratio=speed / speed_of_few, goal=FLAT_GOAL),
    ]


def _speed(batches: int, people: list[int], goods: list[int]) -> float:
    """Return how many events a second are taken, from empty tables."""
    drawn = random.Random(7)
    told = [_batch(number, drawn, people, goods) for number in range(batches)]
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    started = time.perf_counter()
    noted = sum(
        track(batch, now=NOON + place * MINUTE / 60).noted
        for place, batch in enumerate(told)
    )
    seconds = time.perf_counter() - started
    if noted != batches * EVENTS:
        raise AssertionError(f"{noted} of {batches * EVENTS} events were kept")
    return noted / seconds


def _batch(
    number: int, drawn: random.Random, people: list[int], goods: list[int]
) -> ToldBatch:
    # Few come often, most seldom.
    person = people[int(drawn.random() ** 2 * len(people))]
    return ToldBatch(
        visitor=f"device-of-{person:010}",
        profile_id=person,
        events=[
            _event(f"{number}:{place}", place, drawn, goods) for place in range(EVENTS)
        ],
    )


def _event(key: str, place: int, drawn: random.Random, goods: list[int]) -> ToldEvent:
    if place % 3 == 0:
        text = " ".join(drawn.sample(WORDS, 3))
        return ToldEvent(key=key, kind=EventKind.SEARCH, text=text, language="en")
    kind = EventKind.CART if place % 5 == 0 else EventKind.PRODUCT
    return ToldEvent(key=key, kind=kind, variant_id=drawn.choice(goods), channel="main")


def _people() -> list[int]:
    ensure_partitions(now=NOON)
    with connection.cursor() as cursor:
        cursor.execute(CROWD, {"count": PEOPLE, "at": NOON})
        people = [row[0] for row in cursor.fetchall()]
    acts = [
        ConsentAct(
            profile_id=one,
            channel="any",
            purpose="profiling",
            granted=True,
            source="account",
            occurred_at=NOON,
            key=f"bench:{one}",
        )
        for one in people
    ]
    record_consents(acts, now=NOON)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return people


def _goods() -> list[int]:
    channel = make_channel(slug="main")
    return [make_variant(channels=[channel]).pk for _ in range(GOODS)]
