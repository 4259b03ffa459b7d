"""What customers ticked in the storefront about marketing, as the shop's metadata has it.

Saleor's own storefront writes three keys onto the cart, and the shop copies them onto the order;
a storefront may write the same onto an account. They are public metadata: whoever holds the cart
can write them, so they are a word to be weighed and never a proof.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from .arrays import int_array, uuid_array
from .db import WRITER
from .reading import read_rows

_CHOSEN = """metadata->>'paper.marketing_opt_in' AS ticked,
       metadata->>'paper.marketing_opt_in_at' AS ticked_at"""
OF_ORDERS = f"""
SELECT id::text AS id, {_CHOSEN} FROM order_order
WHERE id = ANY(%(ids)s::uuid[]) AND metadata->>'paper.marketing_opt_in' IS NOT NULL
"""  # noqa: S608 a constant of this module
OF_ACCOUNTS = f"""
SELECT id::text AS id, {_CHOSEN} FROM account_user
WHERE id = ANY(%(ids)s::int[]) AND metadata->>'paper.marketing_opt_in' IS NOT NULL
"""  # noqa: S608 a constant of this module


@dataclass(frozen=True, slots=True)
class MarketingChoice:
    """Whether the box was ticked, and when, if that can be read; by the client's clock."""

    is_ticked: bool
    at: datetime.datetime | None


def choices_of_orders(ids: Collection[str]) -> dict[str, MarketingChoice]:
    """Return what was chosen with these orders; those without a choice are absent. One query."""
    return _choices(OF_ORDERS, uuid_array(ids)) if ids else {}


def choices_of_accounts(ids: Collection[int]) -> dict[int, MarketingChoice]:
    """Return what was chosen with these accounts; those without one are absent. One query."""
    found = _choices(OF_ACCOUNTS, int_array(ids)) if ids else {}
    return {int(account_id): choice for account_id, choice in found.items()}


def _choices(statement: str, ids: str) -> dict[str, MarketingChoice]:
    return {
        row["id"]: MarketingChoice(row["ticked"] == "true", _moment(row["ticked_at"]))
        for row in read_rows(statement, {"ids": ids}, WRITER)
    }


def _moment(text: Any) -> datetime.datetime | None:
    try:
        made = datetime.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return made if made.tzinfo is not None else None
