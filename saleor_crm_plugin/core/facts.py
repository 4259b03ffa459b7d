"""What every fact carries, how it travels as JSON, and which facts may start something."""

import datetime
import enum
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from pydantic import TypeAdapter

from .per_type import once_per_type


class Origin(enum.StrEnum):
    """How we came to know of a fact."""

    LIVE = "live"
    SWEEP = "sweep"
    BACKFILL = "backfill"
    REBUILD = "rebuild"
    IMPORT = "import"


STARTING_ORIGINS = frozenset({Origin.LIVE, Origin.SWEEP})
DEFAULT_FRESHNESS = datetime.timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something that happened, in the past tense; ids and keyed hashes only, no personal text.

    `key` is unique over all facts: object, component and the revision of what was told.
    `profile_id` is None only for facts about nobody.
    """

    code: ClassVar[str] = ""

    key: str
    occurred_at: datetime.datetime
    origin: Origin
    profile_id: int | None


# What has columns of its own wherever facts are stored.
SHARED_NAMES = frozenset(field.name for field in fields(Fact))


def may_start(
    fact: Fact, *, now: datetime.datetime, freshness: datetime.timedelta
) -> bool:
    """Whether the fact may start a journey, send a message or issue a code.

    Only what was seen live or by the sweep and is younger than `freshness` may; a fact of the
    future (a clock that is ahead) counts as fresh.
    """
    return fact.origin in STARTING_ORIGINS and now - fact.occurred_at <= freshness


@once_per_type
def _adapter(fact_type: type[Fact]) -> TypeAdapter[Fact]:
    return TypeAdapter(fact_type)


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """Return the fact as plain JSON values, without its code."""
    values: dict[str, Any] = _adapter(type(fact)).dump_python(fact, mode="json")
    return values


def own_values(fact: Fact) -> dict[str, Any]:
    """Return the values that facts of this type have beside what all facts carry, as they are."""
    return {name: getattr(fact, name) for name in _own_names(type(fact))}


@once_per_type
def _own_names(fact_type: type[Fact]) -> tuple[str, ...]:
    return tuple(
        field.name for field in fields(fact_type) if field.name not in SHARED_NAMES
    )


def fact_from_json(fact_type: type[Fact], stored: dict[str, Any]) -> Fact:
    """Build the fact again; keys that a later version dropped are ignored."""
    return _adapter(fact_type).validate_python(stored)
