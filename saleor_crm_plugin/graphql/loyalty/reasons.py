"""Why points moved, in one plain sentence for the member."""

from ...ledger.history import HistoryEntry
from ...ledger.kinds import TransactionKind
from ...loyalty.sources import order_of

_WITH_ORDER = {
    TransactionKind.ACCRUE: "Earned with an order.",
    TransactionKind.RELEASE: "The return period of an order has passed: ready to use.",
    TransactionKind.WITHHOLD: "The return period of an order runs again.",
    TransactionKind.CLAW_BACK: "Taken back, as an order was returned, refunded or canceled.",
    TransactionKind.REINSTATE: "Given again, as a refund or a return was reversed.",
    TransactionKind.TRANSFER: "Moved together with an order.",
    TransactionKind.EXPIRE: "Not used in time.",
}
_OTHERWISE = {
    TransactionKind.ACCRUE: "Earned.",
    TransactionKind.RELEASE: "Ready to use.",
    TransactionKind.WITHHOLD: "Waiting again.",
    TransactionKind.RESERVE: "Held for a purchase.",
    TransactionKind.VOID: "No longer held for a purchase.",
    TransactionKind.REDEEM: "Spent.",
    TransactionKind.EXPIRE: "Not used in time.",
    TransactionKind.CLAW_BACK: "Taken back.",
    TransactionKind.REINSTATE: "Given again.",
    TransactionKind.RECOVER: "Used to pay points that were owed.",
    TransactionKind.GIVE_BACK: "Given back, as a purchase was undone.",
    TransactionKind.TRANSFER: "Moved from or to another account.",
    TransactionKind.IMPORT: "Opening balance.",
    TransactionKind.ADJUST: "Corrected by the shop.",
}


def reason_of(entry: HistoryEntry) -> str:
    """Return the sentence; what staff wrote about a correction comes after it."""
    words = _WITH_ORDER if order_of(entry.source) else _OTHERWISE
    kind = TransactionKind(entry.kind)
    sentence = words.get(kind, _OTHERWISE[kind])
    return f"{sentence} {entry.reason}".strip()
