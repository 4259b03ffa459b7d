"""Lets what waits for a commit happen also in a test that rolls back at its end."""

import contextlib
import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.test import TestCase

_REFERENCES = itertools.count(1)


@contextlib.contextmanager
def committed() -> Iterator[None]:
    """Call what waits for a commit, at the end of the block."""
    if not transaction.get_connection().in_atomic_block:
        yield
        return
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def as_committed(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let a driver's method return only after its hooks were called."""

    @functools.wraps(method)
    def run(*args: Any, **kwargs: Any) -> Any:
        with committed():
            return method(*args, **kwargs)

    return run


def reference() -> str:
    """Give a payment reference that no other has."""
    return f"reference-{next(_REFERENCES)}"
