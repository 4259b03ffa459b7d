"""What a member holds: tier and points of a program."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ...core.sentences import Sentence
from ...ledger.queries import balances
from ...loyalty.queries import programs
from ...tiers.events import TierChanged
from ...tiers.queries import held_tiers
from ..passage import Passage
from ..reading import Memory, Reading, ValueKind, readings

PROGRAM = Sentence("the code of a program")


@readings.register
class Tier(Reading):
    """The tier's code; unknown without one."""

    code = "tier"
    label = "Tier"
    kind = ValueKind.TEXT
    takes_argument = PROGRAM

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        books = book_ids(argument)
        held = held_tiers(books, {one.profile_id for one in passages})
        return {
            one.id: held[book, one.profile_id].code
            for book in books
            for one in passages
            if (book, one.profile_id) in held
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        books = book_ids(argument)
        told = [one for one in memory.of(TierChanged) if one.book_id in books]
        return told[-1].current or None if told else None


@readings.register
class Points(Reading):
    """Points that can be spent now; none for those who never had any."""

    code = "points"
    label = "Points"
    kind = ValueKind.NUMBER
    takes_argument = PROGRAM

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        profiles = {one.profile_id for one in passages}
        for book in book_ids(argument):
            found = balances(book, profiles)
            return {one.id: found[one.profile_id].available for one in passages}
        return {}


def book_ids(program: str) -> list[int]:
    """Return the book of the program with this code; [] if there is none. One query."""
    return list(programs().filter(code=program).values_list("book_id", flat=True))
