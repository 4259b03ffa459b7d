"""Points that people bring from another system."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import Field

from ...core.sentences import Sentence
from ...identity.queries import profile_of_user
from ...ledger.queries import LotView
from ...loyalty.actions.opening_balances import (
    OpeningBalance,
    enter_opening_balances,
    program_by_code,
    standing_balances,
    take_back_opening_balances,
)
from ...loyalty.errors import UnknownProgram
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
    refused,
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


class BalanceOptions(PersonOptions):
    """Where the points go, and where they come from."""

    program: str = Field("", max_length=64, description="The code of the program.")
    system: str = Field(
        "import",
        pattern=r"[a-z][a-z0-9_]{0,31}",
        description="A code for the other system: nobody gets two balances of one.",
    )
    time_zone: ZoneName = Field("UTC", description="Where the last day of points ends.")


@dataclass(frozen=True, slots=True)
class Balance:
    """One row: who has how many points, and until when."""

    named: Named
    points: int
    expires_at: datetime.datetime | None


@kinds.register
class OpeningBalances(ImportKind):
    code = "opening_balances"
    label = "Opening balances of points"
    Options = BalanceOptions
    takes_a_person_once = True
    fields = (
        *PERSON_FIELDS,
        ImportField(
            code="points",
            label="Points",
            is_required=True,
            headers=(
                "balance",
                "points balance",
                "punti",
                "saldo",
                "saldo punti",
                "积分",
                "积分余额",
            ),
        ),
        ImportField(
            code="last_day",
            label="Last day",
            headers=(
                "expires",
                "expiry date",
                "valid until",
                "scadenza",
                "有效期",
                "到期日",
            ),
        ),
    )

    def read(self, row: ImportRow, work: Work) -> ReadRow[Balance]:
        options = work.options
        cells = CellReader(row, work)
        named = read_person(cells, options)
        points = cells.needed("points", values.points)
        last_day = cells.value(
            "last_day",
            partial(values.moment, order=options.date_order, zone=options.time_zone),
        )
        # The last day counts whole.
        expires_at = last_day + datetime.timedelta(days=1) if last_day else None
        if expires_at is not None and expires_at <= work.now:
            cells.faults.append(
                Fault(Problem.OUT_OF_RANGE, work.columns["last_day"][1])
            )
        meaning = None
        if not cells.faults and points is not None:
            meaning = Balance(named, points, expires_at)
        return ReadRow(
            number=row.number,
            meaning=meaning,
            faults=tuple(cells.faults),
            person_key=person_key(named),
        )

    def check(self, options: BalanceOptions) -> None:
        try:
            program_by_code(options.program)
        except UnknownProgram:
            raise InvalidOptions(
                Sentence(
                    "program: there is no {program!r}.", program=options.program[:40]
                )
            ) from None

    def judge(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        there, refusals = only_known(rows, [row.said.named for row in rows], work)
        return in_order(rows, [*_judged(there, work), *refusals])

    def carry_out(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        options = work.options
        there, refusals = only_living(rows, [row.said.named for row in rows], work)
        meanings = {row.number: row for row, _ in there}
        verdicts = _judged(there, work)
        new = [one for one in verdicts if one.outcome == Outcome.CREATED]
        lots = enter_opening_balances(
            program_by_code(options.program),
            [
                _balance(meanings[one.number], one.profile_id or 0, options)
                for one in new
            ],
            author=work.job.author,
            now=work.now,
        )
        done = [_entered(one, lots) for one in verdicts]
        return in_order(rows, [*done, *refusals])

    def take_back(self, rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
        lots = {row.number: (row.before or {}).get("lot", 0) for row in rows}
        undone = take_back_opening_balances(
            [lot for lot in lots.values() if lot], author=work.job.author, now=work.now
        )
        return [
            taken_back(row, None if lots[row.number] in undone else _why(row))
            for row in rows
        ]


def _judged(there: Sequence[tuple[ReadRow[Any], int]], work: Work) -> list[Verdict]:
    options = work.options
    balances = [_balance(row, profile_id, options) for row, profile_id in there]
    standing = standing_balances(program_by_code(options.program), balances)
    own = _own_profile(work.job.author)
    verdicts: list[Verdict] = []
    seen: dict[int, int] = {}
    for row, profile_id in there:
        earlier = seen.setdefault(profile_id, row.number)
        if earlier != row.number:
            fault = Fault(Problem.TWICE_IN_FILE, of_row=earlier)
            verdicts.append(refused(row, fault, profile_id=profile_id))
        elif profile_id == own:
            fault = Fault(Problem.OWN_POINTS)
            verdicts.append(refused(row, fault, profile_id=profile_id))
        else:
            verdicts.append(_verdict(row, profile_id, standing, work))
    return verdicts


def _own_profile(author: str) -> int | None:
    """Return the profile of the member of staff: nobody brings in points for themselves."""
    kind, _, number = author.partition(":")
    return profile_of_user(int(number)) if kind == "user" else None


def _verdict(
    row: ReadRow[Any], profile_id: int, standing: Mapping[int, LotView], work: Work
) -> Verdict:
    lot = standing.get(profile_id)
    if lot is not None and lot.granted != row.said.points:
        fault = Fault(Problem.OTHER_BEFORE, work.columns["points"][1])
        return refused(row, fault, profile_id=profile_id)
    return Verdict(
        number=row.number,
        outcome=Outcome.UNCHANGED if lot else Outcome.CREATED,
        profile_id=profile_id,
        person_key=row.person_key,
        points=0 if lot else row.said.points,
    )


def _balance(
    row: ReadRow[Balance], profile_id: int, options: BalanceOptions
) -> OpeningBalance:
    return OpeningBalance(
        profile_id=profile_id,
        system=options.system,
        points=row.said.points,
        expires_at=row.said.expires_at,
    )


def _entered(one: Verdict, lots: dict[int, int]) -> Verdict:
    if one.outcome != Outcome.CREATED:
        return one
    if one.profile_id not in lots:
        # Entered by somebody else between looking and locking.
        return replace(one, outcome=Outcome.UNCHANGED, points=0)
    return replace(one, before={"lot": lots[one.profile_id]})


def _why(row: ImportRow) -> Problem:
    return Problem.FORGOTTEN if row.before is None else Problem.POINTS_MOVED
