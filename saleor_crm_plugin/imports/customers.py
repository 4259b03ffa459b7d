"""Bring in people: a batch's rows judged, carried out and taken back in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.facts import Fact, Origin
from ..identity.actions.enter_people import (
    EnteredIdentifier,
    end_identifiers,
    enter_people,
    new_profile_ids,
    withdraw_people,
)
from ..identity.entering import Key, KnownPerson, Lead, known_people, lock_living
from ..identity.models import IdentifierType, Trust
from ..outbox.actions import publish
from ..timeline.happened import who_has_lived
from .error_codes import Problem
from .events import CustomerImported, CustomerImportUndone
from .import_kind import Fault, ReadRow, Verdict, Work, refused, taken_back
from .models import ImportRow, Outcome
from .naming import Named, in_order, since, who_they_are
from .policies.people import Said, changes, is_only, still_stands
from .saying import restore, say

# What the shop reckons by itself of everybody is nothing that has happened to somebody.
NOTHING_HAPPENED = ("imports", "insight", "segments", "tiers")


@dataclass(frozen=True, slots=True)
class Customer:
    """A row: whom it names, and what it says of them."""

    named: Named
    said: Said


@dataclass(frozen=True, slots=True)
class Decided:
    """What a row does: to whom (None: to somebody new), what it changes, what it attaches."""

    row: ReadRow[Customer]
    profile_id: int | None
    changes: Mapping[str, Any]
    keys: Mapping[Key, str]
    shared: frozenset[Key]

    @property
    def outcome(self) -> Outcome:
        """Return what comes of the row."""
        if self.profile_id is None:
            return Outcome.CREATED
        return Outcome.CHANGED if self.changes or self.keys else Outcome.UNCHANGED


def judge(rows: Sequence[ReadRow[Customer]], work: Work) -> list[Verdict]:
    """Return what would come of the rows; two queries."""
    decided, refusals = _decide(rows, work, lock=False)
    verdicts = [
        Verdict(
            number=one.row.number,
            outcome=one.outcome,
            profile_id=one.profile_id,
            person_key=one.row.person_key,
        )
        for one in decided
    ]
    return in_order(rows, [*verdicts, *refusals])


def carry_out(rows: Sequence[ReadRow[Customer]], work: Work) -> list[Verdict]:
    """Enter and change people, and publish CustomerImported for each.

    Locks the profiles by id, then identifiers by (type, hash). Raises IntegrityError where an
    identifier came to belong to somebody meanwhile: the batch is to be done again.
    """
    decided, refusals = _decide(rows, work, lock=True)
    new = [one for one in decided if one.profile_id is None]
    ids = dict(
        zip((one.row.number for one in new), new_profile_ids(len(new)), strict=True)
    )
    people = {one.row.number: one.profile_id or ids[one.row.number] for one in decided}
    attached = enter_people(
        [
            identifier
            for one in decided
            for identifier in _identifiers(one, people[one.row.number])
        ],
        source=work.source,
    )
    say(
        {people[one.row.number]: one.changes for one in decided if one.changes},
        source=work.source,
        now=work.now,
    )
    verdicts = [_verdict(one, people[one.row.number], attached) for one in decided]
    publish([_imported(one, work) for one in verdicts if _has_done(one)])
    return in_order(rows, [*verdicts, *refusals])


def take_back(rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
    """Undo rows whole or not at all: whoever was changed since stays, and so does whoever has lived.

    Locks the profiles by id. Publishes CustomerImportUndone.
    """
    ids = {row.profile_id for row in rows if row.profile_id is not None}
    living = lock_living(ids)
    known = known_people(living)
    entered = {
        row.profile_id
        for row in rows
        if row.outcome == Outcome.CREATED and row.profile_id
    }
    lived = who_has_lived(entered, besides=NOTHING_HAPPENED)
    kept = {row.number: _why_kept(row, known, lived) for row in rows}
    undone = [row for row in rows if kept[row.number] is None]
    withdraw_people(entered & {row.profile_id for row in undone}, now=work.now)
    made = {
        row.profile_id: row.before or {}
        for row in undone
        if row.profile_id is not None and row.outcome == Outcome.CHANGED
    }
    end_identifiers(
        [one for row in made.values() for one in row.get("identifiers", ())],
        now=work.now,
    )
    restore(made, source=work.source, now=work.now)
    publish([_undone(row, work) for row in undone])
    return [taken_back(row, kept[row.number]) for row in rows]


def _decide(
    rows: Sequence[ReadRow[Customer]], work: Work, *, lock: bool
) -> tuple[list[Decided], list[Verdict]]:
    customers = [row.said for row in rows]
    found, known = who_they_are([one.named for one in customers], since=since(work))
    ids = {one.profile_id for one in found if one.profile_id is not None}
    living = lock_living(ids) if lock else ids
    people = known_people(living)
    taken: dict[Key | int, int] = {}
    decided, refusals = [], []
    for row, customer, one in zip(rows, customers, found, strict=True):
        problem = one.problem
        if one.profile_id is not None and one.profile_id not in living:
            problem = Problem.ERASED
        strong = [key for key in customer.named.identifiers if _is_strong(key)] or list(
            customer.named.identifiers
        )
        before = next(
            (taken[key] for key in (*strong, one.profile_id) if key in taken), None
        )
        if problem or before:
            fault = Fault(problem or Problem.TWICE_IN_FILE, of_row=before)
            refusals.append(refused(row, fault))
            continue
        taken.update(dict.fromkeys(strong, row.number))
        if one.profile_id is not None:
            taken[one.profile_id] = row.number
        decided.append(_decision(row, one.profile_id, people, known, taken))
        taken.update(dict.fromkeys(customer.named.identifiers, row.number))
    return decided, refusals


def _decision(
    row: ReadRow[Customer],
    profile_id: int | None,
    people: Mapping[int, KnownPerson],
    known: Mapping[Key, Lead],
    taken: Mapping[Key | int, int],
) -> Decided:
    customer = row.said
    person = people.get(profile_id) if profile_id is not None else None
    held = person.identifiers if person else frozenset()
    keys = {
        key: value
        for key, value in customer.named.identifiers.items()
        if key not in held
    }
    shared = frozenset(
        key
        for key in keys
        if not _is_strong(key)
        and (
            (key in known and known[key].profile_id != profile_id)
            or taken.get(key, row.number) != row.number
        )
    )
    made = changes(customer.said, _said(person))
    return Decided(row, profile_id, made, keys, shared)


def _identifiers(one: Decided, profile_id: int) -> list[EnteredIdentifier]:
    return [
        EnteredIdentifier(
            profile_id=profile_id,
            is_new=one.profile_id is None,
            type=key[0],
            value_hash=key[1],
            value=value,
            trust=Trust.CLAIMED if key in one.shared else Trust.GUEST,
        )
        for key, value in one.keys.items()
    ]


def _verdict(
    one: Decided, profile_id: int, attached: Mapping[int, Sequence[int]]
) -> Verdict:
    before = {**one.changes}
    if one.profile_id is not None and profile_id in attached:
        before["identifiers"] = list(attached[profile_id])
    return Verdict(
        number=one.row.number,
        outcome=one.outcome,
        profile_id=profile_id,
        person_key=one.row.person_key,
        before=before,
    )


def _has_done(one: Verdict) -> bool:
    return one.outcome in (Outcome.CREATED, Outcome.CHANGED)


def _imported(one: Verdict, work: Work) -> Fact:
    return CustomerImported(
        key=f"imported:{work.job.pk}:{one.number}",
        occurred_at=work.now,
        origin=Origin.IMPORT,
        profile_id=one.profile_id,
        import_id=work.job.pk,
        is_new=one.outcome == Outcome.CREATED,
    )


def _undone(row: ImportRow, work: Work) -> Fact:
    return CustomerImportUndone(
        key=f"import-undone:{work.job.pk}:{row.number}",
        occurred_at=work.now,
        origin=Origin.IMPORT,
        profile_id=row.profile_id,
        import_id=work.job.pk,
    )


def _why_kept(
    row: ImportRow, known: Mapping[int, KnownPerson], lived: set[int]
) -> Problem | None:
    if row.before is None:
        return Problem.FORGOTTEN
    if row.profile_id is None or row.profile_id not in known:
        return Problem.ERASED
    said = _said(known[row.profile_id])
    if row.outcome == Outcome.CREATED:
        if row.profile_id in lived:
            return Problem.SOMETHING_HAPPENED
        return None if is_only(row.before, said) else Problem.CHANGED_SINCE
    return None if still_stands(row.before, said) else Problem.CHANGED_SINCE


def _said(person: KnownPerson | None) -> Said:
    if person is None:
        return Said()
    born = person.birthday
    return Said(
        first_name=person.first_name,
        last_name=person.last_name,
        birthday=(born.year, born.month, born.day) if born else None,
        language=person.language,
        tags=person.tags,
        attributes=person.attributes,
    )


def _is_strong(key: Key) -> bool:
    return key[0] != IdentifierType.PHONE
