"""Which messages of a batch leave now: one per address and source, as long as tokens last."""

import enum
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass


class Fate(enum.Enum):
    """What becomes of a message that the gate lets out; ECHO says again what an address was told."""

    LEAVES = enum.auto()
    ECHO = enum.auto()
    WAITS = enum.auto()


@dataclass(frozen=True, slots=True)
class Leaving:
    """One message that may leave: what it tells whom, and by which account."""

    saying: Hashable
    account_id: int


def fates(
    leaving: Sequence[Leaving], tokens: Mapping[int, int], told: Collection[Hashable]
) -> list[Fate]:
    """Return what becomes of each, in the order given; `told` was said already.

    As if they came one by one: what waits for a token has told nobody anything yet, so that
    another one with the same to say may leave before it by another account.
    """
    left, said, found = Counter(tokens), set(told), []
    for one in leaving:
        if one.saying in said:
            found.append(Fate.ECHO)
        elif left[one.account_id] > 0:
            left[one.account_id] -= 1
            said.add(one.saying)
            found.append(Fate.LEAVES)
        else:
            found.append(Fate.WAITS)
    return found
