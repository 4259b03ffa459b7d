"""What a fact means to a passage: a goal reached, an exit, the end of a wait; pure."""

import datetime
import json
from dataclasses import dataclass, replace
from typing import Any

from ..core.facts import Fact
from .definition import FactMatch, Goal
from .hearing_subjects import is_about
from .models import EnrollmentState
from .passage import Subject
from .plan import Plan
from .step import Standing

GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Listener:
    """A passage as far as facts matter to it."""

    id: int
    version_id: int
    profile_id: int
    state: str
    step: str
    subject: Subject
    occurred_at: datetime.datetime
    entered_at: datetime.datetime | None
    step_entered_at: datetime.datetime | None
    goal_at: datetime.datetime | None

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> "Listener":
        """Make it from a row of the columns in the order of the fields."""
        values = dict(zip(cls.__slots__, row, strict=True))
        subject = values["subject"]
        if isinstance(subject, str):
            subject = json.loads(subject)
        return cls(**{**values, "subject": Subject.model_validate(subject)})

    @property
    def standing(self) -> Standing:
        """Return where it stands, as its step sees it."""
        since = self.step_entered_at or self.occurred_at
        return Standing(self.id, self.subject, since)

    @property
    def is_over(self) -> bool:
        return self.state in (
            EnrollmentState.DONE,
            EnrollmentState.EXITED,
            EnrollmentState.LAPSED,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written to a passage; None leaves a column as it is.

    `takes_back` says that nothing more is to be said: what has not left yet, does not leave.
    """

    id: int
    state: str | None = None
    end_reason: str | None = None
    heard: str | None = None
    wakes: bool = False
    goal_at: datetime.datetime | None = None
    takes_back: bool = False


def changes(plan: Plan, listener: Listener, fact: Fact) -> Change | None:
    """Return what the fact changes about the passage; None for nothing.

    A goal counts from the entry on and within its days, also after the passage is over. What
    happened before the reason of the passage ends nothing.
    """
    if fact.code not in plan.hears and not _is_consent(fact):
        return None
    if fact.occurred_at < listener.occurred_at:
        return None
    reached = _reached(plan.definition.goal, listener, fact)
    if listener.is_over or (reached and reached.state):
        return reached
    if _any_matches(plan.definition.exits.events, listener, fact):
        further: Change | None = _ended(listener, f"heard:{fact.code}")
    else:
        further = _woken(plan, listener, fact)
    if reached and further:
        # Who stays behind the goal may have waited for the very same fact.
        return replace(further, goal_at=reached.goal_at)
    return further or reached


def _reached(goal: Goal | None, listener: Listener, fact: Fact) -> Change | None:
    if goal is None or not _any_matches(goal.events, listener, fact):
        return None
    if listener.entered_at is None:
        # Who has what the journey is for before it begins, does not come in.
        return None if listener.is_over else _ended(listener, GOAL)
    window = datetime.timedelta(days=goal.within_days)
    is_in_time = listener.entered_at <= fact.occurred_at <= listener.entered_at + window
    goal_at = fact.occurred_at if is_in_time and listener.goal_at is None else None
    is_watched = listener.state == EnrollmentState.SHADOW
    if listener.is_over or goal.stays or is_watched:
        # The last message may still wait for the morning when its goal is reached.
        change = Change(listener.id, goal_at=goal_at, takes_back=not goal.stays)
        return change if goal_at else None
    return Change(
        listener.id,
        state=EnrollmentState.EXITED,
        end_reason=GOAL,
        goal_at=goal_at,
        takes_back=True,
    )


def _woken(plan: Plan, listener: Listener, fact: Fact) -> Change | None:
    if listener.state != EnrollmentState.ACTIVE:
        return None
    if _is_consent(fact):
        return Change(listener.id, wakes=True)
    step = plan.steps[listener.step]
    if fact.code not in step.listens() or not step.hears(fact, listener.standing):
        return None
    return Change(listener.id, heard=fact.code, wakes=True)


def _ended(listener: Listener, reason: str) -> Change:
    has_entered = listener.entered_at is not None
    state = EnrollmentState.EXITED if has_entered else EnrollmentState.LAPSED
    return Change(listener.id, state=state, end_reason=reason, takes_back=has_entered)


def _any_matches(matches: list[FactMatch], listener: Listener, fact: Fact) -> bool:
    return any(
        match.event == fact.code
        and (not match.same_subject or is_about(fact, listener.subject))
        for match in matches
    )


def _is_consent(fact: Fact) -> bool:
    return fact.code == "consent.withdrawn"
