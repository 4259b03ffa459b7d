"""Send the codes by which customers prove the e-mail of their account."""

import datetime

from django.db import transaction

from ...consent.purposes import ConsentPurpose
from ...identity.actions.email_codes import CodeToSend, codes_to_send
from ...identity.models import IdentifierType
from ...saleor_adapter.db import WRITER
from ..intents import TELLS_CODE, Intent, Priority
from ..recipients import Recipient, recipients
from .queue import queue_messages

SOURCE_KIND, SOURCE_ID = "identity", "verify_email_code"
TEMPLATE = "verify_email_code"


def tell_codes(*, now: datetime.datetime) -> int:
    """Queue the letters with the codes that were asked for; return how many.

    A letter goes to the very address that is to be proven, or none does. One transaction: killed
    in between, the next run does it. The code is put in when the letter is rendered.
    """
    with transaction.atomic(using=WRITER):
        codes = codes_to_send(now=now)
        people = recipients([code.profile_id for code in codes]) if codes else {}
        told = [one for one in codes if _reads(people.get(one.profile_id), one)]
        queue_messages([_letter(code, now) for code in told], now=now)
    return len(told)


def _reads(person: Recipient | None, code: CodeToSend) -> bool:
    address = person.addresses.get(IdentifierType.EMAIL) if person else None
    return address is not None and address.value_hash == code.email_hash


def _letter(code: CodeToSend, now: datetime.datetime) -> Intent:
    return Intent(
        source_kind=SOURCE_KIND,
        source_id=SOURCE_ID,
        occurrence=str(code.handle),
        profile_id=code.profile_id,
        purpose=ConsentPurpose.TRANSACTIONAL,
        template_code=TEMPLATE,
        channels=("email",),
        variables={TELLS_CODE: str(code.handle)},
        due_at=now,
        expires_at=code.expires_at,
        priority=Priority.URGENT,
    )
