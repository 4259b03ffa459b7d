"""What the shop means by its attributes, values that fit, and what is still unknown of people."""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from ..audit.actions import record_change
from ..core.languages import is_language
from ..core.sentences import Sentence
from ..saleor_adapter.db import WRITER
from .attribute_values import normalized_attribute
from .details import details_of
from .errors import (
    AttributeNotAsked,
    AttributeNotFound,
    AuthorRequired,
    InvalidAttribute,
    InvalidDefinition,
)
from .label_models import (
    AttributeAudience,
    AttributeDefinition,
    AttributeType,
    ProfileAttribute,
)
from .labels import AttributeValue, attributes_of, set_attributes
from .lock_objects import lock_person
from .models import Identifier, IdentifierType, PersonName
from .told_fields import announce_told

NAME = re.compile(r"[a-z0-9_-]{1,64}")
MOST_CHOICES = 100
LONGEST_NAME = 100
SUBJECT = "attribute"
# What everybody can be asked, beside the shop's own attributes.
FIRST_NAME, BIRTHDAY, PHONE = "first_name", "birthday", "phone"
OWN_LANGUAGE, OWN_TIME_ZONE = "language", "time_zone"
ATTRIBUTE_PREFIX = "attribute:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """What an attribute is; `names` holds how it is called by language."""

    name: str
    type: AttributeType
    names: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[str] = ()
    audience: AttributeAudience = AttributeAudience.STAFF


def save_definition(
    given: Definition, *, author: str, now: datetime.datetime
) -> AttributeDefinition:
    """Define an attribute, or change how it is called, its choices or its audience.

    The type is for good once there are values. Idempotent; a change is on the audit log. Race-safe
    by the primary key. Raises AuthorRequired and InvalidDefinition; then nothing is changed.
    """
    _check(given, author)
    with transaction.atomic(using=WRITER):
        AttributeDefinition.objects.get_or_create(
            name=given.name,
            defaults={"type": given.type, "choices": list(given.choices)},
        )
        row = AttributeDefinition.objects.select_for_update().get(name=given.name)
        if row.type != given.type and _has_values(given.name):
            raise InvalidDefinition("type", Sentence("It has values of another type."))
        before = _plain(row)
        row.type, row.audience = given.type, given.audience
        row.names, row.choices = dict(given.names), list(given.choices)
        row.archived_at = None
        row.save()
        _record(row, before, author, now)
    return row


def archive_definition(
    name: str, *, author: str, now: datetime.datetime
) -> AttributeDefinition:
    """Ask and check an attribute no longer; its values stay. Idempotent. Raises AttributeNotFound."""
    if not author:
        raise AuthorRequired
    with transaction.atomic(using=WRITER):
        row = AttributeDefinition.objects.select_for_update().filter(name=name).first()
        if row is None:
            raise AttributeNotFound(name)
        if row.archived_at is None:
            before = _plain(row)
            row.archived_at = now
            row.save(update_fields=["archived_at"])
            _record(row, before, author, now)
    return row


def definitions(*, using: str = WRITER) -> list[AttributeDefinition]:
    """Return what is defined and not archived, by name; one query."""
    rows = AttributeDefinition.objects.using(using).filter(archived_at=None)
    return list(rows.order_by("name"))


def set_typed_attributes(
    given: Sequence[AttributeValue], *, now: datetime.datetime
) -> None:
    """Set attributes whose values fit what the shop means by them; undefined ones are text.

    Idempotent; two statements. Raises InvalidAttribute for the first that does not fit, and then
    sets nothing.
    """
    set_attributes(_fitting(given), now=now)


def set_own_attributes(
    profile_id: int, values: Mapping[str, str], *, now: datetime.datetime
) -> None:
    """Set what a customer says of what they are asked.

    Locks the profile. Publishes FieldTold for what was not known before. Raises AttributeNotAsked for any other attribute, InvalidAttribute, and then sets nothing.
    """
    asked = {
        row.name for row in definitions() if row.audience == AttributeAudience.ASKED
    }
    for name in values:
        if name not in asked:
            raise AttributeNotAsked(name)
    given = [
        AttributeValue(profile_id=profile_id, name=name, value=value, source="shopper")
        for name, value in values.items()
    ]
    with transaction.atomic(using=WRITER):
        lock_person(profile_id)
        before = attributes_of([profile_id]).get(profile_id, {})
        set_typed_attributes(given, now=now)
        after = attributes_of([profile_id]).get(profile_id, {})
        told = [ATTRIBUTE_PREFIX + name for name in after if name not in before]
        announce_told(profile_id, told, now=now)


def unknown_fields(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, list[str]]:
    """Return what these people could still be asked, in the order in which to ask; five queries.

    Attributes of the shop's come last, as `attribute:<name>`.
    """
    known = _known_fields(profile_ids, using=using)
    asked = [
        ATTRIBUTE_PREFIX + row.name
        for row in definitions(using=using)
        if row.audience == AttributeAudience.ASKED
    ]
    order = [FIRST_NAME, BIRTHDAY, PHONE, OWN_LANGUAGE, OWN_TIME_ZONE, *asked]
    return {
        profile_id: [name for name in order if name not in known[profile_id]]
        for profile_id in profile_ids
    }


def _known_fields(profile_ids: Collection[int], *, using: str) -> dict[int, set[str]]:
    known: dict[int, set[str]] = {one: set() for one in profile_ids}
    names = PersonName.objects.using(using).filter(profile_id__in=known)
    for profile_id in names.exclude(first_name="").values_list("profile_id", flat=True):
        known[profile_id].add(FIRST_NAME)
    for profile_id, details in details_of(known, using=using).items():
        said = {
            BIRTHDAY: details.birthday,
            OWN_LANGUAGE: details.language,
            OWN_TIME_ZONE: details.time_zone,
        }
        known[profile_id] |= {name for name, value in said.items() if value}
    phones = Identifier.objects.using(using).filter(
        profile_id__in=known, type=IdentifierType.PHONE, ended_at=None
    )
    for profile_id in phones.values_list("profile_id", flat=True):
        known[profile_id].add(PHONE)
    values = ProfileAttribute.objects.using(using).filter(profile_id__in=known)
    for profile_id, name in values.values_list("profile_id", "name"):
        known[profile_id].add(ATTRIBUTE_PREFIX + name)
    return known


def _fitting(given: Sequence[AttributeValue]) -> list[AttributeValue]:
    rows = AttributeDefinition.objects.filter(
        name__in={one.name for one in given}, archived_at=None
    )
    by_name = {row.name: row for row in rows}
    return [_fitted(one, by_name.get(one.name)) for one in given]


def _fitted(given: AttributeValue, row: AttributeDefinition | None) -> AttributeValue:
    if row is None:
        return given
    value = normalized_attribute(row.type, given.value, row.choices)
    if value is None:
        raise InvalidAttribute(given.name, row.type)
    return replace(given, value=value)


def _has_values(name: str) -> bool:
    return ProfileAttribute.objects.filter(name=name).exists()


def _check(given: Definition, author: str) -> None:
    if not author:
        raise AuthorRequired
    if not NAME.fullmatch(given.name):
        raise InvalidDefinition(
            "name", Sentence("1 to 64 small letters, digits, hyphens and underlines.")
        )
    if not all(
        is_language(language) and 0 < len(text) <= LONGEST_NAME
        for language, text in given.names.items()
    ):
        raise InvalidDefinition(
            "names", Sentence("Names of up to 100 characters by language.")
        )
    _check_choices(given)


def _check_choices(given: Definition) -> None:
    is_choice = given.type == AttributeType.CHOICE
    if is_choice != bool(given.choices) or len(given.choices) > MOST_CHOICES:
        raise InvalidDefinition(
            "choices", Sentence("A choice has 1 to 100, nothing else has any.")
        )
    if len(set(given.choices)) < len(given.choices) or not all(
        map(NAME.fullmatch, given.choices)
    ):
        raise InvalidDefinition(
            "choices", Sentence("Codes of small letters, each once.")
        )


def _record(
    row: AttributeDefinition,
    before: Mapping[str, Any],
    author: str,
    now: datetime.datetime,
) -> None:
    """Put a change on the audit log; attributes have names for ids."""
    after = _plain(row)
    if after != before:
        named = {**after, "name": row.name}
        record_change(SUBJECT, 0, author=author, before=before, after=named, now=now)


def _plain(row: AttributeDefinition) -> dict[str, Any]:
    return {
        "type": row.type,
        "names": row.names,
        "choices": row.choices,
        "audience": row.audience,
        "is_archived": row.archived_at is not None,
    }
