"""What a device tells is kept once, for whom it belongs to, and only where that was agreed to."""

import datetime

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from saleor_crm_plugin.behavior.actions.visitors import (
    let_visitor_agree,
    let_visitor_refuse,
)
from saleor_crm_plugin.behavior.errors import (
    InvalidEvent,
    InvalidVisitor,
    TooManyEvents,
)
from saleor_crm_plugin.behavior.kinds import EventKind
from saleor_crm_plugin.behavior.models import (
    BehaviorDay,
    BehaviorEvent,
    CategoryInterest,
    PersonKeyword,
    ProductInterest,
    Visitor,
)
from saleor_crm_plugin.behavior.told import ToldEvent
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.behavior import DEVICE, MINUTE, TRACKED_AT, agree, search, tell
from tests.fixtures.consent import record_one
from tests.fixtures.unchanged import nothing_changes
from tests.shop import rows

DAY = datetime.timedelta(days=1)


def kept():
    """Return who did what, in the order in which it happened."""
    events = BehaviorEvent.objects.order_by("occurred_at", "id")
    return list(events.values_list("profile_id", "event_key"))


@pytest.fixture
def lamp(channel):
    cache.clear()
    return rows.make_variant(channels=[channel])


def test_nothing_is_kept_of_a_person_who_has_not_agreed(profile):
    with nothing_changes():
        tracked = tell(search("1"), profile_id=profile.pk)

    assert (tracked.noted, tracked.is_agreed) == (0, False)


def test_nothing_is_kept_of_a_visitor_who_has_not_agreed(db):
    with nothing_changes():
        tracked = tell(search("1"))

    assert (tracked.noted, tracked.is_agreed) == (0, False)


def test_events_of_a_person_are_kept_once_and_added_up(
    agreed, lamp, django_capture_on_commit_callbacks
):
    product = lamp.product
    view = ToldEvent(
        key="view", kind=EventKind.PRODUCT, variant_id=lamp.pk, channel="main"
    )
    cart = ToldEvent(key="cart", kind=EventKind.CART, product_id=product.pk, quantity=2)
    batch = (view, cart, search("find", "Red shoes, reds"))

    with django_capture_on_commit_callbacks(execute=True):
        first = tell(*batch, profile_id=agreed)
    again = tell(*batch, profile_id=agreed, now=TRACKED_AT + MINUTE)

    assert (first.noted, first.is_agreed, again.noted) == (3, True, 0)
    assert {key for _, key in kept()} == {"view", "cart", "find"}
    [interest] = ProductInterest.objects.values_list(
        "profile_id", "product_id", "views", "carts", "wishes", "last_at"
    )
    assert interest == (agreed, product.pk, 1, 1, 0, TRACKED_AT)
    assert set(BehaviorDay.objects.values_list("day", "kind", "events")) == {
        (TRACKED_AT.date(), "product", 1),
        (TRACKED_AT.date(), "cart", 1),
        (TRACKED_AT.date(), "search", 1),
    }
    assert list(CategoryInterest.objects.values_list("category_id", "views")) == [
        (product.category_id, 1)
    ]
    assert set(PersonKeyword.objects.values_list("word", "stem", "times")) == {
        ("red", "red", 1),
        ("shoes", "shoe", 1),
        ("reds", "red", 1),
    }
    told = FactRow.objects.filter(code__startswith="goods.")
    assert list(told.values_list("code", "profile_id")) == [("goods.viewed", agreed)]


def test_a_wish_is_told_on_whatever_was_agreed_to(profile, lamp):
    wish = ToldEvent(
        key="w", kind=EventKind.WISHLIST, variant_id=lamp.pk, channel="main"
    )
    view = ToldEvent(
        key="v", kind=EventKind.PRODUCT, variant_id=lamp.pk, channel="main"
    )

    tracked = tell(wish, view, profile_id=profile.pk)

    assert (tracked.noted, tracked.is_agreed) == (1, False)
    told = FactRow.objects.filter(code__startswith="goods.")
    assert list(told.values_list("code", "profile_id")) == [
        ("goods.wanted", profile.pk)
    ]
    assert kept() == []


def test_goods_that_the_shop_does_not_have_are_left_out(agreed, lamp):
    batch = (
        ToldEvent(key="1", kind=EventKind.PRODUCT, variant_id=lamp.pk + 1),
        ToldEvent(key="2", kind=EventKind.PRODUCT, product_id=lamp.product_id + 1),
        ToldEvent(key="3", kind=EventKind.CATEGORY, category_id=987_654),
        ToldEvent(key="large", kind=EventKind.CATEGORY, category_id=2**62),
        search("4", channel="nowhere"),
        search("5"),
    )

    assert tell(*batch, profile_id=agreed).noted == 1
    assert kept() == [(agreed, "5")]


