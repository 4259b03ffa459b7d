"""The reads of identity that others may use."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models.functions import Coalesce

from .errors import ProfileNotFound
from .models import (
    Identifier,
    IdentifierType,
    IdentifierValue,
    PersonName,
    PrivacySettings,
    Profile,
)
from .person_data import in_lock_order
from .policies import name_beginnings, phone_beginning

EXPORT_FORMAT = "saleor-crm-person"
EXPORT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Person:
    """One profile with what staff may see of it; texts are "" where unknown or erased."""

    id: int
    public_id: uuid.UUID
    kind: str
    created_at: datetime.datetime
    closed_at: datetime.datetime | None
    erase_due_at: datetime.datetime | None
    erased_at: datetime.datetime | None
    first_name: str
    last_name: str
    email: str
    email_is_verified: bool
    user_id: int | None


_PEOPLE = """
SELECT profile.id, profile.public_id, profile.kind, profile.created_at, profile.closed_at,
       profile.erase_due_at, profile.erased_at,
       coalesce(name.first_name, ''), coalesce(name.last_name, ''),
       coalesce(email.value, ''), coalesce(email.is_verified, false), account.user_id
FROM crm_profile profile
LEFT JOIN crm_person_name name ON name.profile_id = profile.id
LEFT JOIN LATERAL (
    SELECT plain.value, known.trust = 'verified' AS is_verified
    FROM crm_identifier known JOIN crm_identifier_value plain ON plain.identifier_id = known.id
    WHERE known.profile_id = profile.id AND known.type = 'email' AND known.ended_at IS NULL
    ORDER BY known.trust = 'verified' DESC, known.id DESC
    LIMIT 1
) email ON true
LEFT JOIN LATERAL (
    SELECT value_hash::integer AS user_id
    FROM crm_identifier
    WHERE profile_id = profile.id AND type = 'user'
    ORDER BY ended_at DESC NULLS FIRST, id DESC
    LIMIT 1
) account ON true
WHERE profile.id = ANY(%s)
"""


def profile_of_user(user_id: int, *, using: str = "default") -> int | None:
    """Return the id of the account's profile; None if none was made yet."""
    return profiles_of_users([user_id], using=using).get(user_id)


def profiles_of_users(
    user_ids: Sequence[int], *, using: str = "default"
) -> dict[int, int]:
    """Return profile ids by account id, in one statement; accounts without one are absent.

    An account that was erased and has ordered since has two profiles: the living one is meant.
    """
    rows = (
        Identifier.objects.using(using)
        .filter(
            type=IdentifierType.USER,
            value_hash__in=[str(user_id) for user_id in user_ids],
        )
        .order_by("ended_at", "pk")
        .values_list("value_hash", "profile_id", "ended_at")
    )
    # Ended ones first (null sorts last), so that what is written last is the living one.
    return {int(value): profile_id for value, profile_id, _ in rows}


def profile_by_public_id(public_id: uuid.UUID) -> int | None:
    """Return the internal id of the profile with this public one, or of who survives it."""
    found = Profile.objects.filter(public_id=public_id)
    return found.values_list(Coalesce("merged_into_id", "pk"), flat=True).first()


def surviving(profile_id: int, *, using: str = "default") -> int:
    """Return whom this profile was merged into, else itself (also where there is none)."""
    found = Profile.objects.using(using).filter(
        pk=profile_id, merged_into__isnull=False
    )
    return found.values_list("merged_into_id", flat=True).first() or profile_id


def members_of(profile_id: int, *, using: str = "default") -> list[int]:
    """Return every profile that is the same person as this one, by id; itself at least."""
    survivor_id = surviving(profile_id, using=using)
    rows = Profile.objects.using(using).filter(merged_into=survivor_id)
    return sorted({survivor_id, *rows.values_list("pk", flat=True)})


def people(profile_ids: Sequence[int], *, using: str = "default") -> dict[int, Person]:
    """Return what is known about these profiles, by id, in one statement; unknown ids are absent."""
    with connections[using].cursor() as cursor:
        cursor.execute(_PEOPLE, [list(profile_ids)])
        return {row[0]: Person(*row) for row in cursor.fetchall()}


def people_page(
    *, first: int, after: int | None = None, using: str = "default"
) -> list[Person]:
    """Return `first` people, newest first, after the profile with the id `after`.

    Two statements; a page costs the same however deep it is.
    """
    profiles = Profile.objects.using(using).filter(merged_into=None).order_by("-pk")
    if after is not None:
        profiles = profiles.filter(pk__lt=after)
    ids = list(profiles.values_list("pk", flat=True)[:first])
    return _in_order(ids, using=using)


def search_people(
    term: str, *, first: int, after: int | None = None, using: str = "default"
) -> list[Person]:
    """Return `first` living profiles that match, newest first, after the id `after`.

    Each word of the term must begin a word of the name, or the whole term an e-mail or another
    identifier, or its digits a phone number. An empty term matches nobody. Two statements.
    """
    words = name_beginnings(term)
    if not words:
        return []
    # What those who were merged left behind is not searched: their identifiers have gone along.
    names = PersonName.objects.using(using).filter(profile__merged_into=None)
    for word in words:
        names = names.filter(searched__contains=word)
    known = IdentifierValue.objects.using(using).filter(profile__merged_into=None)
    values = known.filter(value__startswith=term.strip().lower())
    found = [names, values]
    if digits := phone_beginning(term):
        found.append(
            known.filter(
                identifier__type=IdentifierType.PHONE, value__startswith=digits
            )
        )
    if after is not None:
        found = [rows.filter(profile_id__lt=after) for rows in found]
    ids, *others = [
        rows.order_by().values_list("profile_id", flat=True) for rows in found
    ]
    newest = ids.union(*others).order_by("-profile_id")[:first]
    return _in_order(list(newest), using=using)


def keep_closed_accounts(*, using: str = "default") -> datetime.timedelta:
    """Return how long a person is kept after the account was deleted in the shop."""
    chosen = PrivacySettings.objects.using(using).first() or PrivacySettings()
    return datetime.timedelta(days=chosen.keep_closed_accounts_days)


def asks_before_inferring(*, using: str = "default") -> bool:
    """Whether nothing may be inferred of people who have not agreed to be profiled."""
    chosen = PrivacySettings.objects.using(using).first() or PrivacySettings()
    return chosen.asks_before_inferring


def export_profile(profile_id: int, *, now: datetime.datetime) -> dict[str, Any]:
    """Return everything that is kept about the person, as plain JSON values by kind of data.

    The person is every profile that was merged with this one. Raises ProfileNotFound. Hand it only to the person or to staff who may see them.
    """
    public_id = (
        Profile.objects.filter(pk=profile_id)
        .values_list("public_id", flat=True)
        .first()
    )
    if public_id is None:
        raise ProfileNotFound(profile_id)
    members = members_of(profile_id)
    return {
        "format": EXPORT_FORMAT,
        "version": EXPORT_VERSION,
        "profile": str(public_id),
        "exported_at": now.isoformat(),
        "data": {
            kind.code: [row for one in members for row in kind.export(one)]
            for kind in in_lock_order()
        },
    }


def _in_order(profile_ids: Sequence[int], *, using: str) -> list[Person]:
    found = people(profile_ids, using=using)
    return [found[profile_id] for profile_id in profile_ids]
