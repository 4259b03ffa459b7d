"""Earning rules that staff have written down and not put in force yet."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ..core.sentences import Sentence, sentence_about
from .earning_rule import earning_rules
from .errors import InvalidRuleSettings, UnknownRule
from .programs import Period, ProgramTerms, RuleInForce


def checked_settings(code: str, settings: Any) -> dict[str, Any]:
    """Return a rule's settings as they are stored. Raises UnknownRule, InvalidRuleSettings."""
    if code not in earning_rules:
        raise UnknownRule(code)
    try:
        checked = earning_rules[code].Settings.model_validate(settings)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "settings"
        raise InvalidRuleSettings(
            Sentence("{place}: {problem}", place=place, problem=sentence_about(first))
        ) from error
    return checked.model_dump(mode="json")


def with_drafts(
    program: ProgramTerms, drafts: Mapping[str, Any], *, now: datetime.datetime
) -> ProgramTerms:
    """Return the program as if each draft (settings by code) took the place of its rule from now on.

    Raises UnknownRule, InvalidRuleSettings.
    """
    checked = {code: checked_settings(code, asked) for code, asked in drafts.items()}
    kept = tuple(one for one in program.rules if one.rule.code not in checked)
    period = Period(starts_at=now, ends_at=None)
    added = tuple(
        RuleInForce(rule=earning_rules[code].from_stored(stored), period=period)
        for code, stored in checked.items()
    )
    # What was built for other rules must not be found again.
    return replace(program, rules=kept + added, _built={})
