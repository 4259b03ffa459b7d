"""The differences between two states, without a database."""

import datetime
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.core.shop import CustomerState, OrderLineState, OrderState
from saleor_crm_plugin.observation import events
from saleor_crm_plugin.observation.policies import (
    Telling,
    customer_differences,
    is_closed,
    is_placed,
    order_differences,
    remembering,
)

PLACED_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
LATER = PLACED_AT + datetime.timedelta(days=3)
NOW = PLACED_AT + datetime.timedelta(days=10)
LINES = ("line-1", "line-2")


def make_state(**changes) -> OrderState:
    values = {
        "id": "order-1",
        "number": "7",
        "channel": "main",
        "currency": "USD",
        "status": "unfulfilled",
        "placed_at": PLACED_AT,
        "user_id": 1,
        "email_hash": "hash",
        "total_gross": Decimal(50),
        "total_net": Decimal(50),
        "lines": (make_line(),),
    }
    return OrderState(**values | changes)


def make_line(**changes) -> OrderLineState:
    values = {
        "id": LINES[0],
        "product_id": 1,
        "variant_id": 2,
        "category_id": 3,
        "collection_ids": (4,),
        "quantity": 5,
        "total_gross": Decimal(50),
        "total_net": Decimal(50),
    }
    return OrderLineState(**values | changes)


def make_telling(**changes) -> Telling:
    values = {
        "revision": 3,
        "origin": Origin.LIVE,
        "profile_id": 9,
        "previous_profile_id": 9,
        "now": NOW,
    }
    return Telling(**values | changes)


def tell(told, seen, **changes):
    return order_differences(told, seen, make_telling(**changes))


def test_a_new_order_is_told_as_placed():
    (fact,) = tell(None, make_state())

    assert fact == events.OrderPlaced(
        key="order:order-1:placed:3",
        occurred_at=PLACED_AT,
        origin=Origin.LIVE,
        profile_id=9,
        order_id="order-1",
        number="7",
        channel="main",
        currency="USD",
        amount=Decimal(50),
        is_guest=False,
    )


@pytest.mark.parametrize("status", ["draft", "unconfirmed", "expired"])
def test_what_was_never_placed_is_not_told(status):
    assert tell(None, make_state(status=status, paid=Decimal(50))) == []


@pytest.mark.parametrize(("user_id", "expected"), [(None, True), (1, False)])
def test_an_order_without_account_is_a_guests(user_id, expected):
    (fact,) = tell(None, make_state(user_id=user_id))

    assert fact.is_guest is expected


def test_the_same_state_tells_nothing():
    state = make_state(
        paid=Decimal(50), is_canceled=True, lines=(make_line(fulfilled=5, returned=1),)
    )

    assert tell(state, state) == []


@pytest.mark.parametrize(
    ("component", "more", "less"),
    [
        ("paid", events.OrderPaid, events.OrderPaymentReduced),
        ("refunded", events.OrderRefunded, events.OrderRefundReversed),
        ("charged_back", events.OrderChargedBack, events.OrderChargebackReversed),
    ],
)
def test_money_is_told_by_difference_and_total(component, more, less):
    # given
    before = make_state(**{component: Decimal(20)})
    after = make_state(**{component: Decimal("32.50"), f"{component}_at": LATER})

    # when
    (rise,) = tell(before, after)
    (fall,) = tell(after, before)

    # then
    assert (type(rise), rise.amount, rise.total, rise.occurred_at) == (
        more,
        Decimal("12.50"),
        Decimal("32.50"),
        LATER,
    )
    assert (type(fall), fall.amount, fall.total, fall.occurred_at) == (
        less,
        Decimal("12.50"),
        Decimal(20),
        NOW,
    )


def test_the_keys_of_one_telling_differ():
    state = make_state(
        paid=Decimal(50),
        refunded=Decimal(10),
        charged_back=Decimal(5),
        is_canceled=True,
        lines=(make_line(fulfilled=3, returned=1),),
    )

    told = tell(None, state)

    assert len({fact.key for fact in told}) == len(told) == 7


