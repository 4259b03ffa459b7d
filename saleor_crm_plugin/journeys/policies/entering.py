"""Who may enter a journey again, and whom a more important journey keeps out."""

import datetime
import enum
from collections.abc import Sequence
from dataclasses import dataclass


class ReEntryRule(enum.StrEnum):
    """Whether one person may go through a journey more than once.

    NEVER: once in a life. AFTER_EXIT: when the last passage is over. AFTER_DAYS: that, and so many
    days after the last entry. PER_KEY: once for each key (cart, order, year), also side by side.
    """

    NEVER = "never"
    AFTER_EXIT = "after_exit"
    AFTER_DAYS = "after_days"
    PER_KEY = "per_key"


@dataclass(frozen=True, slots=True)
class Passed:
    """A passage of the same person through the same journey, over or not."""

    entered_at: datetime.datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """A passage of the same person through another journey of the same group, not over."""

    enrollment_id: int
    priority: int


def refusal_to_enter_again(
    rule: ReEntryRule,
    passed: Sequence[Passed],
    *,
    days: int,
    now: datetime.datetime,
) -> str:
    """Return why the person may not enter again; "" if they may.

    Whether the key was there before is the database's to say: it is unique.
    """
    if rule is ReEntryRule.PER_KEY or not passed:
        return ""
    if rule is ReEntryRule.NEVER:
        return "entered_before"
    if any(not one.is_over for one in passed):
        return "still_inside"
    last = max(one.entered_at for one in passed)
    if rule is ReEntryRule.AFTER_DAYS and now - last < datetime.timedelta(days=days):
        return "too_soon"
    return ""


def outranks_all(priority: int, rivals: Sequence[Rival]) -> bool:
    """Whether a journey of this priority takes the place of all these; equals stay."""
    return all(priority > rival.priority for rival in rivals)


def key_of_entry(rule: ReEntryRule, key: str) -> str:
    """Return the key under which a passage is kept: one for good where nobody enters twice."""
    return "once" if rule is ReEntryRule.NEVER else key
