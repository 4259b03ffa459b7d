"""Compare a contract recorded earlier with one captured now."""

from collections.abc import Iterator
from typing import Any

Facts = Any


def drift(recorded: Facts, current: Facts, path: str = "") -> Iterator[str]:
    """Yield one line per recorded fact that is gone or different; additions are no drift."""
    if isinstance(recorded, dict) and isinstance(current, dict):
        for name in sorted(recorded):
            yield from _member(recorded, current, name, f"{path}/{name}")
    elif recorded != current:
        yield f"{path}: {recorded!r} became {current!r}"


def _member(recorded: dict, current: dict, name: str, path: str) -> Iterator[str]:
    if name not in current:
        yield f"{path}: gone, was {recorded[name]!r}"
    else:
        yield from drift(recorded[name], current[name], path)