def told_goods():
    """Return how often it was told that somebody looked at goods."""
    return FactRow.objects.filter(code="goods.viewed").count()


def test_what_was_rolled_back_is_told_the_next_time(
    agreed, lamp, django_capture_on_commit_callbacks
):
    def view(key):
        seen = ToldEvent(
            key=key, kind=EventKind.PRODUCT, variant_id=lamp.pk, channel="main"
        )
        tell(seen, profile_id=agreed)

    # given a request that dies after all was done, before it is committed
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        view("1")
        transaction.set_rollback(True)
    assert told_goods() == 0

    # when the device tells it again, and then once more on the same day
    for key in ("1", "2"):
        with django_capture_on_commit_callbacks(execute=True):
            view(key)

    # then
    assert told_goods() == 1


def test_goods_are_told_of_though_the_cache_is_away(
    agreed, lamp, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "set_many", away)
    seen = ToldEvent(
        key="1", kind=EventKind.PRODUCT, variant_id=lamp.pk, channel="main"
    )
    with django_capture_on_commit_callbacks(execute=True):
        tracked = tell(seen, profile_id=agreed)

    assert (tracked.noted, told_goods()) == (1, 1)


def test_a_batch_costs_the_same_however_many_events(
    agreed, channel, lamp, django_assert_num_queries, django_capture_on_commit_callbacks
):
    # given a device that is known, and goods that nobody has looked at today
    tell(search("known"), profile_id=agreed)
    more = [rows.make_variant(channels=[channel]).pk for _ in range(3)]

    def views(keys, goods):
        return [
            ToldEvent(key=key, kind=EventKind.PRODUCT, variant_id=one, channel="main")
            for key, one in zip(keys, goods, strict=True)
        ]

    # when / then: person, consent, device and back, catalog, events with all sums, offers, facts
    # in two, and two times a savepoint that is released
    with django_assert_num_queries(13):
        tell(*views("a", [lamp.pk]), search("1"), profile_id=agreed)
    searches = [search(f"many{n}", f"lamp {n} silk") for n in range(7)]
    with (
        django_capture_on_commit_callbacks(execute=True),
        django_assert_num_queries(13),
    ):
        tell(*views("bcd", more), *searches, profile_id=agreed)
    # Nobody is asked for what has been told today.
    with django_assert_num_queries(8):
        tell(*views("efg", more), profile_id=agreed)
    assert told_goods() == 4
    assert BehaviorDay.objects.get(kind="product").events == 7


def test_a_key_that_comes_again_after_its_time_is_another_event(agreed):
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)
    tell(search("k", "silk scarf"), now=TRACKED_AT)
    tell(search("k", "lamp"), now=TRACKED_AT + 9 * DAY)

    tell(search("in", "boots"), profile_id=agreed, now=TRACKED_AT + 10 * DAY)

    words = PersonKeyword.objects.order_by("word")
    assert list(words.values_list("word", "times", "first_at")) == [
        ("boots", 1, TRACKED_AT + 10 * DAY),
        ("lamp", 1, TRACKED_AT + 9 * DAY),
        ("scarf", 1, TRACKED_AT),
        ("silk", 1, TRACKED_AT),
    ]


def test_signing_in_takes_over_what_was_done_since_the_last_sign_out(agreed):
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)
    tell(search("before", "lamp"), now=TRACKED_AT + MINUTE)
    assert kept() == [(None, "before")]
    assert PersonKeyword.objects.count() == 0

    tell(search("after"), profile_id=agreed, now=TRACKED_AT + 2 * MINUTE)

    assert kept() == [(agreed, "before"), (agreed, "after")]
    words = PersonKeyword.objects.values_list("word", flat=True)
    assert set(words) == {"lamp", "red", "shoes"}


def test_signing_in_as_another_takes_nothing_of_the_first(agreed, guest_profile):
    agree(guest_profile.pk)
    other = guest_profile.pk
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)

    tell(search("a"), profile_id=agreed, now=TRACKED_AT + MINUTE)
    late = search("a-late", told_at=TRACKED_AT)
    tell(late, search("b"), profile_id=other, now=TRACKED_AT + 2 * MINUTE)
    tell(search("nobody"), now=TRACKED_AT + 3 * MINUTE)
    tell(search("b2"), profile_id=other, now=TRACKED_AT + 4 * MINUTE)

    assert kept() == [
        (agreed, "a"),
        (other, "b"),
        (other, "nobody"),
        (other, "b2"),
    ]
    assert BehaviorDay.objects.get(profile_id=agreed).events == 1


