"""Let people change what they allow: from their account, from a page, by one click."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ...identity.queries import profile_by_public_id
from ..links import LinkedPerson
from ..policies import (
    Subject,
    UnsubscribeScope,
    effective_status,
    is_settled,
    left_by,
    levels,
)
from ..queries import standings
from .record import ConsentAct, lock_people, record_consents


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of one subject; `wording_id` is the words that they were shown."""

    subject: Subject
    granted: bool
    wording_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a wish was uttered; `author` is who recorded it for the person, if somebody did."""

    source: str
    ip: str = ""
    user_agent: str = ""
    author: str | None = None


def record_wishes(
    profile_id: int,
    wishes: Sequence[Wish],
    *,
    origin: Origin,
    now: datetime.datetime,
) -> int:
    """Record what a person wants from now on; return how many acts that took.

    What was said before and still holds is not recorded again, unless other words were shown, so
    that a link that is used over and over leaves one act. Locks the profile. Nothing is recorded
    about an erased person. Raises as `record_consents` does.
    """
    with transaction.atomic():
        lock_people([profile_id])
        fresh = _without_settled(profile_id, wishes)
        record_consents(
            [_act(profile_id, wish, origin, now) for wish in fresh], now=now
        )
    return len(fresh)


def unsubscribe(
    person: LinkedPerson,
    scope: UnsubscribeScope,
    *,
    origin: Origin,
    now: datetime.datetime,
) -> None:
    """Withdraw as far as asked for whoever the link is about.

    Does nothing, and says so to nobody, where the person is gone: nobody writes to them anyway.
    """
    subjects = left_by(scope, channel=person.channel, list_code=person.list_code)
    save_choices(
        person, [Wish(one, granted=False) for one in subjects], origin=origin, now=now
    )


def save_choices(
    person: LinkedPerson,
    wishes: Sequence[Wish],
    *,
    origin: Origin,
    now: datetime.datetime,
) -> None:
    """Record what the owner of a link chose; does nothing where the person is gone."""
    profile_id = profile_by_public_id(person.public_id)
    if profile_id is not None:
        record_wishes(profile_id, wishes, origin=origin, now=now)


def _without_settled(profile_id: int, wishes: Sequence[Wish]) -> list[Wish]:
    asked = {level for wish in wishes for level in levels(wish.subject)}
    known = standings([profile_id], asked).get(profile_id, {})
    return [
        wish
        for wish in wishes
        if wish.wording_id is not None
        or not is_settled(
            known.get(wish.subject),
            effective_status(known.get(level) for level in levels(wish.subject)),
            granted=wish.granted,
        )
    ]


def _act(
    profile_id: int, wish: Wish, origin: Origin, now: datetime.datetime
) -> ConsentAct:
    return ConsentAct(
        profile_id=profile_id,
        channel=wish.subject.channel,
        purpose=wish.subject.purpose,
        list_code=wish.subject.list_code,
        granted=wish.granted,
        source=origin.source,
        occurred_at=now,
        key=f"wish:{uuid.uuid4()}",
        wording_id=wish.wording_id,
        ip=origin.ip,
        user_agent=origin.user_agent,
        author=origin.author,
    )
