"""How a winner is named: which look is due, what it found, and what the rest get by it."""

import datetime
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from ..definition import Arm, WinnerRule
from .stopping import Tally, Verdict, error_of_look, judge, look_due


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class Reached(_Kept):
    """How many people a variant had reached at a look, and with how many it did what it is for."""

    arm: str
    people: int
    hits: int


class Look(_Kept):
    """One comparison of the variants, with the numbers that it went by.

    `arm` was in the lead, "" for none; its lead over the closest one had the chance `p_value`,
    which had to be at most `limit`.
    """

    number: int
    at: datetime.datetime
    verdict: Verdict
    arm: str
    p_value: float
    limit: float
    reached: tuple[Reached, ...]


class WinnerNumbers(_Kept):
    """All that a run keeps of how its winner was named.

    `begun_at` is when everybody who tries the variants had been queued, None before.
    """

    begun_at: datetime.datetime | None = None
    looks: tuple[Look, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as it is stored: plain JSON values."""
        return self.model_dump(mode="json")


def number_due(
    rule: WinnerRule, numbers: WinnerNumbers, *, now: datetime.datetime
) -> int | None:
    """Return the number of the look that is due and was not taken; None for none."""
    if numbers.begun_at is None:
        return None
    due = look_due(
        (now - numbers.begun_at).total_seconds(),
        within=rule.decide_after_hours * 3600,
        looks=rule.looks,
    )
    return due if due > _last(numbers) else None


def look(
    rule: WinnerRule,
    numbers: WinnerNumbers,
    number: int,
    tallies: Sequence[Tally],
    *,
    now: datetime.datetime,
) -> Look:
    """Return what a look finds, with the error that it may use up behind those before it."""
    error = error_of_look(
        number,
        after=_last(numbers),
        looks=rule.looks,
        error=rule.error_basis_points / 10_000,
    )
    judgment = judge(tallies, error=error, least_per_arm=rule.least_per_arm)
    return Look(
        number=number,
        at=now,
        verdict=judgment.verdict,
        arm=judgment.arm,
        p_value=judgment.p_value,
        limit=judgment.limit,
        reached=tuple(
            Reached(arm=one.arm, people=one.people, hits=one.hits) for one in tallies
        ),
    )


def winner_by(rule: WinnerRule, arms: Sequence[Arm], taken: Look) -> str:
    """Return what the rest get by this look; "" while they go on waiting."""
    if taken.verdict is Verdict.BETTER:
        return taken.arm
    if taken.number < rule.looks:
        return ""
    return rule.otherwise or arms[0].key


def _last(numbers: WinnerNumbers) -> int:
    return numbers.looks[-1].number if numbers.looks else 0
