"""How states are stored: JSON without what is the default anyway."""

from typing import TypeVar

from pydantic import TypeAdapter

from ..core.per_type import once_per_type
from ..core.shop import CheckoutState, CustomerState, OrderState

State = TypeVar("State", bound=OrderState | CustomerState | CheckoutState)


@once_per_type
def _adapter(state_type: type[State]) -> TypeAdapter[State]:
    return TypeAdapter(state_type)


def state_to_json(state: OrderState | CustomerState | CheckoutState) -> str:
    """Return the state as the JSON text that is stored."""
    return _adapter(type(state)).dump_json(state, exclude_defaults=True).decode()


def order_from_json(stored: str) -> OrderState:
    """Build an order's state from what is stored."""
    return _adapter(OrderState).validate_json(stored)


def customer_from_json(stored: str) -> CustomerState:
    """Build an account's state from what is stored."""
    return _adapter(CustomerState).validate_json(stored)


def checkout_from_json(stored: str) -> CheckoutState:
    """Build a cart's state from what is stored."""
    return _adapter(CheckoutState).validate_json(stored)
