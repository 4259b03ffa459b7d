"""What would become of each person in an audience, a page at a time: only read, never written.

Who is in it, what they get and when is asked by the statement that freezes audiences; whether it
may leave by the gate itself, on trial.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..experiments.drawing import salt_of
from ..messaging.intents import Intent
from ..messaging.policies.gate import Defer, Refuse
from ..messaging.policies.reasons import Reason
from ..messaging.rehearsal import Rehearsed, rehearse_gate
from ..messaging.samples import languages_of
from ..messaging.terms import read_terms
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .definition import FrozenDefinition
from .freeze import foreseeing, page_end, people_in_all
from .placing import columns
from .policies.tally import Foreseeable, Foreseen
from .saying import saying_for
from .sources import experiment_code

PAGE = 1_000
# Which holdout somebody is in: the campaign's own, or the one from all marketing.
OWN, EVERYWHERE = "campaign", "everywhere"


@dataclass(frozen=True, slots=True)
class Page:
    """The people of a page, and the profile id at which it ends; None behind the last."""

    people: Sequence[Foreseen]
    until: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The run that is looked at: of which campaign, what it says, and when it is to begin.

    One of newcomers gathers who has come in since `gathers_from`; None for all others.
    """

    campaign_id: int
    experiment_id: int | None
    definition: FrozenDefinition
    occurrence: str
    due_at: datetime.datetime
    gathers_from: datetime.datetime | None = None


class Foresight:
    """A look at what a run would do; what holds for everybody is read once."""

    def __init__(self, asked: Asked, *, now: datetime.datetime) -> None:
        self._asked, self._now = asked, now
        self._terms = read_terms()
        self._is_gathering = asked.gathers_from is not None
        definition = asked.definition
        # The holdout is decided where the audience is looked at.
        self._saying = saying_for(definition, source_id="", experiment_id=None)
        placed = columns(
            asked.campaign_id,
            definition,
            occurrence=asked.occurrence,
            due_at=asked.due_at,
            starts_at=max(asked.due_at, now),
        )
        is_drawn = bool(definition.holdout_basis_points or asked.experiment_id)
        self._statement, parameters = foreseeing(
            arm=placed.arm,
            due=placed.due,
            is_drawn=is_drawn,
            is_gathering=self._is_gathering,
        )
        self._parameters: dict[str, Any] = {
            **parameters,
            "included": int_array(definition.audience.included),
            "excluded": int_array(definition.audience.excluded),
            "experiment": asked.experiment_id,
            "share": definition.holdout_basis_points,
            "salt": salt_of(experiment_code(asked.campaign_id)),
            "campaign": asked.campaign_id,
            "entered_from": asked.gathers_from,
            "entered_until": now,
        }

    def people(self) -> int:
        """Return how many there are to be looked at, as far as can be said before."""
        statement = people_in_all(is_gathering=self._is_gathering)
        return int(read_rows(statement, self._parameters, WRITER)[0]["people"])

    def page(self, after: int) -> Page:
        """Return what would become of the next people behind the profile `after`.

        The number of statements does not depend on how many people there are.
        """
        bounds = {**self._parameters, "after": after, "limit": PAGE}
        end = page_end(is_gathering=self._is_gathering)
        until = read_rows(end, bounds, WRITER)[0]["until"]
        if until is None:
            return Page([], None)
        rows = read_rows(self._statement, {**bounds, "until": until}, WRITER)
        kept = [_kept(row) for row in rows]
        handed_over = [row for row, one in zip(rows, kept, strict=True) if one is None]
        left = [one for one in kept if one is not None]
        return Page([*left, *self._at_the_gate(handed_over)], until)

    def _at_the_gate(self, rows: Sequence[Mapping[str, Any]]) -> list[Foreseen]:
        intents = [self._intent(row) for row in rows]
        rehearsed = rehearse_gate(intents, self._terms, now=self._now)
        languages = languages_of(rehearsed, self._terms, now=self._now)
        return [
            _foreseen(row, one, language)
            for row, one, language in zip(rows, rehearsed, languages, strict=True)
        ]

    def _intent(self, row: Mapping[str, Any]) -> Intent:
        # Whoever waits for a winner gets one of the variants; they share purpose and channels.
        arm = row["arm"] or self._asked.definition.content.tried[0].key
        return self._saying.intent(arm, row["profile_id"], row["due_at"])


def _kept(row: Mapping[str, Any]) -> Foreseen | None:
    """Return what becomes of somebody for whom no message is made; None for all others."""
    if reason := row["excluded_reason"]:
        outcome = Foreseeable.EXCLUDED
        return Foreseen(profile_id=row["profile_id"], outcome=outcome, why=reason)
    if row["is_held_out"]:
        outcome = Foreseeable.HELD_OUT
        return Foreseen(profile_id=row["profile_id"], outcome=outcome, why=OWN)
    return None


def _foreseen(row: Mapping[str, Any], one: Rehearsed, language: str) -> Foreseen:
    verdict = one.verdict
    if isinstance(verdict, Refuse) and verdict.reason == Reason.HELD_OUT:
        outcome = Foreseeable.HELD_OUT
        return Foreseen(profile_id=row["profile_id"], outcome=outcome, why=EVERYWHERE)
    outcome, why = Foreseeable.SENT, ""
    if isinstance(verdict, Refuse):
        outcome, why = Foreseeable.REFUSED, verdict.reason.value
    elif isinstance(verdict, Defer):
        outcome, why = Foreseeable.DEFERRED, verdict.reason.value
    return Foreseen(
        profile_id=row["profile_id"],
        outcome=outcome,
        why=why,
        channel=one.medium,
        variant=row["arm"],
        language=language,
        due_at=one.intent.due_at,
        until=verdict.until if isinstance(verdict, Defer) else None,
    )
