"""Give the person a tag, or take one away."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...identity.labels import Tagging, add_tags, remove_tags
from ..effect import Effect, Placed, Writer, writers


@dataclass(frozen=True, slots=True)
class AddTag(Effect):
    """A tag to be given."""

    tag: str


@dataclass(frozen=True, slots=True)
class RemoveTag(Effect):
    """A tag to be taken away."""

    tag: str


@writers.register
class TagAdder(Writer[AddTag]):
    """Whoever has it keeps it."""

    code = "add_tag"
    effect = AddTag
    position = 20

    def write(
        self, placed: Sequence[Placed[AddTag]], *, now: datetime.datetime
    ) -> None:
        add_tags([_tagging(one, one.effect.tag) for one in placed], now=now)


@writers.register
class TagRemover(Writer[RemoveTag]):
    """Whoever has none is left alone."""

    code = "remove_tag"
    effect = RemoveTag
    position = 21

    def write(
        self, placed: Sequence[Placed[RemoveTag]], *, now: datetime.datetime
    ) -> None:
        remove_tags([_tagging(one, one.effect.tag) for one in placed], now=now)


def _tagging(placed: Placed[AddTag] | Placed[RemoveTag], tag: str) -> Tagging:
    passage = placed.passage
    return Tagging(
        profile_id=passage.profile_id, tag=tag, source=f"journey:{passage.journey_id}"
    )
