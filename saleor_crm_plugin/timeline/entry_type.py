"""The base of entry types: how one kind of entry reads, and how its personal text is erased."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from ..core.currencies import money_text
from ..core.registry import Registry


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to a profile; `payload` holds the fact's own fields as JSON."""

    id: int
    profile_id: int
    occurred_at: datetime.datetime
    entry_type: str
    origin: str
    payload: Mapping[str, Any]

    @property
    def summary(self) -> str:
        """Return one plain English sentence; the code itself for a type that is no longer known."""
        if self.entry_type not in entry_types:
            return self.entry_type
        return entry_types[self.entry_type]().summary(self)


class EntryType:
    """How the entries of one fact read.

    `code` is the fact's; `label` names the type where entries are filtered.
    """

    code: ClassVar[str] = ""
    label: ClassVar[str]

    def summary(self, entry: Entry) -> str:
        """Return one plain English sentence, from the payload alone and without queries."""
        raise NotImplementedError

    def erase_personal_data(self, profile_id: int) -> int:
        """Delete the personal text that stands beside the profile's entries of this type.

        Returns how many rows were deleted. Most types have none: payloads hold ids and plain
        values only.
        """
        return 0


entry_types = Registry(EntryType)


def money(payload: Mapping[str, Any]) -> str:
    """Return the payload's amount in its currency."""
    return money_text(Decimal(payload["amount"]), payload["currency"])


def pieces(payload: Mapping[str, Any]) -> str:
    """Return how many pieces the payload's lines are about."""
    return _pieces(sum(line["quantity"] for line in payload["lines"]))


def in_cart(payload: Mapping[str, Any]) -> str:
    """Return how many pieces are in a cart, and what for."""
    return f"{_pieces(payload['quantity'])} for {money(payload)}"


def points(count: int) -> str:
    """Return a number of points in words."""
    return "1 point" if count == 1 else f"{count} points"


def for_order(payload: Mapping[str, Any]) -> str:
    """Return " for order N", or nothing where no order is behind it."""
    number = payload.get("order_number")
    return f" for order {number}" if number else ""


def of_message(payload: Mapping[str, Any]) -> str:
    """Return by which template and channel a message was made, and whether it was a test."""
    channel = f" by {payload['channel']}" if payload["channel"] else ""
    return f" ({payload['template_code']}{channel}{', test' if payload['is_test'] else ''})"


def _pieces(count: int) -> str:
    return "1 piece" if count == 1 else f"{count} pieces"


def consent_subject(payload: Mapping[str, Any]) -> str:
    """Return what a consent is about: the purpose, its list if it has one, and the channel."""
    purpose = payload["purpose"].replace("_", " ")
    listed = f" ({payload['list_code']})" if payload["list_code"] else ""
    return f"{purpose}{listed} by {payload['channel']}"
