"""Give a person an identifier, and end one."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import email_hash, text_hash
from ..errors import (
    AuthorRequired,
    IdentifierIsTheShops,
    IdentifierNotFound,
    IdentifierTaken,
    InvalidIdentifier,
    PersonErased,
    ProfileNotFound,
    TooManyIdentifiers,
)
from ..events import IdentifierAdded, IdentifierEnded
from ..lock_objects import lock_person
from ..models import Identifier, IdentifierType, IdentifierValue, Trust
from ..normalizing import normalized_value

MOST_LIVE = 100
# Accounts and their addresses are the shop's: what it says of them would be told anew.
_GIVEN = frozenset(IdentifierType) - {IdentifierType.USER}


@dataclass(frozen=True, kw_only=True, slots=True)
class NewIdentifier:
    """A value that shall point to a person. `is_verified`: whoever adds it has seen the proof.

    A phone number without + is read as one of the `region` (two letters).
    """

    profile_id: int
    type: IdentifierType
    value: str
    is_verified: bool
    author: str
    region: str = ""


def add_identifier(new: NewIdentifier, *, now: datetime.datetime) -> Identifier:
    """Let a value point to a person from now on; unverified it opens nobody's data.

    Idempotent: a live one of the same value and trust is returned as it is; a proof turns the
    person's own claim into a verified one. Locks the profile. Publishes IdentifierAdded. Raises
    AuthorRequired, InvalidIdentifier, ProfileNotFound, PersonErased, TooManyIdentifiers, and
    IdentifierTaken where the value is proven to be somebody else's: they may be one person.
    """
    value, value_hash = _checked(new)
    with transaction.atomic(using=WRITER):
        _lock_living(new.profile_id)
        live = Identifier.objects.filter(
            type=new.type, value_hash=value_hash, ended_at=None
        )
        trust = Trust.VERIFIED if new.is_verified else Trust.CLAIMED
        own = live.filter(profile=new.profile_id)
        known = (
            own.filter(trust=Trust.VERIFIED).first() or own.filter(trust=trust).first()
        )
        if known is not None:
            return known
        _check_free(live, new)
        own.filter(trust=Trust.CLAIMED).update(ended_at=now)
        row, is_new = Identifier.objects.get_or_create(
            type=new.type,
            value_hash=value_hash,
            trust=trust,
            ended_at=None,
            **({} if new.is_verified else {"profile_id": new.profile_id}),
            defaults={
                "profile_id": new.profile_id,
                "source": new.author[:32],
                "verified_at": now if new.is_verified else None,
            },
        )
        if row.profile_id != new.profile_id:
            raise IdentifierTaken(row.profile_id)
        if is_new:
            _keep_value(row, value)
            publish([_added(row, new.author, now)])
        return row


def end_identifier(
    identifier_id: int, *, author: str, now: datetime.datetime
) -> Identifier:
    """Let an identifier point nowhere from now on; its plain value is deleted. Idempotent.

    Locks the profile, then the identifier. Publishes IdentifierEnded. Raises AuthorRequired,
    IdentifierNotFound, and IdentifierIsTheShops for accounts and the addresses that they have.
    """
    if not author:
        raise AuthorRequired
    with transaction.atomic(using=WRITER):
        found = Identifier.objects.filter(pk=identifier_id)
        row = found.first()
        if row is None:
            raise IdentifierNotFound(identifier_id)
        lock_person(row.profile_id)
        row = found.select_for_update().get()
        if row.type == IdentifierType.USER or row.held_by:
            raise IdentifierIsTheShops(identifier_id)
        if row.ended_at is None:
            row.ended_at = now
            row.save(update_fields=["ended_at"])
            IdentifierValue.objects.filter(identifier=row).delete()
            publish([_ended(row, author, now)])
        return row


def _checked(new: NewIdentifier) -> tuple[str, str]:
    if not new.author:
        raise AuthorRequired
    value = (
        normalized_value(new.type, new.value, region=new.region)
        if new.type in _GIVEN
        else ""
    )
    if not value:
        raise InvalidIdentifier(new.type)
    is_email = new.type == IdentifierType.EMAIL
    return value, email_hash(value) if is_email else text_hash(value)


def _lock_living(profile_id: int) -> None:
    profile = lock_person(profile_id)
    if profile is None:
        raise ProfileNotFound(profile_id)
    if profile.erased_at is not None:
        raise PersonErased(profile_id)


def _check_free(live, new: NewIdentifier) -> None:
    taken = live.filter(trust=Trust.VERIFIED).exclude(profile=new.profile_id).first()
    if taken is not None:
        raise IdentifierTaken(taken.profile_id)
    held = Identifier.objects.filter(profile=new.profile_id, ended_at=None)
    if held.count() >= MOST_LIVE:
        raise TooManyIdentifiers(MOST_LIVE)


def _keep_value(row: Identifier, value: str) -> None:
    IdentifierValue.objects.create(
        identifier=row, profile_id=row.profile_id, value=value
    )


def _added(row: Identifier, author: str, now: datetime.datetime) -> IdentifierAdded:
    return IdentifierAdded(
        key=f"identifier:{row.pk}:added",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=row.profile_id,
        type=row.type,
        trust=row.trust,
        author=author,
    )


def _ended(row: Identifier, author: str, now: datetime.datetime) -> IdentifierEnded:
    return IdentifierEnded(
        key=f"identifier:{row.pk}:ended",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=row.profile_id,
        type=row.type,
        trust=row.trust,
        author=author,
    )
