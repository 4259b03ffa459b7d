"""Whether the tier that a passage is about is still the person's."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ...tiers.events import TierChanged
from ...tiers.queries import held_tiers
from ..passage import Passage
from ..reading import Memory, Reading, ValueKind, readings


@readings.register
class TierIsHeld(Reading):
    """Whether the person still holds the passage's tier."""

    code = "tier_is_held"
    label = "The tier is still held"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        about = [one for one in passages if one.subject.book_id]
        held = held_tiers(
            {one.subject.book_id for one in about}, {one.profile_id for one in about}
        )
        tiers = {pair: tier.code for pair, tier in held.items()}
        return {
            one.id: tiers.get((one.subject.book_id, one.profile_id), "")
            == one.subject.tier
            for one in about
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        book_id = passage.subject.book_id
        told = [one for one in memory.of(TierChanged) if one.book_id == book_id]
        return bool(told) and told[-1].current == passage.subject.tier
