"""Give the person a tag, or take one away."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...identity.labels import Tagging, add_tags, remove_tags
from ..effect import Effect, Placed, Writer, writers


@dataclass(frozen=True, slots=True)
class ChangeTag(Effect):
    """A tag to be given, or to be taken away."""

    tag: str
    is_added: bool


@writers.register
class TagWriter(Writer[ChangeTag]):
    """Of several changes of one tag in a batch the last one of each person counts."""

    code = "change_tag"
    effect = ChangeTag
    position = 20

    def write(
        self, placed: Sequence[Placed[ChangeTag]], *, now: datetime.datetime
    ) -> None:
        last = {(one.passage.profile_id, one.effect.tag): one for one in placed}
        added = [_tagging(one) for one in last.values() if one.effect.is_added]
        removed = [_tagging(one) for one in last.values() if not one.effect.is_added]
        add_tags(added, now=now)
        remove_tags(removed, now=now)


def _tagging(placed: Placed[ChangeTag]) -> Tagging:
    passage = placed.passage
    return Tagging(
        profile_id=passage.profile_id,
        tag=placed.effect.tag,
        source=f"journey:{passage.journey_id}",
    )
