"""Give a program earning rules, replace them, and end them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from ...audit.actions import record_change
from ..drafts import checked_settings
from ..errors import (
    InvalidPeriod,
    Missing,
    OverlappingRule,
    ProgramNotFound,
    RuleEnds,
    RuleNotFound,
)
from ..lock_objects import lock_program
from ..models import ProgramRule

SUBJECT = "earning_rule"
ONE_AT_A_TIME = "crm_program_rule_one"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewRule:
    """A rule to put in force; without `starts_at` from the program's start on."""

    program_id: int
    code: str
    settings: dict[str, Any]
    starts_at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None


def add_rule(asked: NewRule, *, author: str, now: datetime.datetime) -> ProgramRule:
    """Put a registered rule in force.

    It counts for orders placed in its time that have not earned yet. Locks the program. Raises
    ProgramNotFound, UnknownRule, InvalidRuleSettings, InvalidPeriod, OverlappingRule, Missing.
    """
    if not author.strip():
        raise Missing("author")
    stored = checked_settings(asked.code, asked.settings)
    with transaction.atomic():
        program = lock_program(asked.program_id).first()
        if program is None:
            raise ProgramNotFound(asked.program_id)
        row = ProgramRule(
            program=program,
            code=asked.code,
            settings=stored,
            starts_at=asked.starts_at or program.starts_at,
            ends_at=asked.ends_at,
        )
        if row.ends_at is not None and row.ends_at <= row.starts_at:
            raise InvalidPeriod
        _save(row)
        record_change(
            SUBJECT, row.pk, author=author, before={}, after=_plain(row), now=now
        )
    return row


def end_rule(
    rule_id: int, *, ends_at: datetime.datetime, author: str, now: datetime.datetime
) -> ProgramRule:
    """End a rule at a moment, which may lie ahead; orders that earned by it keep its terms.

    A moment at or before the start leaves a rule that never counts. Locks the rule's program.
    Raises RuleNotFound, Missing, and OverlappingRule if a later end meets the next rule.
    """
    if not author.strip():
        raise Missing("author")
    with transaction.atomic():
        row = _locked_rule(rule_id)
        _end(row, ends_at, author=author, now=now)
    return row


def replace_rule(
    rule_id: int,
    settings: dict[str, Any],
    *,
    starts_at: datetime.datetime,
    author: str,
    now: datetime.datetime,
) -> ProgramRule:
    """Let a rule have other settings from a moment on; return the rule that takes its place.

    The one ends where the other begins, so nothing is earned twice or not at all; a moment before
    the start of the rule is its start. Orders that earned by it keep its terms. Locks the rule's
    program. Raises RuleNotFound, RuleEnds, InvalidRuleSettings, OverlappingRule, Missing.
    """
    if not author.strip():
        raise Missing("author")
    with transaction.atomic():
        row = _locked_rule(rule_id)
        if row.ends_at is not None:
            raise RuleEnds(rule_id)
        _end(row, starts_at, author=author, now=now)
        asked = NewRule(
            program_id=row.program_id,
            code=row.code,
            settings=settings,
            starts_at=row.ends_at,
        )
        return add_rule(asked, author=author, now=now)


def _locked_rule(rule_id: int) -> ProgramRule:
    """Return the rule under the lock of its program. Raises RuleNotFound."""
    row = ProgramRule.objects.filter(pk=rule_id).first()
    if row is None:
        raise RuleNotFound(rule_id)
    lock_program(row.program_id).get()
    row.refresh_from_db()
    return row


def _end(
    row: ProgramRule, ends_at: datetime.datetime, *, author: str, now: datetime.datetime
) -> None:
    before = _plain(row)
    row.ends_at = max(ends_at, row.starts_at)
    _save(row)
    record_change(
        SUBJECT, row.pk, author=author, before=before, after=_plain(row), now=now
    )


def _save(row: ProgramRule) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if ONE_AT_A_TIME not in str(error):
            raise
        raise OverlappingRule(row.code) from error


def _plain(row: ProgramRule) -> dict[str, Any]:
    return {
        "program": row.program_id,
        "code": row.code,
        "settings": row.settings,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
    }
