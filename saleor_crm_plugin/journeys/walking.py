"""One passage through its steps, from now until it waits or is over; pure."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .effect import Effect
from .models import EnrollmentState
from .passage import Passage
from .plan import Plan
from .reading import Ask
from .step import End, Next, Scene, Wait

# Circles wait, so only somebody who has stayed for long comes to so many.
MOST_VISITS = 1_000
# A wait that is over already would be asked again and again within one run.
SHORTEST_WAIT = datetime.timedelta(seconds=1)

PERSON_GONE = "person_gone"
CONSENT_WITHDRAWN = "consent_withdrawn"
STAYED_TOO_LONG = "stayed_too_long"
TOO_MANY_STEPS = "too_many_steps"


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that was left behind, and why it was left that way."""

    visit: int
    step: str
    outcome: str
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Walked:
    """Where a passage stands after a walk, what it passed, and what is to be done.

    `effects` come with the passage as it stood at their step. `due_at` is None when it is over,
    and `end_reason` says why.
    """

    passage: Passage
    state: str
    due_at: datetime.datetime | None
    end_reason: str = ""
    passed: Sequence[Passed] = ()
    effects: Sequence[tuple[Effect, Passage]] = ()

    @property
    def is_over(self) -> bool:
        return self.due_at is None


def walk(
    plan: Plan,
    passage: Passage,
    readings: Mapping[Ask, Any],
    *,
    now: datetime.datetime,
) -> Walked:
    """Run the steps from where the passage stands, after asking whether it may go on at all.

    Pure: run again with the same values it gives the same. Ends at a wait, at an exit, after the
    longest stay, or after so many steps that nobody meant it.
    """
    if reason := reason_to_leave(plan, passage, readings, now=now):
        return left(passage, reason)
    passed: list[Passed] = []
    effects: list[tuple[Effect, Passage]] = []
    while passage.visit < MOST_VISITS:
        move = plan.steps[passage.step].run(Scene(passage, readings, now))
        match move:
            case Next():
                passed.append(
                    Passed(passage.visit, passage.step, move.outcome, move.numbers)
                )
                effects.extend((effect, passage) for effect in move.effects)
                passage = passage.moved(move.target, now=now)
            case Wait():
                effects.extend((effect, passage) for effect in move.effects)
                return Walked(
                    passage,
                    EnrollmentState.ACTIVE,
                    _due(passage, move.until, now),
                    passed=passed,
                    effects=effects,
                )
            case End():
                passed.append(Passed(passage.visit, passage.step, move.reason))
                over = replace(passage, visit=passage.visit + 1)
                return Walked(
                    over, EnrollmentState.DONE, None, move.reason, passed, effects
                )
    return replace(left(passage, TOO_MANY_STEPS), passed=passed, effects=effects)


def reason_to_leave(
    plan: Plan,
    passage: Passage,
    readings: Mapping[Ask, Any],
    *,
    now: datetime.datetime,
) -> str:
    """Return why a passage may not go on: its time, consent, a guard; "" if it may."""
    if passage.ends_at is not None and now >= passage.ends_at:
        return STAYED_TOO_LONG
    if plan.consent_ask is not None and readings.get(plan.consent_ask) != "granted":
        return CONSENT_WITHDRAWN
    scene = Scene(passage, readings, now)
    return next((guard.code for guard in plan.guards if not guard.holds(scene)), "")


def left(passage: Passage, reason: str) -> Walked:
    """Return the passage as taken out of its journey."""
    return Walked(passage, EnrollmentState.EXITED, None, reason)


def lapsed(passage: Passage, reason: str) -> Walked:
    """Return the passage of somebody who did not come in."""
    return Walked(passage, EnrollmentState.LAPSED, None, reason)


def watched_on(passage: Passage, *, now: datetime.datetime) -> Walked:
    """Return the passage of somebody who is held out: nothing is done until its time is over."""
    ends_at = passage.ends_at or now
    if now >= ends_at:
        return Walked(passage, EnrollmentState.DONE, None, "held_out")
    return Walked(passage, EnrollmentState.SHADOW, ends_at)


def _due(
    passage: Passage, until: datetime.datetime, now: datetime.datetime
) -> datetime.datetime:
    until = max(until, now + SHORTEST_WAIT)
    return min(until, passage.ends_at) if passage.ends_at else until
