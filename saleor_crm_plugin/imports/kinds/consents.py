"""What people have allowed or withdrawn elsewhere, with where and when."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import Field

from ...consent.actions.record import ConsentAct, record_consents
from ...consent.policies import ConsentStatus, Standing, Subject
from ...consent.purposes import PURPOSES
from ...consent.queries import standings
from ...core.facts import Origin
from ...core.hashing import keyed_hash
from ...core.sentences import Sentence
from ...identity.entering import lock_living
from ..cell_reader import CellReader
from ..error_codes import Problem
from ..errors import InvalidOptions
from ..import_kind import (
    Fault,
    ImportField,
    ImportKind,
    ReadRow,
    Verdict,
    Work,
    kinds,
    taken_back,
)
from ..models import ImportRow, Outcome
from ..naming import (
    PERSON_FIELDS,
    Named,
    PersonOptions,
    in_order,
    only_known,
    only_living,
    person_key,
    read_person,
)
from ..policies import values
from ..zones import ZoneName

UNDOING = "import_undone"
_KEY = b"saleor_crm_plugin.imports.consent"


class ConsentOptions(PersonOptions):
    """What holds for rows that do not say it themselves."""

    channel: str = Field(
        "email", pattern=r"[a-z][a-z0-9_]{0,31}", description="The channel."
    )
    purpose: str = Field(
        "marketing", pattern=r"[a-z][a-z0-9_]{0,31}", description="The purpose."
    )
    source: str = Field(
        "import",
        pattern=r"[a-z][a-z0-9_]{0,31}",
        description="Where people have said it.",
    )
    time_zone: ZoneName = Field("UTC", description="The zone of times without one.")


@dataclass(frozen=True, slots=True)
class Said:
    """One row: who said what, where, when."""

    named: Named
    subject: Subject
    granted: bool
    source: str
    occurred_at: datetime.datetime


@kinds.register
class Consents(ImportKind):
    code = "consents"
    label = "Consents"
    Options = ConsentOptions
    fields = (
        *PERSON_FIELDS,
        ImportField(
            code="status",
            label="Status",
            is_required=True,
            headers=(
                "consent",
                "opt in",
                "subscribed",
                "consenso",
                "iscritto",
                "stato",
                "同意",
                "订阅",
                "状态",
            ),
        ),
        ImportField(
            code="occurred_at",
            label="Time",
            is_required=True,
            headers=(
                "date",
                "timestamp",
                "consent date",
                "data",
                "data consenso",
                "时间",
                "日期",
                "同意时间",
            ),
        ),
        ImportField(code="channel", label="Channel", headers=("canale", "渠道")),
        ImportField(
            code="purpose",
            label="Purpose",
            headers=("finalità", "scopo", "用途", "目的"),
        ),
        ImportField(
            code="source", label="Source", headers=("origine", "fonte", "来源")
        ),
    )

    def read(self, row: ImportRow, work: Work) -> ReadRow[Said]:
        options = work.options
        cells = CellReader(row, work)
        named = read_person(cells, options)
        granted = cells.needed("status", values.granted)
        occurred_at = cells.needed(
            "occurred_at",
            partial(values.moment, order=options.date_order, zone=options.time_zone),
        )
        if occurred_at and occurred_at > work.now:
            cells.faults.append(
                Fault(Problem.IN_FUTURE, work.columns["occurred_at"][1])
            )
        purpose = cells.value("purpose", _purpose) or options.purpose
        channel = cells.value("channel", values.code) or options.channel
        source = cells.value("source", values.code) or options.source
        meaning = None
        if not cells.faults and granted is not None and occurred_at is not None:
            meaning = Said(
                named, Subject(channel, purpose), granted, source, occurred_at
            )
        return ReadRow(
            number=row.number,
            meaning=meaning,
            faults=tuple(cells.faults),
            person_key=person_key(named),
        )

    def check(self, options: ConsentOptions) -> None:
        _require_asked(options.purpose)

    def judge(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        there, refusals = only_known(rows, [row.said.named for row in rows], work)
        return in_order(rows, [*_judged(there), *refusals])

    def carry_out(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        there, refusals = only_living(rows, [row.said.named for row in rows], work)
        verdicts = _judged(there)
        meanings = {row.number: row.said for row, _ in there}
        acts = [
            _act(one, meanings[one.number])
            for one in verdicts
            if one.outcome != Outcome.UNCHANGED
        ]
        record_consents(acts, now=work.now, origin=Origin.IMPORT)
        return in_order(rows, [*verdicts, *refusals])

    def take_back(self, rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
        living = lock_living({row.profile_id for row in rows if row.profile_id})
        subjects = {Subject(*row.before["subject"]) for row in rows if row.before}
        known = standings(living, subjects)
        kept = {row.number: _why_kept(row, living, known) for row in rows}
        acts = [_contrary(row, work) for row in rows if kept[row.number] is None]
        record_consents(acts, now=work.now, origin=Origin.IMPORT)
        return [taken_back(row, kept[row.number]) for row in rows]


def _judged(there: Sequence[tuple[ReadRow[Any], int]]) -> list[Verdict]:
    """Judge the rows one after the other: a later row of the same person sees the earlier ones."""
    known = standings(
        {profile_id for _, profile_id in there},
        {row.said.subject for row, _ in there},
    )
    view = {
        (profile_id, subject): standing
        for profile_id, said in known.items()
        for subject, standing in said.items()
    }
    verdicts = []
    for row, profile_id in there:
        said: Said = row.said
        place = (profile_id, said.subject)
        standing = Standing(_status(said.granted), said.occurred_at)
        before = view.get(place)
        if before is not None and _is_nothing_new(standing, before):
            outcome = Outcome.UNCHANGED
        else:
            outcome = Outcome.CHANGED if before else Outcome.CREATED
            view[place] = standing
        verdicts.append(
            Verdict(
                number=row.number,
                outcome=outcome,
                profile_id=profile_id,
                person_key=row.person_key,
                before=_as_said(said),
            )
        )
    return verdicts


def _status(granted: bool) -> ConsentStatus:
    return ConsentStatus.GRANTED if granted else ConsentStatus.WITHDRAWN


def _is_nothing_new(said: Standing, before: Standing) -> bool:
    """Whether the same holds already, or a newer word stands; a request stands for its grant."""
    same = {said.status, before.status} <= {
        ConsentStatus.GRANTED,
        ConsentStatus.PENDING,
    }
    if same or said.status == before.status:
        return True
    return said.occurred_at <= before.occurred_at


def _as_said(said: Said) -> dict[str, Any]:
    return {
        "subject": [said.subject.channel, said.subject.purpose, said.subject.list_code],
        "granted": said.granted,
        "occurred_at": said.occurred_at.isoformat(),
    }


def _act(one: Verdict, said: Said) -> ConsentAct:
    return ConsentAct(
        profile_id=one.profile_id or 0,
        channel=said.subject.channel,
        purpose=said.subject.purpose,
        granted=said.granted,
        source=said.source,
        occurred_at=said.occurred_at,
        key=f"import:{_act_hash(one)}",
    )


def _act_hash(one: Verdict) -> str:
    """Return by what an act is known, in whatever file it comes again."""
    before = one.before or {}
    words = [
        one.profile_id,
        *before["subject"],
        before["granted"],
        before["occurred_at"],
    ]
    return keyed_hash(_KEY, "|".join(map(str, words)))


def _contrary(row: ImportRow, work: Work) -> ConsentAct:
    channel, purpose, list_code = (row.before or {})["subject"]
    return ConsentAct(
        profile_id=row.profile_id or 0,
        channel=channel,
        purpose=purpose,
        list_code=list_code,
        granted=False,
        source=UNDOING,
        # Of two acts at one moment the withdrawal counts, and a later word counts over both.
        occurred_at=datetime.datetime.fromisoformat((row.before or {})["occurred_at"]),
        key=f"import-undone:{work.job.pk}:{row.number}",
    )


def _why_kept(
    row: ImportRow,
    living: set[int],
    known: Mapping[int, Mapping[Subject, Standing]],
) -> Problem | None:
    if row.before is None:
        return Problem.FORGOTTEN
    if row.profile_id not in living:
        return Problem.ERASED
    if not row.before["granted"]:
        # Nobody but the person grants again what they have withdrawn.
        return Problem.WITHDRAWAL_STAYS
    standing = known.get(row.profile_id, {}).get(Subject(*row.before["subject"]))
    is_ours = standing is not None and (
        standing.status in (ConsentStatus.GRANTED, ConsentStatus.PENDING)
        and standing.occurred_at.isoformat() == row.before["occurred_at"]
    )
    return None if is_ours else Problem.CHANGED_SINCE


def _purpose(text: str) -> str:
    made = values.code(text)
    if made not in PURPOSES or not PURPOSES[made].can_be_withdrawn:
        raise values.BadValue(Problem.NO_PURPOSE)
    return made


def _require_asked(purpose: str) -> None:
    if purpose not in PURPOSES or not PURPOSES[purpose].can_be_withdrawn:
        raise InvalidOptions(
            Sentence("purpose: nobody is asked for {purpose!r}.", purpose=purpose)
        )
