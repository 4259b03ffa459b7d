"""What a field of segments must answer, and the registry of all of them."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from ..core.facts import Fact
from ..core.registry import Registry
from .policies.values import ValueKind


class Scope(BaseModel):
    """Base of what a field can be narrowed to (`of`): unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def words(self) -> str:
        """Return it in words to stand behind the field's label; "" for everything."""
        told = [
            f"{name.replace('_', ' ')} {_listed(value)}"
            for name, value in self
            if value not in (None, "", (), [])
        ]
        return ", ".join(told)


def _listed(value: Any) -> str:
    if isinstance(value, tuple | list | frozenset):
        return " or ".join(str(one) for one in value)
    return str(value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """When a rule is asked: `now`, and which day it is then in the shop's own time zone."""

    now: datetime.datetime
    zone: ZoneInfo

    @property
    def today(self) -> datetime.date:
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """Where a field's value stands: at most one row per person, in `person`.

    `sql` is a table, or a query in parentheses, written in the field's file: values only ever come
    in by `parameters`. A query that must gather many rows per person has `{people}` where the
    limit to some people goes ("" for everybody), and is `is_dear`: it is asked last.
    """

    sql: str
    person: str = "profile_id"
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    is_dear: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Holders:
    """The single rows that a set is gathered of: who holds something is found by an index.

    `rows` is everything behind FROM with its WHERE, `element` what is held, `person` whose row it is.
    """

    rows: str
    element: str
    person: str = "profile_id"
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reads:
    """What a field reads: a value out of a relation, `{row}` standing for its row.

    The value is null where the row is missing. `until` is when the value may change though nothing
    happens, as SQL; None for never. `is_blank_unknown` says that an empty text is nothing known,
    `holders` where the elements of a set stand one by one.
    """

    relation: Relation
    value: str
    until: str | None = None
    is_blank_unknown: bool = False
    holders: Holders | None = None


# The people themselves: a relation that every statement has anyway.
PEOPLE = Relation(sql="crm_profile", person="id")


class Field(ABC):
    """Something that is known about people and can be asked in a rule.

    `default` is what holds for people of whom the relation has no row; None is *not known*.
    `hears` are the facts after which the value may be another one, `rounds` what does so without
    a fact. `chosen_from` says of what the
    values are: rows of the shop (`category`) or of ours (`tag`), "" for free values.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    group: ClassVar[str]
    kind: ClassVar[ValueKind]
    help: ClassVar[str] = ""
    unit: ClassVar[str] = ""
    default: ClassVar[Any] = None
    choices: ClassVar[Mapping[str, str]] = {}
    chosen_from: ClassVar[str] = ""
    takes_window: ClassVar[bool] = False
    # Texts that are compared in lower case.
    ignores_case: ClassVar[bool] = False
    hears: ClassVar[tuple[type[Fact], ...]] = ()
    rounds: ClassVar[tuple[str, ...]] = ()

    class Of(Scope):
        """What it can be narrowed to; fields that can define their own."""

    def __init__(self, of: Any = None, within_days: int | None = None) -> None:
        self.of: Any = self.Of() if of is None else of
        self.within_days = within_days

    @abstractmethod
    def reads(self, moment: Moment) -> Reads:
        """Return what is to be read, for this scope and window, at this moment."""

    @property
    def heard_codes(self) -> set[str]:
        """Return the codes of facts and rounds after which the value may be another one."""
        return {*(fact.code for fact in self.hears), *self.rounds}

    @property
    def wanted_label(self) -> str:
        """Return the label with scope and window, for explanations."""
        scope = self.of.words()
        window = f" in the last {self.within_days} days" if self.within_days else ""
        return f"{self.label}{f' ({scope})' if scope else ''}{window}"


fields: Registry[Field] = Registry(Field)


def load_fields() -> None:
    """Register every field of the folder."""
    from . import fields as folder  # noqa: PLC0415 the files import this module

    fields.load(folder)
