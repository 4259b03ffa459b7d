"""When plugins are told: after the commit, never inside a transaction."""

from collections.abc import Callable
from typing import Any

from django.db import transaction


def call_event(
    func_obj: Callable[..., Any], *func_args: Any, **func_kwargs: Any
) -> None:
    """Call at once, or after the commit of the open transaction; a rollback drops the call."""
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(lambda: func_obj(*func_args, **func_kwargs))
    else:
        func_obj(*func_args, **func_kwargs)
