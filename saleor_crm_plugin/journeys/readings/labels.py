"""What the shop has noted about a person: tags and attributes."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ...core.sentences import Sentence
from ...identity.labels import attribute_of, tags_of
from ..passage import Passage
from ..reading import Reading, ValueKind, readings


@readings.register
class Tags(Reading):
    """All tags of the person; none is known too."""

    code = "tags"
    label = "Tags"
    kind = ValueKind.TEXTS

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        found = tags_of({one.profile_id for one in passages})
        return {one.id: found.get(one.profile_id, frozenset()) for one in passages}


@readings.register
class Attribute(Reading):
    """One attribute by its name."""

    code = "attribute"
    label = "Attribute"
    kind = ValueKind.TEXT
    takes_argument = Sentence("the name of an attribute")

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        found = attribute_of(argument, {one.profile_id for one in passages})
        return {
            one.id: found[one.profile_id] for one in passages if one.profile_id in found
        }
