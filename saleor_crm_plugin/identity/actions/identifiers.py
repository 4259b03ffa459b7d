"""Give a person an identifier, end one, and tell whose device a visitor's is."""

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


@dataclass(frozen=True, slots=True)
class VisitorJoin:
    """Whose visitor id it is now, and from when on what it did may be taken for this person's.

    `since` is None where nobody had it before: then all of its history may be.
    """

    is_new: bool
    since: datetime.datetime | None


def join_visitor(
    profile_id: int, visitor: str, *, now: datetime.datetime
) -> VisitorJoin:
    """Note that a person signed in on a device; whoever had it before has it no longer.

    A shared device never hands one's history to another: what was done while it was somebody
    else's, or before, stays as it was. Idempotent while the same person stays. Locks the profile.
    Raises InvalidIdentifier, ProfileNotFound, PersonErased.
    """
    value_hash = text_hash(normalized_value(IdentifierType.VISITOR, visitor))
    if not value_hash:
        raise InvalidIdentifier("visitor")
    with transaction.atomic(using=WRITER):
        _lock_living(profile_id)
        rows = Identifier.objects.filter(
            type=IdentifierType.VISITOR, value_hash=value_hash
        )
        live = rows.filter(ended_at=None).select_for_update().first()
        if live is not None and live.profile_id == profile_id:
            return VisitorJoin(is_new=False, since=None)
        rows.filter(ended_at=None).update(ended_at=now)
        before = rows.exclude(ended_at=None).order_by("-ended_at").first()
        row, _ = Identifier.objects.get_or_create(
            type=IdentifierType.VISITOR,
            value_hash=value_hash,
            trust=Trust.VERIFIED,
            ended_at=None,
            defaults={
                "profile_id": profile_id,
                "source": "sign_in",
                "verified_at": now,
            },
        )
        if row.profile_id != profile_id:
            # Somebody else has signed in on it between our statements.
            return join_visitor(profile_id, visitor, now=now)
        return VisitorJoin(is_new=True, since=before.ended_at if before else None)


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