def test_goods_are_told_by_line():
    # given
    before = make_state(
        lines=(make_line(fulfilled=2), make_line(id=LINES[1], fulfilled=1))
    )
    after = make_state(
        returned_at=LATER,
        lines=(
            make_line(fulfilled=5, fulfilled_at=LATER, returned=2),
            make_line(id=LINES[1], fulfilled=0),
        ),
    )

    # when
    sent, unsent, back = tell(before, after)

    # then
    assert (type(sent), sent.lines, sent.occurred_at) == (
        events.OrderFulfilled,
        (events.LineQuantity(line_id=LINES[0], quantity=3),),
        LATER,
    )
    assert (type(unsent), unsent.lines) == (
        events.OrderFulfillmentCanceled,
        (events.LineQuantity(line_id=LINES[1], quantity=1),),
    )
    assert (type(back), back.lines, back.amount, back.occurred_at) == (
        events.OrderReturned,
        (events.LineQuantity(line_id=LINES[0], quantity=2),),
        Decimal(20),
        LATER,
    )


def test_a_second_return_of_the_same_line_is_told_by_its_difference():
    # given
    line = make_line(quantity=3, total_gross=Decimal(10), fulfilled=3)
    steps = [make_state(lines=(replace(line, returned=count),)) for count in range(4)]

    # when
    worth = [
        tell(before, after)[0].amount
        for before, after in zip(steps, steps[1:], strict=False)
    ]

    # then
    assert worth == [Decimal("3.333"), Decimal("3.334"), Decimal("3.333")]
    (reversal,) = tell(steps[3], steps[0])
    assert (type(reversal), reversal.amount) == (
        events.OrderReturnReversed,
        Decimal(10),
    )


def test_a_returned_line_that_was_removed_is_reversed():
    (amended, unsent, kept) = tell(
        make_state(lines=(make_line(fulfilled=5, returned=5),)), make_state(lines=())
    )

    assert type(amended) is events.OrderAmended
    assert type(unsent) is events.OrderFulfillmentCanceled
    assert (type(kept), kept.amount) == (events.OrderReturnReversed, Decimal(50))


def test_cancelling_and_reopening_are_told():
    open_order = make_state()
    canceled = make_state(status="canceled", is_canceled=True, canceled_at=LATER)

    (closing,) = tell(open_order, canceled)
    (opening,) = tell(canceled, open_order)

    assert (type(closing), closing.occurred_at) == (events.OrderCanceled, LATER)
    assert type(opening) is events.OrderReopened


def test_a_vanished_order_is_told_once():
    state = make_state(paid=Decimal(50))
    gone = replace(state, is_gone=True)

    (fact,) = tell(state, gone)

    assert (type(fact), fact.occurred_at) == (events.OrderGone, NOW)
    assert tell(gone, gone) == []
    assert tell(None, gone) == []


def test_an_order_that_comes_back_is_told_as_open_with_what_changed():
    state = make_state(paid=Decimal(50))

    facts = tell(replace(state, is_gone=True), replace(state, refunded=Decimal(10)))

    assert [type(fact) for fact in facts] == [
        events.OrderRefunded,
        events.OrderReopened,
    ]


def test_another_owner_is_told():
    (fact,) = tell(make_state(), make_state(), previous_profile_id=4)

    assert type(fact) is events.OrderReassigned
    assert (fact.profile_id, fact.previous_profile_id) == (9, 4)


@pytest.mark.parametrize(
    "changes",
    [
        {"total_gross": Decimal(40)},
        {"shipping_net": Decimal(1)},
        {"lines": (make_line(quantity=4),)},
        {"lines": ()},
    ],
)
def test_what_was_ordered_can_be_amended(changes):
    (fact,) = tell(make_state(), make_state(**changes))

    assert type(fact) is events.OrderAmended


