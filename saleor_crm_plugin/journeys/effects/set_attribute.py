"""Note an attribute of the person."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...identity.attributes import set_typed_attributes
from ...identity.labels import AttributeValue
from ..effect import Effect, Placed, Writer, writers


@dataclass(frozen=True, slots=True)
class SetAttribute(Effect):
    """An attribute and its value."""

    name: str
    value: str


@writers.register
class AttributeWriter(Writer[SetAttribute]):
    """The last one in a batch counts; a value that is none of its type is for staff to repair."""

    code = "set_attribute"
    effect = SetAttribute
    position = 25

    def write(
        self, placed: Sequence[Placed[SetAttribute]], *, now: datetime.datetime
    ) -> None:
        set_typed_attributes(
            [
                AttributeValue(
                    profile_id=one.passage.profile_id,
                    name=one.effect.name,
                    value=one.effect.value,
                    source=f"journey:{one.passage.journey_id}",
                )
                for one in placed
            ],
            now=now,
        )
