"""What the gate decides about a batch: holdouts, hours, places under the caps, one by one in order."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..experiments.actions import GLOBAL, assign, assign_by_code
from ..experiments.errors import ExperimentNotFound
from . import gate_rows
from .candidates import Candidate, Choice
from .channel import Attempted
from .policies.caps import Cap, Slot, caps_for
from .policies.gate import Defer, GateFacts, Refuse, Send, Verdict, decide
from .policies.quiet_hours import next_allowed
from .recipients import Recipient, zone_of
from .terms import Terms
from .waiting import Waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What was decided about one message by the way that was chosen for it."""

    message: Waiting
    candidate: Candidate | None
    others: Sequence[str]
    verdict: Verdict
    refused: Sequence[tuple[str, Refuse]]


def assigned_sides(
    experiment: int | None, people: list[int], now: datetime.datetime
) -> dict[int, bool]:
    """Return who is held out, by the experiment of this id or by the one over everything.

    Assigns those who were not drawn yet.
    """
    if experiment is None:
        return assign_by_code(GLOBAL, people, now=now)
    try:
        return assign(experiment, people, now=now)
    except ExperimentNotFound:
        # Nobody is held out of what is not there, and nobody else has to wait for it.
        return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Books:
    """From where the gate learns sides and places under the caps, and when each message is asked.

    These assign and lock; a rehearsal brings its own, which only read. `moments` are by the
    message's id; absent is who is asked now.
    """

    sides: Callable[[int | None, list[int], datetime.datetime], dict[int, bool]] = (
        assigned_sides
    )
    slots: Callable[..., dict[int, list[Slot]]] = gate_rows.lock_slots
    moments: Mapping[int, datetime.datetime] = field(default_factory=dict)


LIVE = Books()


def rule_all(
    choices: Sequence[Choice],
    people: Mapping[int, Recipient],
    terms: Terms,
    now: datetime.datetime,
    books: Books = LIVE,
) -> list[Ruling]:
    """Return what is decided about each message, in the order given.

    With the live books it assigns holdouts, and locks the caps of everybody who is counted under
    them, for the caller's transaction.
    """
    held_out = _held_out(choices, now, books)
    caps = _caps(people, terms)
    slots = _slots(choices, held_out, caps, now, books)
    moments = {
        one.message.id: books.moments.get(one.message.id, now) for one in choices
    }
    quiet_until = _quiet_until(choices, people, terms, moments)
    rulings = []
    for choice in choices:
        message, candidate = choice.message, choice.candidate
        moment = moments[message.id]
        verdict: Verdict
        if candidate is None or choice.facts is None:
            verdict = choice.refused[-1][1]
        else:
            taken = slots.get(message.profile_id, [])
            facts = dataclasses.replace(
                choice.facts,
                now=moment,
                is_held_out=message.id in held_out,
                quiet_until=quiet_until[message.id],
                caps=caps.get(message.profile_id, ()),
                slots=taken,
                own_rule=_own_rule(candidate, moment),
            )
            verdict = decide(facts)
            if isinstance(verdict, Send) and _takes_slot(facts):
                # The next one for the same person in this batch must see it.
                taken.append(Slot(candidate.medium, moment))
        rulings.append(
            Ruling(
                message=message,
                candidate=candidate,
                others=choice.others,
                verdict=verdict,
                refused=choice.refused,
            )
        )
    return rulings


def _own_rule(candidate: Candidate, now: datetime.datetime) -> Defer | Refuse | None:
    message = candidate.message
    return candidate.account.channel.own_rule(
        Attempted(profile_id=message.profile_id, purpose=message.purpose, now=now)
    )


def _takes_slot(facts: GateFacts) -> bool:
    return facts.disturbs and not facts.is_transactional and not facts.holds_slot


def _held_out(
    choices: Iterable[Choice], now: datetime.datetime, books: Books
) -> set[int]:
    """Return the messages whose people are held out."""
    asked: dict[int | None, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for choice in choices:
        message = choice.message
        if choice.candidate is None or message.is_transactional:
            continue
        for experiment in {None, message.experiment_id}:
            asked[experiment][message.profile_id].add(message.id)
    found: set[int] = set()
    for experiment, messages in asked.items():
        people = list(messages)
        for profile_id, is_held_out in books.sides(experiment, people, now).items():
            found |= messages[profile_id] if is_held_out else set()
    return found


def _caps(people: Mapping[int, Recipient], terms: Terms) -> dict[int, tuple[Cap, ...]]:
    """Return the caps that hold for each of these people."""
    relations = {person.relation for person in people.values()}
    by_relation = {one: caps_for(one, terms.caps) for one in relations}
    return {
        profile_id: by_relation[person.relation]
        for profile_id, person in people.items()
    }


def _slots(
    choices: Iterable[Choice],
    held_out: set[int],
    caps: Mapping[int, Sequence[Cap]],
    now: datetime.datetime,
    books: Books,
) -> dict[int, list[Slot]]:
    """Return the places that people under a cap have taken."""
    counted = {
        choice.message.profile_id
        for choice in choices
        if choice.facts is not None
        and _takes_slot(choice.facts)
        and choice.message.id not in held_out
        and caps.get(choice.message.profile_id)
    }
    if not counted:
        return {}
    longest = max(cap.period for person in counted for cap in caps[person])
    return books.slots(counted, since=now - longest)


def _quiet_until(
    choices: Iterable[Choice],
    people: Mapping[int, Recipient],
    terms: Terms,
    moments: Mapping[int, datetime.datetime],
) -> dict[int, datetime.datetime | None]:
    hours = terms.quiet_hours
    known: dict[tuple[str, datetime.datetime], datetime.datetime] = {}
    found: dict[int, datetime.datetime | None] = {}
    for choice in choices:
        message = choice.message
        person = people.get(message.profile_id)
        zone = zone_of(
            person.time_zone if person else "", *terms.time_zone(message.channel_slug)
        )
        moment = moments[message.id]
        asked = zone.key, moment
        if asked not in known:
            known[asked] = next_allowed(moment, zone, hours)
        allowed = known[asked]
        found[message.id] = allowed if allowed > moment else None
    return found
