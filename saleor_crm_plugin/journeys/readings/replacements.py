"""Whether there is something to offer in place of what came back."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ..goods import replacements
from ..passage import Passage
from ..reading import Reading, ValueKind, readings


@readings.register
class HasReplacements(Reading):
    """Goods of the same kind that can be bought now, in the channel of the passage's order."""

    code = "replacements"
    label = "There are goods to buy instead"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        return {
            passage_id: bool(ids) for passage_id, ids in replacements(passages).items()
        }
