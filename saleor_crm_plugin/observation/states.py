"""How states are stored: JSON without what is the default anyway."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from ..core.shop import CustomerState, OrderState

State = TypeVar("State", OrderState, CustomerState)


@cache
def _adapter(state_type: type[State]) -> TypeAdapter[State]:
    return TypeAdapter(state_type)


def to_json(state: OrderState | CustomerState) -> dict[str, Any]:
    """Return the state as plain JSON values."""
    return _adapter(type(state)).dump_python(state, mode="json", exclude_defaults=True)


def order_from_json(stored: str) -> OrderState:
    """Build an order's state from what is stored."""
    return _adapter(OrderState).validate_json(stored)


def customer_from_json(stored: str) -> CustomerState:
    """Build an account's state from what is stored."""
    return _adapter(CustomerState).validate_json(stored)