@pytest.mark.parametrize(
    ("origin", "expected"),
    [(Origin.LIVE, NOW), (Origin.SWEEP, NOW), (Origin.BACKFILL, PLACED_AT)],
)
def test_without_a_known_time_new_things_are_new_and_old_things_old(origin, expected):
    (_, fact) = tell(None, make_state(paid=Decimal(50)), origin=origin)

    assert fact.occurred_at == expected


def test_goods_stay_what_they_were_when_they_were_bought():
    # given
    told = make_state(lines=(make_line(fulfilled=2, fulfilled_at=PLACED_AT),))
    moved = make_line(
        category_id=99, collection_ids=(), fulfilled=2, fulfilled_at=LATER
    )
    deleted = make_line(
        product_id=None, variant_id=None, category_id=None, collection_ids=()
    )

    # then
    assert remembering(told, make_state(lines=(moved,))) == told
    (line,) = remembering(told, make_state(lines=(deleted,))).lines
    assert (
        line.product_id,
        line.variant_id,
        line.category_id,
        line.collection_ids,
    ) == (1, 2, 3, (4,))
    assert line.fulfilled_at is None


def test_without_a_told_state_the_seen_one_stands():
    assert remembering(None, make_state()) == make_state()


def test_a_new_line_is_taken_as_it_is():
    seen = make_state(lines=(make_line(), make_line(id=LINES[1], category_id=8)))

    assert remembering(make_state(), seen) == seen


# Any walk through states tells the same in the end.

amounts = st.integers(0, 5).map(lambda value: Decimal(value) * 10)
drawn_lines = st.builds(
    lambda fulfilled, returned: (fulfilled, min(returned, fulfilled)),
    st.integers(0, 5),
    st.integers(0, 5),
)
states = st.builds(
    lambda status, paid, refunded, charged_back, is_gone, first, second, user: (
        make_state(
            status=status,
            is_canceled=status == "canceled",
            is_gone=is_gone,
            paid=paid,
            refunded=refunded,
            charged_back=charged_back,
            user_id=user,
            lines=tuple(
                make_line(id=line_id, fulfilled=fulfilled, returned=returned)
                for line_id, (fulfilled, returned) in zip(
                    LINES, (first, second), strict=True
                )
            ),
        )
    ),
    st.sampled_from(["draft", "unconfirmed", "unfulfilled", "fulfilled", "canceled"]),
    amounts,
    amounts,
    amounts,
    st.booleans(),
    drawn_lines,
    drawn_lines,
    st.sampled_from([None, 1]),
)

SIGNS = {
    events.OrderPaid: ("paid", 1),
    events.OrderPaymentReduced: ("paid", -1),
    events.OrderRefunded: ("refunded", 1),
    events.OrderRefundReversed: ("refunded", -1),
    events.OrderChargedBack: ("charged_back", 1),
    events.OrderChargebackReversed: ("charged_back", -1),
    events.OrderReturned: ("returned", 1),
    events.OrderReturnReversed: ("returned", -1),
}
QUANTITIES = {
    events.OrderFulfilled: ("fulfilled", 1),
    events.OrderFulfillmentCanceled: ("fulfilled", -1),
    events.OrderReturned: ("returned", 1),
    events.OrderReturnReversed: ("returned", -1),
}


