"""Read what a batch of passages asks for: each reading once, however many passages there are."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from .passage import Passage
from .reading import Ask, readings

Known = Mapping[int, Mapping[Ask, Any]]
Asked = Iterable[tuple[Passage, Iterable[Ask]]]


class Look(Protocol):
    """Answers what passages ask: the shop itself, or a memory of the past."""

    def __call__(self, asked: Asked, *, now: datetime.datetime) -> Known:
        """Return what is known, by passage id and ask; nothing is known for what is absent."""


def look_at_the_shop(asked: Asked, *, now: datetime.datetime) -> Known:
    """Read it as it is now: a fixed number of queries for each reading that is asked for."""
    by_ask: dict[Ask, list[Passage]] = defaultdict(list)
    known: dict[int, dict[Ask, Any]] = defaultdict(dict)
    for passage, asks in asked:
        for ask in asks:
            by_ask[ask].append(passage)
    for ask in sorted(by_ask):
        found = readings[ask.code]().read(ask.argument, by_ask[ask], now=now)
        for passage_id, value in found.items():
            known[passage_id][ask] = value
    return known
