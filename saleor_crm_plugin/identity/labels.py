"""Give people tags and attributes, take them away, and read them; set-based."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connections, transaction
from pydantic_core import to_json

from ..core.facts import Origin
from ..saleor_adapter.db import WRITER
from .events import AttributesChanged, TagsChanged
from .label_models import ProfileAttribute, ProfileTag
from .telling import tell

# Erased people get nothing new. Locks the new rows in the order of profile and tag.
ADD_TAGS = """
INSERT INTO crm_profile_tag (profile_id, tag, source, since)
SELECT DISTINCT ON (given.profile_id, given.tag)
       given.profile_id, given.tag, given.source, %(now)s
FROM json_to_recordset(%(given)s) AS given (profile_id bigint, tag text, source text)
JOIN crm_profile profile ON profile.id = given.profile_id AND profile.erased_at IS NULL
ORDER BY given.profile_id, given.tag, given.source
ON CONFLICT (profile_id, tag) DO NOTHING
RETURNING profile_id
"""
REMOVE_TAGS = """
DELETE FROM crm_profile_tag AS tag
USING json_to_recordset(%(given)s) AS given (profile_id bigint, tag text)
WHERE tag.profile_id = given.profile_id AND tag.tag = given.tag
RETURNING tag.profile_id
"""
SET_ATTRIBUTES = """
INSERT INTO crm_profile_attribute (profile_id, name, value, source, since)
SELECT DISTINCT ON (given.profile_id, given.name)
       given.profile_id, given.name, given.value, given.source, %(now)s
FROM ROWS FROM (
    json_to_recordset(%(given)s) AS (profile_id bigint, name text, value text, source text)
) WITH ORDINALITY AS given (profile_id, name, value, source, place)
JOIN crm_profile profile ON profile.id = given.profile_id AND profile.erased_at IS NULL
ORDER BY given.profile_id, given.name, given.place DESC
ON CONFLICT (profile_id, name) DO UPDATE
SET value = EXCLUDED.value, source = EXCLUDED.source, since = EXCLUDED.since
WHERE crm_profile_attribute.value <> EXCLUDED.value
RETURNING profile_id
"""
FORGET_ATTRIBUTES = """
DELETE FROM crm_profile_attribute AS noted
USING json_to_recordset(%(given)s) AS given (profile_id bigint, name text, value text)
WHERE noted.profile_id = given.profile_id AND noted.name = given.name
  AND noted.value = given.value
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tagging:
    """A tag to be given or taken, and by whom (`journey:5`)."""

    profile_id: int
    tag: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributeValue:
    """An attribute to be set, and by whom (`journey:5`)."""

    profile_id: int
    name: str
    value: str
    source: str


def add_tags(
    given: Sequence[Tagging],
    *,
    now: datetime.datetime,
    origin: Origin | None = Origin.LIVE,
) -> None:
    """Give tags; whoever has one keeps it as it was. Idempotent, one statement.

    Publishes TagsChanged of those who had not; None for an origin publishes nothing.
    """
    with transaction.atomic(using=WRITER, savepoint=False):
        tell(TagsChanged, _execute(ADD_TAGS, given, now), origin=origin, now=now)


def remove_tags(
    given: Sequence[Tagging],
    *,
    now: datetime.datetime,
    origin: Origin | None = Origin.LIVE,
) -> None:
    """Take tags away; whoever has none is left alone. Idempotent, one statement.

    Publishes TagsChanged of those who had; None for an origin publishes nothing.
    """
    with transaction.atomic(using=WRITER, savepoint=False):
        tell(TagsChanged, _execute(REMOVE_TAGS, given, now), origin=origin, now=now)


def set_attributes(
    given: Sequence[AttributeValue],
    *,
    now: datetime.datetime,
    origin: Origin | None = Origin.LIVE,
) -> None:
    """Set attributes; the last of equal names counts. Idempotent, one statement.

    Publishes AttributesChanged of those for whom one is another now; None for an origin publishes
    nothing.
    """
    with transaction.atomic(using=WRITER, savepoint=False):
        changed = _execute(SET_ATTRIBUTES, given, now)
        tell(AttributesChanged, changed, origin=origin, now=now)


def tags_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, frozenset[str]]:
    """Return the tags by profile; those without any are absent. One query."""
    found: dict[int, set[str]] = {}
    rows = ProfileTag.objects.using(using).filter(profile_id__in=profile_ids)
    for profile_id, tag in rows.values_list("profile_id", "tag"):
        found.setdefault(profile_id, set()).add(tag)
    return {profile_id: frozenset(tags) for profile_id, tags in found.items()}


def attribute_of(name: str, profile_ids: Collection[int]) -> dict[int, str]:
    """Return one attribute by profile; those without it are absent. One query."""
    rows = ProfileAttribute.objects.filter(profile_id__in=profile_ids, name=name)
    return dict(rows.values_list("profile_id", "value"))


def attributes_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, dict[str, str]]:
    """Return all attributes by profile; those without any are absent. One query."""
    found: dict[int, dict[str, str]] = {}
    rows = ProfileAttribute.objects.using(using).filter(profile_id__in=profile_ids)
    for profile_id, name, value in rows.values_list("profile_id", "name", "value"):
        found.setdefault(profile_id, {})[name] = value
    return found


def _execute(
    statement: str,
    given: Sequence[Tagging] | Sequence[AttributeValue],
    now: datetime.datetime,
) -> list[int]:
    """Return whose rows were changed."""
    if not given:
        return []
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, {"given": to_json(list(given)).decode(), "now": now})
        return [profile_id for (profile_id,) in cursor.fetchall()]


def who_is_tagged(tag: str, *, after: int = 0, limit: int = 1000) -> list[int]:
    """Return up to `limit` profiles with the tag behind `after`, by id. One query."""
    rows = ProfileTag.objects.filter(tag=tag, profile_id__gt=after)
    ids = rows.order_by("profile_id").values_list("profile_id", flat=True)
    return list(ids[:limit])


def forget_attributes(given: Sequence[AttributeValue]) -> None:
    """Delete attributes that still have these values. Idempotent, one statement."""
    if not given:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FORGET_ATTRIBUTES, {"given": to_json(list(given)).decode()})
