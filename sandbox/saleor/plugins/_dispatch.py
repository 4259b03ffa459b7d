"""Writes the manager's methods, one per recorded hook, with the arguments that were recorded."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

from .._contract import contract

# Written by hand in the manager, or about a single plugin.
BY_HAND = frozenset({"notify", "webhook"})
PREVIOUS_VALUE = "previous_value"

METHOD = """
def {name}{signature}:
    return self._run_method_on_plugins({hook!r}, None{arguments}, channel_slug={channel})
"""


def event_methods() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield name and function of every hook whose recorded call can be repeated."""
    for hook, calls in contract()["plugin_manager_calls"].items():
        call = calls[0]
        if hook not in BY_HAND and not call["single_plugin"] and _is_repeatable(call):
            yield call["manager_method"], _compile(hook, call)


def _compile(hook: str, call: dict[str, Any]) -> Callable[..., Any]:
    words = [*call["positional"], *(f"{name}={name}" for name in _keywords(call))]
    source = METHOD.format(
        name=call["manager_method"],
        signature=call["manager_signature"],
        hook=hook,
        arguments="".join(f", {word}" for word in words),
        channel=call["channel_slug"],
    )
    namespace: dict[str, Any] = {}
    # The annotations name classes of the real shop: they stay text.
    exec(
        compile(
            "from __future__ import annotations\n" + source, f"<hook {hook}>", "exec"
        ),
        namespace,
    )
    return namespace[call["manager_method"]]


def _is_repeatable(call: dict[str, Any]) -> bool:
    """Tell whether every name in the recorded call is a parameter of the recorded method."""
    signature = ast.parse(f"def method{call['manager_signature']}: pass").body[0].args
    known = {parameter.arg for parameter in [*signature.args, *signature.kwonlyargs]}
    expressions = [*call["positional"], *_keywords(call), str(call["channel_slug"])]
    used = {
        node.id
        for expression in expressions
        for node in ast.walk(ast.parse(expression.removeprefix("*"), mode="eval"))
        if isinstance(node, ast.Name)
    }
    return used <= known


def _keywords(call: dict[str, Any]) -> list[str]:
    return [name for name in call["keyword"] if name not in (PREVIOUS_VALUE, "**")]
