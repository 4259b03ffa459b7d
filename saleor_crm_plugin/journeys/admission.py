"""Who of those that a journey expects really comes in; pure."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .models import JourneyStatus
from .passage import Passage
from .plan import Plan
from .policies.entering import (
    Passed,
    Rival,
    outranks_all,
    refusal_to_enter_again,
)
from .reading import Ask
from .walking import reason_to_leave


@dataclass(slots=True)
class Past:
    """What is known of a person when they would enter: earlier passages, and those in rivals."""

    passed: list[Passed] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody comes in: `refusal` is "" then; `outranked` are passages that give way."""

    refusal: str = ""
    outranked: Sequence[int] = ()


def verdict(
    plan: Plan,
    passage: Passage,
    *,
    past: Past,
    readings: Mapping[Ask, Any],
    status: str,
    now: datetime.datetime,
) -> Verdict:
    """Decide whether somebody comes in.

    In this order: the journey, the time, earlier passages, the conditions, consent and the shop's
    facts, more important journeys.
    """
    definition = plan.definition
    if status != JourneyStatus.ON:
        return Verdict(f"journey_{status}")
    if now - passage.due_at > datetime.timedelta(hours=definition.freshness_hours):
        return Verdict("too_late")
    rule = definition.re_entry
    refusal = (
        refusal_to_enter_again(rule.rule, past.passed, days=rule.days, now=now)
        or _unmet(plan, readings)
        or _in_the_way(plan, passage, readings, now)
    )
    if refusal:
        return Verdict(refusal)
    if not outranks_all(definition.priority, past.rivals):
        return Verdict("outranked")
    return Verdict(outranked=tuple(rival.enrollment_id for rival in past.rivals))


def _unmet(plan: Plan, readings: Mapping[Ask, Any]) -> str:
    for condition in plan.definition.entry:
        if not condition.holds(readings):
            return f"entry:{condition.attribute}"[:80]
    return ""


def _in_the_way(
    plan: Plan, passage: Passage, readings: Mapping[Ask, Any], now: datetime.datetime
) -> str:
    reason = reason_to_leave(plan, passage, readings, now=now)
    return "no_consent" if reason == "consent_withdrawn" else reason