class Listener:
    """Adds up what it is told, and tracks the told row as observing does."""

    def __init__(self) -> None:
        self.told: OrderState | None = None
        self.is_placed = False
        self.totals: dict[object, Decimal | int] = defaultdict(int)
        self.is_open = False
        self.count = 0

    def observe(self, seen: OrderState) -> None:
        if seen.is_gone:
            # A vanished order is remembered as it was.
            if self.told is None:
                return
            seen = replace(self.told, is_gone=True)
        facts = tell(self.told if self.is_placed else None, seen)
        self.is_placed = self.is_placed or is_placed(seen)
        self.told = seen
        self.count += len(facts)
        for fact in facts:
            self._add(fact)

    def _add(self, fact: events.OrderFact) -> None:
        if type(fact) in SIGNS:
            name, sign = SIGNS[type(fact)]
            self.totals[name] += sign * fact.amount
        if type(fact) in QUANTITIES:
            name, sign = QUANTITIES[type(fact)]
            for line in fact.lines:
                self.totals[name, line.line_id] += sign * line.quantity
        if isinstance(fact, events.OrderPlaced | events.OrderReopened):
            self.is_open = True
        if isinstance(fact, events.OrderCanceled | events.OrderGone):
            self.is_open = False

    def heard(self) -> tuple[dict[object, Decimal | int], bool]:
        return {
            name: total for name, total in self.totals.items() if total
        }, self.is_open


def expected_of(state: OrderState) -> tuple[dict[object, Decimal | int], bool]:
    """Return what one has to have heard, read off the last state alone: the second way."""
    totals: dict[object, Decimal | int] = {
        "paid": state.paid,
        "refunded": state.refunded,
        "charged_back": state.charged_back,
        "returned": sum(line.returned * Decimal(10) for line in state.lines),
    }
    for line in state.lines:
        totals["fulfilled", line.id] = line.fulfilled
        totals["returned", line.id] = line.returned
    return {name: total for name, total in totals.items() if total}, not is_closed(
        state
    )


@given(st.lists(states, min_size=1, max_size=6))
def test_every_walk_tells_in_the_end_what_the_last_state_shows(walk):
    # given
    listener = Listener()

    # when
    for state in walk:
        listener.observe(state)

    # then
    expected = expected_of(listener.told) if listener.is_placed else ({}, False)
    assert listener.heard() == expected


@given(st.lists(states, min_size=1, max_size=4))
def test_a_replay_tells_nothing(walk):
    listener = Listener()
    for state in walk:
        listener.observe(state)
    count = listener.count

    listener.observe(walk[-1])

    assert listener.count == count


def make_customer(**changes) -> CustomerState:
    values = {"id": 5, "email_hash": "ann", "joined_at": PLACED_AT}
    return CustomerState(**values | changes)


def codes(told, seen) -> list[str]:
    return [fact.code for fact in customer_differences(told, seen, make_telling())]


def test_a_new_account_is_told_as_registered_when_it_was():
    (fact,) = customer_differences(None, make_customer(), make_telling(profile_id=9))

    assert fact == events.CustomerRegistered(
        key="customer:5:registered:3",
        occurred_at=PLACED_AT,
        origin=Origin.LIVE,
        profile_id=9,
        user_id=5,
    )


@pytest.mark.parametrize(
    ("told", "seen", "expected"),
    [
        (None, {"is_staff": True}, []),
        (None, {"is_gone": True}, []),
        (
            None,
            {"has_verified_email": True},
            ["customer.registered", "customer.email_verified"],
        ),
        (None, {"is_active": False}, ["customer.registered", "customer.deactivated"]),
        ({}, {}, []),
        ({}, {"language": "it"}, []),
        ({}, {"has_verified_email": True}, ["customer.email_verified"]),
        ({"has_verified_email": True}, {"has_verified_email": True}, []),
        (
            {"has_verified_email": True},
            {"email_hash": "bob"},
            ["customer.email_changed"],
        ),
        (
            {"has_verified_email": True},
            {"email_hash": "bob", "has_verified_email": True},
            ["customer.email_changed", "customer.email_verified"],
        ),
        ({}, {"is_active": False}, ["customer.deactivated"]),
        ({"is_active": False}, {}, ["customer.reactivated"]),
        ({}, {"is_gone": True}, ["customer.deleted"]),
        ({"is_gone": True}, {"is_gone": True}, []),
    ],
)
def test_what_is_told_of_an_account(told, seen, expected):
    before = None if told is None else make_customer(**told)

    assert codes(before, make_customer(**seen)) == expected
