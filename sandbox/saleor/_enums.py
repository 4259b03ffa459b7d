"""The shop's words (statuses, event types), made from the recorded values."""

import enum
from types import ModuleType
from typing import Any

from ._contract import contract


def recorded(module_name: str) -> bool:
    """Tell whether the contract knows enums of this module."""
    return bool(contract()["enums"].get(module_name))


def fill(module: ModuleType) -> None:
    """Put the recorded enums of a module into it; names imported from elsewhere stay out."""
    kinds = contract()["enum_kinds"].get(module.__name__) or {}
    for name, values in (contract()["enums"].get(module.__name__) or {}).items():
        kind = kinds.get(name)
        if kind and kind["module"] == module.__name__:
            setattr(module, name, _build(module.__name__, name, values, kind))


def _build(
    module_name: str, name: str, values: dict[str, Any], kind: dict[str, Any]
) -> type:
    if kind["kind"] != "class":
        return enum.Enum(name, values, module=module_name)
    choices = (
        {"CHOICES": [tuple(choice) for choice in kind["choices"]]}
        if kind.get("choices")
        else {}
    )
    return type(name, (), {"__module__": module_name, **choices, **values})