def test_who_has_not_agreed_leaves_nothing_for_the_next(profile, guest_profile):
    agree(guest_profile.pk)
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)
    tell(search("before"), now=TRACKED_AT)

    tell(search("theirs"), profile_id=profile.pk, now=TRACKED_AT + MINUTE)
    tell(search("mine"), profile_id=guest_profile.pk, now=TRACKED_AT + 2 * MINUTE)

    assert kept() == [(None, "before"), (guest_profile.pk, "mine")]


def test_a_visitor_who_agrees_no_longer_is_forgotten(db):
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)
    tell(search("1"))

    let_visitor_refuse(DEVICE)

    assert kept() == []
    assert tell(search("2")).is_agreed is False
    assert kept() == []


def test_refusing_on_an_unknown_device_writes_nothing(db):
    with nothing_changes():
        let_visitor_refuse(DEVICE)


def test_a_clock_that_is_wrong_is_put_right(agreed):
    ahead = TRACKED_AT + 5 * DAY
    tell(
        search("1", told_at=ahead - MINUTE),
        search("2", told_at=ahead + DAY),
        search("3", told_at=ahead - 30 * DAY),
        profile_id=agreed,
        sent_at=ahead,
    )

    moments = BehaviorEvent.objects.order_by("event_key").values_list(
        "occurred_at", flat=True
    )
    assert list(moments) == [TRACKED_AT - MINUTE, TRACKED_AT, TRACKED_AT - 7 * DAY]


@pytest.mark.parametrize(
    ("event", "place"),
    [
        (search("1", ""), 1),
        (search("1", "x" * 201), 1),
        (search(""), 1),
        (search("a b"), 1),
        (search("1", language="italian please"), 1),
        (ToldEvent(key="1", kind=EventKind.PRODUCT), 1),
        (ToldEvent(key="1", kind=EventKind.CATEGORY), 1),
        (ToldEvent(key="1", kind=EventKind.CUSTOM, name="Not a code"), 1),
        (ToldEvent(key="1", kind=EventKind.CUSTOM), 1),
        (ToldEvent(key="1", kind=EventKind.SHARE, quantity=100_001), 1),
    ],
)
def test_an_event_that_cannot_be_kept_refuses_the_batch(agreed, event, place):
    with nothing_changes(), pytest.raises(InvalidEvent) as refusal:
        tell(search("good"), event, profile_id=agreed)

    assert refusal.value.place == place


@pytest.mark.parametrize("name", ["short", "", "x" * 65, "has a blank in it here"])
def test_a_visitor_needs_a_name_that_nobody_guesses(agreed, name):
    with nothing_changes(), pytest.raises(InvalidVisitor):
        tell(search("1"), profile_id=agreed, visitor=name)


@pytest.mark.parametrize("count", [0, 51])
def test_a_batch_has_bounds(agreed, count):
    with nothing_changes(), pytest.raises(TooManyEvents):
        tell(*(search(str(n)) for n in range(count)), profile_id=agreed)


def test_the_database_refuses_to_change_what_happened(agreed):
    tell(search("1"), profile_id=agreed)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        BehaviorEvent.objects.update(text="something else")


def test_a_withdrawal_forgets_everything(agreed, guest_profile):
    from saleor_crm_plugin.behavior.actions.forget import forget_unallowed
    from saleor_crm_plugin.consent.events import ConsentWithdrawn
    from saleor_crm_plugin.core.facts import Origin

    agree(guest_profile.pk)
    tell(search("1"), profile_id=agreed)
    tell(search("2"), profile_id=guest_profile.pk, visitor="another-device-here")
    record_one(
        agreed,
        "no",
        purpose="profiling",
        channel="any",
        granted=False,
        occurred_at=TRACKED_AT,
    )
    facts = [
        ConsentWithdrawn(
            key=f"w{who}",
            occurred_at=TRACKED_AT,
            origin=Origin.LIVE,
            profile_id=who,
            channel="any",
            purpose="profiling",
            list_code="",
            source="account",
        )
        for who in (agreed, guest_profile.pk)
    ]

    forget_unallowed(facts)
    forget_unallowed(facts)

    assert kept() == [(guest_profile.pk, "2")]
    for model in (BehaviorDay, PersonKeyword, Visitor):
        owners = set(model.objects.values_list("profile_id", flat=True))
        assert owners == {guest_profile.pk}
