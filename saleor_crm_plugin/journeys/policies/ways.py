"""Which way somebody goes at a fork: the same one whenever it is asked."""

import hashlib
from collections.abc import Sequence

PARTS = 10_000


def part_of(seed: str) -> int:
    """Return a number from 0 to 9,999 that depends on the text alone, evenly spread."""
    digest = hashlib.sha256(seed.encode()).digest()
    return int.from_bytes(digest[:8]) % PARTS


def chosen_way(seed: str, weights: Sequence[int]) -> int:
    """Return the place of the way that this seed takes; ways get people as their weights say.

    Weights are above zero. Raises ValueError for none.
    """
    if not weights or min(weights) <= 0:
        raise ValueError("A fork needs ways with weights above zero.")
    place = part_of(seed) * sum(weights)
    passed = 0
    for way, weight in enumerate(weights):
        passed += weight * PARTS
        if place < passed:
            return way  # pragma: no branch
    return len(weights) - 1  # pragma: no cover
