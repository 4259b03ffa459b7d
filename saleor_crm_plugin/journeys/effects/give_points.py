"""Give points of a program to the person."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...loyalty.actions.give import Gift, give_points
from ..effect import Effect, Placed, Writer, writers


@dataclass(frozen=True, slots=True)
class GivePoints(Effect):
    """Points of the program with this code."""

    program: str
    points: int


@writers.register
class PointsWriter(Writer[GivePoints]):
    """Posted under the passage's key: a repeated gift is the same one."""

    code = "give_points"
    effect = GivePoints
    position = 40

    def write(
        self, placed: Sequence[Placed[GivePoints]], *, now: datetime.datetime
    ) -> None:
        give_points(
            [
                Gift(
                    program=one.effect.program,
                    profile_id=one.passage.profile_id,
                    points=one.effect.points,
                    reason=f"Journey {one.passage.journey_id}",
                    author=f"journey:{one.passage.journey_id}",
                    key=one.key,
                )
                for one in placed
            ],
            now=now,
        )
