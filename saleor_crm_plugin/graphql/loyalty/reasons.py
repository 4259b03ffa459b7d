"""Why points moved: a code, and one plain sentence for the member."""

import enum

from ...core.sentences import Sentence
from ...ledger.history import HistoryEntry
from ...ledger.kinds import TransactionKind
from ...loyalty.sources import order_of


class PointsReason(enum.StrEnum):
    """Why points moved, as it is told to the member."""

    EARNED_WITH_ORDER = "earned_with_order"
    EARNED = "earned"
    RETURN_PERIOD_PASSED = "return_period_passed"
    READY = "ready"
    RETURN_PERIOD_RUNS_AGAIN = "return_period_runs_again"
    WAITING_AGAIN = "waiting_again"
    HELD = "held"
    NO_LONGER_HELD = "no_longer_held"
    SPENT = "spent"
    NOT_USED_IN_TIME = "not_used_in_time"
    ORDER_TAKEN_BACK = "order_taken_back"
    TAKEN_BACK = "taken_back"
    ORDER_GIVEN_AGAIN = "order_given_again"
    GIVEN_AGAIN = "given_again"
    PAID_DEBT = "paid_debt"
    PURCHASE_UNDONE = "purchase_undone"
    MOVED_WITH_ORDER = "moved_with_order"
    MOVED = "moved"
    OPENING_BALANCE = "opening_balance"
    CORRECTED = "corrected"


_WITH_ORDER = {
    TransactionKind.ACCRUE: PointsReason.EARNED_WITH_ORDER,
    TransactionKind.RELEASE: PointsReason.RETURN_PERIOD_PASSED,
    TransactionKind.WITHHOLD: PointsReason.RETURN_PERIOD_RUNS_AGAIN,
    TransactionKind.CLAW_BACK: PointsReason.ORDER_TAKEN_BACK,
    TransactionKind.REINSTATE: PointsReason.ORDER_GIVEN_AGAIN,
    TransactionKind.TRANSFER: PointsReason.MOVED_WITH_ORDER,
}
_OTHERWISE = {
    TransactionKind.ACCRUE: PointsReason.EARNED,
    TransactionKind.RELEASE: PointsReason.READY,
    TransactionKind.WITHHOLD: PointsReason.WAITING_AGAIN,
    TransactionKind.RESERVE: PointsReason.HELD,
    TransactionKind.VOID: PointsReason.NO_LONGER_HELD,
    TransactionKind.REDEEM: PointsReason.SPENT,
    TransactionKind.EXPIRE: PointsReason.NOT_USED_IN_TIME,
    TransactionKind.CLAW_BACK: PointsReason.TAKEN_BACK,
    TransactionKind.REINSTATE: PointsReason.GIVEN_AGAIN,
    TransactionKind.RECOVER: PointsReason.PAID_DEBT,
    TransactionKind.GIVE_BACK: PointsReason.PURCHASE_UNDONE,
    TransactionKind.TRANSFER: PointsReason.MOVED,
    TransactionKind.IMPORT: PointsReason.OPENING_BALANCE,
    TransactionKind.ADJUST: PointsReason.CORRECTED,
}
SENTENCES = {
    PointsReason.EARNED_WITH_ORDER: Sentence("Earned with an order."),
    PointsReason.EARNED: Sentence("Earned."),
    PointsReason.RETURN_PERIOD_PASSED: Sentence(
        "The return period of an order has passed: ready to use."
    ),
    PointsReason.READY: Sentence("Ready to use."),
    PointsReason.RETURN_PERIOD_RUNS_AGAIN: Sentence(
        "The return period of an order runs again."
    ),
    PointsReason.WAITING_AGAIN: Sentence("Waiting again."),
    PointsReason.HELD: Sentence("Held for a purchase."),
    PointsReason.NO_LONGER_HELD: Sentence("No longer held for a purchase."),
    PointsReason.SPENT: Sentence("Spent."),
    PointsReason.NOT_USED_IN_TIME: Sentence("Not used in time."),
    PointsReason.ORDER_TAKEN_BACK: Sentence(
        "Taken back, as an order was returned, refunded or canceled."
    ),
    PointsReason.TAKEN_BACK: Sentence("Taken back."),
    PointsReason.ORDER_GIVEN_AGAIN: Sentence(
        "Given again, as a refund or a return was reversed."
    ),
    PointsReason.GIVEN_AGAIN: Sentence("Given again."),
    PointsReason.PAID_DEBT: Sentence("Used to pay points that were owed."),
    PointsReason.PURCHASE_UNDONE: Sentence("Given back, as a purchase was undone."),
    PointsReason.MOVED_WITH_ORDER: Sentence("Moved together with an order."),
    PointsReason.MOVED: Sentence("Moved from or to another account."),
    PointsReason.OPENING_BALANCE: Sentence("Opening balance."),
    PointsReason.CORRECTED: Sentence("Corrected by the shop."),
}


def reason_of(entry: HistoryEntry) -> PointsReason:
    """Return why points moved, without what staff wrote about it."""
    kind = TransactionKind(entry.kind)
    if order_of(entry.source) and kind in _WITH_ORDER:
        return _WITH_ORDER[kind]
    return _OTHERWISE[kind]
