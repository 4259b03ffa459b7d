"""Amounts of a cart and of an order, net and gross alike: the sandbox charges no taxes."""

from decimal import Decimal
from typing import Any

ZERO = Decimal(0)


def taxed(name: str, amount: Decimal) -> dict[str, Decimal]:
    """Give the two columns of a taxed amount."""
    return {f"{name}_net_amount": amount, f"{name}_gross_amount": amount}


def set_taxed(row: Any, name: str, amount: Decimal) -> None:
    """Set the two columns of a taxed amount on a row."""
    for column, value in taxed(name, amount).items():
        setattr(row, column, value)


def status_of_charge(charged: Decimal, total: Decimal) -> str:
    """Name how much of the total is charged, in the shop's words."""
    if charged == total:
        return "full"
    if charged <= 0:
        return "none"
    return "partial" if charged < total else "overcharged"


def status_of_cover(covered: Decimal, total: Decimal) -> str:
    """Name how much of the total is charged or authorized, in the shop's words."""
    if covered >= total:
        return "full"
    return "partial" if covered > 0 else "none"
