"""The differences between two states, without a database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation import events
from saleor_crm_plugin.observation.policies import remembering
from tests.observation.states import (
    LATER,
    LINES,
    NOW,
    PLACED_AT,
    make_line,
    make_state,
    tell,
)


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
