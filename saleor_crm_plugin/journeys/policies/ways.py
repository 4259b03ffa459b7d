"""Which way somebody goes at a fork: the same one whenever it is asked."""

import hashlib
from collections.abc import Sequence
from itertools import accumulate

from ...core.sentences import Sentence

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
        raise ValueError(Sentence("A fork needs ways with weights above zero."))
    place = part_of(seed) * sum(weights)
    ends = enumerate(accumulate(weights))
    return next(way for way, end in ends if place < end * PARTS)
