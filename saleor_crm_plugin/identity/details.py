"""Keep and read what people have told about themselves: birthday, language, time zone; set-based."""

import datetime
import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ..core.facts import Origin
from ..core.languages import is_language, normalized_language
from ..core.time_zones import known_zones
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .birthdays import Birthday, celebrated_on, is_real
from .errors import BirthdayKnown, InvalidBirthday, InvalidLanguage, InvalidTimeZone
from .events import DetailsChanged
from .lock_objects import lock_person
from .telling import tell
from .told_fields import announce_told

# An erased person gets nothing new. Locks: profiles by id (shared, so that an erasure waits), then
# details by profile.
CHANGE = """
WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(given)s) AS given (
        profile_id bigint, has_birthday boolean, birth_month smallint, birth_day smallint,
        birth_year smallint, language text, time_zone text
    )
), living AS (
    SELECT id FROM crm_profile
    WHERE id IN (SELECT profile_id FROM given) AND erased_at IS NULL
    ORDER BY id FOR KEY SHARE
)
INSERT INTO crm_person_details AS known (
    profile_id, birth_month, birth_day, birth_year, language, time_zone, source, changed_at
)
SELECT profile_id, birth_month, birth_day, birth_year, coalesce(language, ''),
       coalesce(time_zone, ''), %(source)s, %(now)s
FROM given WHERE profile_id IN (SELECT id FROM living)
ORDER BY profile_id
ON CONFLICT (profile_id) DO UPDATE SET
    (birth_month, birth_day, birth_year, language, time_zone, source, changed_at) = (
        SELECT CASE WHEN has_birthday THEN given.birth_month ELSE known.birth_month END,
               CASE WHEN has_birthday THEN given.birth_day ELSE known.birth_day END,
               CASE WHEN has_birthday THEN given.birth_year ELSE known.birth_year END,
               coalesce(given.language, known.language),
               coalesce(given.time_zone, known.time_zone), %(source)s, %(now)s::timestamptz
        FROM given WHERE given.profile_id = known.profile_id
    )
RETURNING profile_id
"""
DETAILS = """
SELECT profile_id, birth_month, birth_day, birth_year, language, time_zone
FROM crm_person_details WHERE profile_id = ANY(%(ids)s::bigint[])
"""
BORN_ON = """
SELECT profile_id FROM crm_person_details
WHERE (birth_month, birth_day) IN (SELECT * FROM unnest(%(months)s::int[], %(days)s::int[]))
  AND birth_month IS NOT NULL AND profile_id > %(after)s
ORDER BY profile_id LIMIT %(limit)s
"""


class Unchanged(enum.Enum):
    """What a change does not touch."""

    UNCHANGED = enum.auto()


UNCHANGED = Unchanged.UNCHANGED


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonFacts:
    """What is known of a person; texts are "" where unknown. Personal: never log it."""

    birthday: Birthday | None = None
    language: str = ""
    time_zone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DetailsChange:
    """What shall be known of one profile from now on; None or "" forgets it."""

    profile_id: int
    birthday: Birthday | None | Unchanged = UNCHANGED
    language: str | Unchanged = UNCHANGED
    time_zone: str | Unchanged = UNCHANGED


def change_details(
    changes: Sequence[DetailsChange],
    *,
    source: str,
    now: datetime.datetime,
    origin: Origin | None = Origin.LIVE,
) -> None:
    """Store what is known, in one statement; one change per profile at most. Idempotent.

    Publishes DetailsChanged of these people; None for an origin publishes nothing. Raises InvalidBirthday, InvalidLanguage and InvalidTimeZone before anything is written.
    """
    rows = [_checked(change, now.date()) for change in changes]
    if not rows:
        return
    parameters: dict[str, Any] = {
        "given": to_json(rows).decode(),
        "source": source,
        "now": now,
    }
    with transaction.atomic(using=WRITER, savepoint=False):
        with connections[WRITER].cursor() as cursor:
            cursor.execute(CHANGE, parameters)
            changed = [profile_id for (profile_id,) in cursor.fetchall()]
        tell(DetailsChanged, changed, origin=origin, now=now)


def change_own_details(change: DetailsChange, *, now: datetime.datetime) -> None:
    """Store what a customer says; a birthday can be said once, and corrected by staff.

    Else everybody would have one whenever a present is due. Locks the profile. Publishes FieldTold
    for what was not known before. Raises BirthdayKnown and what `change_details` raises.
    """
    with transaction.atomic(using=WRITER):
        lock_person(change.profile_id)
        before = _known(change.profile_id)
        has_birthday = change.birthday is not UNCHANGED
        if has_birthday and before.birthday not in (None, change.birthday):
            raise BirthdayKnown
        change_details([change], source="shopper", now=now)
        after = _known(change.profile_id)
        told = [
            name
            for name in ("birthday", "language", "time_zone")
            if getattr(after, name) and not getattr(before, name)
        ]
        announce_told(change.profile_id, told, now=now)


def _known(profile_id: int) -> PersonFacts:
    return details_of([profile_id]).get(profile_id, PersonFacts())


def details_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, PersonFacts]:
    """Return what is known of these profiles; those who have said nothing are absent. One query."""
    if not profile_ids:
        return {}
    found = read_rows(DETAILS, {"ids": list(profile_ids)}, using)
    return {row["profile_id"]: _facts(row) for row in found}


def who_celebrates(
    date: datetime.date, *, after: int = 0, limit: int = 1_000, using: str = WRITER
) -> list[int]:
    """Return the next profiles by id whose birthday is celebrated on this date; [] at the end.

    One query, which reads only the rows that it returns.
    """
    months, days = zip(*celebrated_on(date), strict=True)
    parameters = {
        "months": list(months),
        "days": list(days),
        "after": after,
        "limit": limit,
    }
    return [row["profile_id"] for row in read_rows(BORN_ON, parameters, using)]


def _checked(change: DetailsChange, today: datetime.date) -> dict[str, Any]:
    birthday = change.birthday
    if isinstance(birthday, Birthday) and not is_real(birthday, today=today):
        raise InvalidBirthday
    known = birthday if isinstance(birthday, Birthday) else None
    return {
        "profile_id": change.profile_id,
        "has_birthday": birthday is not UNCHANGED,
        "birth_month": known and known.month,
        "birth_day": known and known.day,
        "birth_year": known and known.year,
        "language": _language(change.language),
        "time_zone": _time_zone(change.time_zone),
    }


def _language(given: str | Unchanged) -> str | None:
    if isinstance(given, Unchanged):
        return None
    code = normalized_language(given)
    if code and not is_language(code):
        raise InvalidLanguage
    return code


def _time_zone(given: str | Unchanged) -> str | None:
    if isinstance(given, Unchanged):
        return None
    if given and given not in known_zones():
        raise InvalidTimeZone
    return given


def _facts(row: dict[str, Any]) -> PersonFacts:
    birthday = (
        Birthday(month=row["birth_month"], day=row["birth_day"], year=row["birth_year"])
        if row["birth_month"]
        else None
    )
    return PersonFacts(
        birthday=birthday, language=row["language"], time_zone=row["time_zone"]
    )
