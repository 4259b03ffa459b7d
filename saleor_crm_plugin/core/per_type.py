"""Remembers what was made for a class, such as the adapter that reads and writes it."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

Described = TypeVar("Described")
Made = TypeVar("Made")


def once_per_type(
    make: Callable[[type[Described]], Made],
) -> Callable[[type[Described]], Made]:
    """Call `make` once for each class; the answer is kept as long as the process."""
    # A class can always be hashed; mypy asks its instances instead.
    return cache(make)  # type: ignore[return-value]
