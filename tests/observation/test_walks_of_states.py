"""Any walk through states tells in the end what the last state shows; without a database."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.core.shop import OrderState
from saleor_crm_plugin.observation import events
from saleor_crm_plugin.observation.policies import is_closed, is_placed
from tests.observation.states import LINES, make_line, make_state, tell

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
