"""What two ledgers are compared by."""

from typing import Any

COLUMNS = (
    "is_available",
    "pending",
    "available",
    "reserved",
    "burned",
    "expired",
    "clawed_back",
    "owed",
    "recalled",
    "forgiven",
)


def columns(lot: Any, member: str) -> dict[str, object]:
    """Return the state of a lot, whichever ledger it is from."""
    return {"member": member} | {name: getattr(lot, name) for name in COLUMNS}
