"""The gate on trial: what it would decide about intents that nobody has queued; nothing is written."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..experiments.actions import GLOBAL
from ..experiments.queries import foresee, foresee_by_code
from .candidates import choose
from .gate_rows import read_slots
from .intents import DEFAULT_TERM, Intent
from .policies.gate import Verdict
from .recipients import Recipient, recipients
from .rulings import Books, rule_all
from .terms import Terms
from .waiting import Waiting

NOT_QUEUED = UUID(int=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsed:
    """What the gate would say of an intent when it is due.

    `medium` is the way that was chosen, "" where all were refused.
    `recipient` is None for who is erased or unknown.
    """

    intent: Intent
    recipient: Recipient | None
    medium: str
    verdict: Verdict


def rehearse_gate(
    intents: Sequence[Intent], terms: Terms, *, now: datetime.datetime
) -> list[Rehearsed]:
    """Return what the gate would decide about each intent at its own time, in the order given.

    Consent, suppression, holdouts and the places under the caps are taken as they stand now, hours
    and caps as they fall at the intent's own time. Nothing is written or locked, so it may be
    asked in a transaction that only reads. The number of statements does not depend on how many
    intents there are. What only the sending itself finds is not foreseen: the same address twice,
    and other messages that take their places before.
    """
    waiting = [_waiting(place, one) for place, one in enumerate(intents)]
    people = recipients({one.profile_id for one in intents})
    choices = choose(waiting, people, terms, now=now)
    books = Books(
        sides=_foreseen_sides, slots=read_slots, moments=_moments(intents, now)
    )
    return [
        Rehearsed(
            intent=intent,
            recipient=people.get(intent.profile_id),
            medium=ruling.candidate.medium if ruling.candidate else "",
            verdict=ruling.verdict,
        )
        for intent, ruling in zip(
            intents, rule_all(choices, people, terms, now, books), strict=True
        )
    ]


def _moments(
    intents: Sequence[Intent], now: datetime.datetime
) -> Mapping[int, datetime.datetime]:
    return {place: max(one.due_at, now) for place, one in enumerate(intents)}


def _foreseen_sides(
    experiment: int | None, people: list[int], _now: datetime.datetime
) -> dict[int, bool]:
    if experiment is None:
        return foresee_by_code(GLOBAL, people)
    return foresee(experiment, people)


def _waiting(place: int, intent: Intent) -> Waiting:
    return Waiting(
        id=place,
        public_id=NOT_QUEUED,
        source_kind=intent.source_kind,
        source_id=intent.source_id,
        occurrence=intent.occurrence,
        profile_id=intent.profile_id,
        purpose=intent.purpose,
        list_code=intent.list_code,
        template_code=intent.template_code,
        channels=intent.channels,
        channel_slug=intent.channel_slug,
        subject={},
        variables=intent.variables,
        when_refused=intent.when_refused,
        experiment_id=intent.experiment_id,
        expires_at=intent.expires_at or intent.due_at + DEFAULT_TERM,
        attempts=0,
        holds_slot=False,
        has_address=False,
    )
