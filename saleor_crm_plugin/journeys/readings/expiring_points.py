"""Whether the points that a passage is about still end."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ...ledger.queries import next_expiries_of
from ..passage import Passage
from ..reading import Memory, Reading, ValueKind, readings

NEXT = 12


@readings.register
class PointsEnd(Reading):
    """Whether points that can be spent end at the passage's moment, or before."""

    code = "points_end"
    label = "Points are about to end"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        by_book: dict[int, list[Passage]] = defaultdict(list)
        for one in passages:
            if one.subject.book_id and one.subject.ends_at:
                by_book[one.subject.book_id].append(one)
        return {
            passage_id: ends
            for book_id, several in by_book.items()
            for passage_id, ends in _of_book(book_id, several, now).items()
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        # Spending has no fact that names a lot: what was about to end is taken to end.
        return True


def _of_book(
    book_id: int, passages: Sequence[Passage], now: datetime.datetime
) -> dict[int, bool]:
    found = next_expiries_of(book_id, {one.profile_id for one in passages}, first=NEXT)
    return {
        one.id: any(
            now < expiry.expires_at <= one.subject.ends_at
            for expiry in found[one.profile_id]
            if one.subject.ends_at
        )
        for one in passages
    }
