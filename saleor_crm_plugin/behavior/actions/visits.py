"""Record what staff and apps saw: that somebody came to a store, or to an occasion."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...consent.actions.record import lock_people
from ...core.facts import Origin
from ...core.sentences import Sentence
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import text_hash
from ..errors import InvalidValue, PersonNotFound, UnknownCode
from ..events import StoreVisited
from ..kinds import EventKind
from ..profiled import may_be_profiled
from ..queries import behavior_settings
from ..storing import store
from ..told import KEY

# What is noted down later than that belongs into an import.
OLDEST_VISIT = datetime.timedelta(days=365)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """Somebody came; `place` and `occasion` are codes that the shop has set, `key` names the visit for good.

    `author` is the staff or app that saw it, never a name.
    """

    profile_id: int
    place: str
    key: str
    author: str
    occurred_at: datetime.datetime
    occasion: str = ""


def record_visit(visit: Visit, *, now: datetime.datetime) -> bool:
    """Publish StoreVisited, and add the visit to the person's behavior if they agreed to that.

    Return whether it is new. Idempotent by person and key: the same visit again changes nothing,
    and another one under its key raises IdempotencyMismatch. Locks the profile. Raises UnknownCode,
    InvalidValue and PersonNotFound.
    """
    _check(visit, now)
    with transaction.atomic(using=WRITER):
        if not lock_people([visit.profile_id]):
            raise PersonNotFound
        fact = StoreVisited(
            # Hashed: facts outlive the person, and a key is what somebody chose to write.
            key=f"{StoreVisited.code}:{visit.profile_id}:{text_hash(visit.key)}",
            occurred_at=visit.occurred_at,
            origin=Origin.LIVE,
            profile_id=visit.profile_id,
            place=visit.place,
            occasion=visit.occasion,
        )
        if publish([fact]) == 0:
            return False
        if may_be_profiled(visit.profile_id):
            store([_row(visit)], now=now)
    return True


def _check(visit: Visit, now: datetime.datetime) -> None:
    chosen = behavior_settings(using=WRITER)
    if visit.place not in chosen.places:
        raise UnknownCode("place", visit.place)
    if visit.occasion and visit.occasion not in chosen.occasions:
        raise UnknownCode("occasion", visit.occasion)
    if not KEY.fullmatch(visit.key):
        raise InvalidValue(
            "key", Sentence("A key has 1 to 64 letters, digits and .:_-")
        )
    if not now - OLDEST_VISIT <= visit.occurred_at <= now:
        raise InvalidValue(
            "occurredAt", Sentence("A visit lies in the past, at most a year.")
        )


def _row(visit: Visit) -> dict[str, object]:
    return {
        "visitor_id": None,
        "profile_id": visit.profile_id,
        # Nobody's device: what tells it apart has to name the person.
        "event_key": f"{visit.profile_id}:{visit.key}",
        "kind": EventKind.OCCASION if visit.occasion else EventKind.VISIT,
        "name": visit.occasion or visit.place,
        "product_id": None,
        "variant_id": None,
        "category_id": None,
        "channel": "",
        "quantity": None,
        "text": visit.place if visit.occasion else "",
        "language": "",
        "author": visit.author,
        "occurred_at": visit.occurred_at,
    }
