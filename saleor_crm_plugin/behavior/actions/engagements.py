"""Record what the shop itself does not write down: that somebody reviewed goods, or brought a friend."""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from ...consent.actions.record import lock_people
from ...core.facts import Fact, Origin
from ...core.sentences import Sentence
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import text_hash
from ..errors import InvalidValue, PersonNotFound
from ..events import FriendReferred, ReviewWritten
from ..told import KEY

OLDEST = datetime.timedelta(days=365)


class EngagementKind(enum.StrEnum):
    """What somebody did for the shop."""

    REVIEW = "review"
    REFERRAL = "referral"


FACTS: Mapping[EngagementKind, type[Fact]] = {
    EngagementKind.REVIEW: ReviewWritten,
    EngagementKind.REFERRAL: FriendReferred,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Engagement:
    """What somebody did; `key` names it for good, such as the number of the review."""

    kind: EngagementKind
    profile_id: int
    key: str
    occurred_at: datetime.datetime


def record_engagement(engagement: Engagement, *, now: datetime.datetime) -> bool:
    """Publish ReviewWritten or FriendReferred of the person; return whether it is new.

    Idempotent by person, kind and key: the same again changes nothing, and with another moment it
    raises IdempotencyMismatch. Locks the profile. Raises InvalidValue and PersonNotFound.
    """
    _check(engagement, now)
    fact_type = FACTS[engagement.kind]
    with transaction.atomic(using=WRITER):
        if not lock_people([engagement.profile_id]):
            raise PersonNotFound
        fact = fact_type(
            # Hashed: facts outlive the person, and a key is what somebody chose to write.
            key=f"{fact_type.code}:{engagement.profile_id}:{text_hash(engagement.key)}",
            occurred_at=engagement.occurred_at,
            origin=Origin.LIVE,
            profile_id=engagement.profile_id,
        )
        return publish([fact]) > 0


def _check(engagement: Engagement, now: datetime.datetime) -> None:
    if not KEY.fullmatch(engagement.key):
        raise InvalidValue(
            "key", Sentence("A key has 1 to 64 letters, digits and .:_-")
        )
    if not now - OLDEST <= engagement.occurred_at <= now:
        raise InvalidValue(
            "occurredAt", Sentence("It lies in the past, at most a year.")
        )
