"""The base of kinds: what a row of a file means, what it would do, does, and how it is taken back."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ..core.registry import Registry
from ..core.sentences import Sentence
from .error_codes import Problem
from .models import Import, ImportRow, Outcome
from .policies.headers import ATTRIBUTE


class ImportOptions(BaseModel):
    """What staff say of a file beside its columns; kinds add their own."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    encoding: Literal["", "utf-8", "utf-16", "gbk", "latin-1", "windows-1252"] = Field(
        "", description="How a CSV file is written, where it cannot be found out."
    )
    date_order: Literal["dmy", "mdy"] = Field(
        "dmy", description="Which comes first in dates like 03/04/2026."
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportField:
    """One field that a column can be; `headers` are names by which it is known in files."""

    code: str
    label: str
    headers: Sequence[str] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row; `column` is the file's own name of it, "" for the row as a whole.

    `of_row` is the number of another row where that one is why, `error_kind` the kind of an error
    that nobody foresaw.
    """

    problem: Problem
    column: str = ""
    of_row: int | None = None
    error_kind: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept with the row: no word of what is in the cell."""
        return {
            "problem": self.problem.value,
            "column": self.column,
            **({"row": self.of_row} if self.of_row else {}),
            **({"error_kind": self.error_kind} if self.error_kind else {}),
        }


Meaning = TypeVar("Meaning")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadRow(Generic[Meaning]):
    """A row of the file as the kind understands it; `meaning` is None where it has faults."""

    number: int
    meaning: Meaning | None
    faults: Sequence[Fault] = ()
    person_key: str = ""

    @property
    def said(self) -> Meaning:
        """Return the meaning of a row that has no faults."""
        if self.meaning is None:
            raise ValueError(f"Row {self.number} has faults of its own.")
        return self.meaning


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What comes of a row. `before` is what is needed to take it back, `points` what it gives."""

    number: int
    outcome: Outcome
    faults: Sequence[Fault] = ()
    profile_id: int | None = None
    person_key: str = ""
    before: Mapping[str, Any] | None = None
    points: int = 0


def refused(
    row: ReadRow[Any], *faults: Fault, profile_id: int | None = None
) -> Verdict:
    """Say no to a row, for its own faults or these."""
    return Verdict(
        number=row.number,
        outcome=Outcome.REFUSED,
        faults=faults or row.faults,
        profile_id=profile_id,
        person_key=row.person_key,
    )


def taken_back(row: ImportRow, problem: Problem | None) -> Verdict:
    """Say that a row was undone, or for which problem it was kept."""
    return Verdict(
        number=row.number,
        outcome=Outcome.KEPT if problem else Outcome.UNDONE,
        faults=(Fault(problem),) if problem else (),
        profile_id=row.profile_id,
        person_key=row.person_key,
        before=row.before if problem else None,
    )


@dataclass(frozen=True)
class Work:
    """What a batch is about: its import, and the moment."""

    job: Import
    now: datetime.datetime

    @cached_property
    def columns(self) -> Mapping[str, tuple[int, str]]:
        """Return place and header of each field's column."""
        return {
            code: (place, self.job.columns[place])
            for place, code in enumerate(self.job.mapping)
            if code
        }

    @cached_property
    def options(self) -> Any:
        """Return what staff said of the file, as the kind's `Options`."""
        return kinds[self.job.kind].Options.model_validate(self.job.options)

    @property
    def source(self) -> str:
        """Return by what the other areas know where this came from."""
        return f"import:{self.job.pk}"


class ImportKind:
    """One kind of what can be brought in.

    `read` understands a row without looking anywhere. `judge` says what would come of a batch and
    changes nothing. `carry_out` does it, under locks, in the caller's transaction; it judges again
    by itself. `take_back` undoes rows, and keeps those to which something has happened since.
    `read`, `judge` and `carry_out` may get the rows that were read alone.
    """

    code: ClassVar[str] = ""
    label: ClassVar[str]
    fields: ClassVar[Sequence[ImportField]]
    takes_attributes: ClassVar[bool] = False
    takes_a_person_once: ClassVar[bool] = False

    Options: ClassVar[type[ImportOptions]] = ImportOptions

    def read(self, row: ImportRow, work: Work) -> ReadRow[Any]:
        """Return what the row says. Pure."""
        raise NotImplementedError

    def check(self, options: Any) -> None:
        """Raise InvalidOptions for options that point to what there is not."""

    def judge(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        """Return what would come of each of these rows, which have no faults of their own."""
        raise NotImplementedError

    def carry_out(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        """Do it, and return what came of each."""
        raise NotImplementedError

    def take_back(self, rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
        """Undo what these rows did; UNDONE or, with faults, KEPT for each."""
        raise NotImplementedError

    @classmethod
    def header_names(cls) -> dict[str, Sequence[str]]:
        """Return by which headers each field is known."""
        return {one.code: (one.label, one.code, *one.headers) for one in cls.fields}

    @classmethod
    def problem_of(cls, mapping: Collection[str]) -> Sentence | None:
        """Return what is wrong with a mapping in plain words, else None."""
        chosen = [one for one in mapping if one]
        known = {one.code for one in cls.fields}
        for one in chosen:
            is_attribute = cls.takes_attributes and one.startswith(ATTRIBUTE)
            if one not in known and not is_attribute:
                return Sentence("There is no field {one!r}.", one=one[:80])
            if chosen.count(one) > 1:
                return Sentence(
                    "Two columns are given the field {one!r}.", one=one[:80]
                )
        missing = [
            one.code for one in cls.fields if one.is_required and one.code not in chosen
        ]
        return (
            Sentence("No column has the field {missing!r}.", missing=missing[0])
            if missing
            else None
        )


kinds = Registry(ImportKind)


def load_import_kinds() -> None:
    """Import every kind's file, so that it registers itself."""
    kinds.load(import_module(f"{__package__}.kinds"))
