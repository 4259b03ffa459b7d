"""Send the link by which a customer proves that the e-mail of the account is theirs."""

import datetime

from ...consent.purposes import ConsentPurpose
from ...identity.errors import AskedTooOften, NothingToVerify
from ...identity.models import Identifier, IdentifierType, Trust
from ..intents import VERIFIES, Intent, Priority
from ..models import Message
from ..recipients import recipients
from .queue import queue_messages

SOURCE_KIND, SOURCE_ID = "identity", "verify_email"
TEMPLATE = "verify_email"
MOST_A_DAY = 3
DAY = datetime.timedelta(days=1)


def ask_to_verify(profile_id: int, user_id: int, *, now: datetime.datetime) -> None:
    """Queue the letter with the link, to the very address that the account has.

    Asked twice at one moment it is one letter. The link proves the address to which the letter
    goes, whatever else the person has. Raises NothingToVerify where it is proven already or cannot
    be written to, AskedTooOften after three letters a day.
    """
    if not _is_unproven(profile_id, user_id):
        raise NothingToVerify
    asked = Message.objects.filter(
        source_kind=SOURCE_KIND,
        source_id=SOURCE_ID,
        profile_id=profile_id,
        queued_at__gt=now - DAY,
    )
    if asked.count() >= MOST_A_DAY:
        raise AskedTooOften(MOST_A_DAY)
    intent = Intent(
        source_kind=SOURCE_KIND,
        source_id=SOURCE_ID,
        occurrence=f"{user_id}:{int(now.timestamp())}",
        profile_id=profile_id,
        purpose=ConsentPurpose.TRANSACTIONAL,
        template_code=TEMPLATE,
        channels=("email",),
        variables={VERIFIES: user_id},
        due_at=now,
        expires_at=now + DAY,
        priority=Priority.URGENT,
    )
    queue_messages([intent], now=now)


def _is_unproven(profile_id: int, user_id: int) -> bool:
    """Whether letters to the person go to an address that this account has and has not proven."""
    [person] = recipients([profile_id]).values() or [None]
    address = person.addresses.get(IdentifierType.EMAIL) if person else None
    return address is not None and (
        Identifier.objects.filter(
            profile_id=profile_id,
            type=IdentifierType.EMAIL,
            value_hash=address.value_hash,
            held_by=str(user_id),
            trust=Trust.CLAIMED,
            ended_at=None,
        ).exists()
    )
