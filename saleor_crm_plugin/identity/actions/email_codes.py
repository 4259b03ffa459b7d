"""Prove an e-mail address by a short code, without telling anybody whether it is known."""

import datetime
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from ...core.hashing import derived_key
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import email_hash
from ...saleor_adapter.reading import read_rows
from ..codes import code_of, is_right
from ..proof_models import MOST_TRIES, EmailCode
from .verify_email import verify_email

PURPOSE = "saleor_crm_plugin.email_code"
GOOD_FOR = datetime.timedelta(minutes=15)
MOST_A_DAY = 3
DAY = datetime.timedelta(days=1)
BATCH = 100

# Whoever asks for one address at the same moment waits here, so that nobody gets a code too many.
ONE_AT_A_TIME = (
    "SELECT pg_advisory_xact_lock(hashtextextended('crm_email_code' || %s, 0))"
)
# The same statements whoever has the address: looking it up is left to a worker.
ASK = """
INSERT INTO crm_email_code (handle, email_hash, asked_at, expires_at, tries_left)
SELECT %(handle)s, %(hash)s, %(now)s, %(expires_at)s, %(tries)s
WHERE (
    SELECT count(*) FROM crm_email_code
    WHERE email_hash = %(hash)s AND asked_at > %(since)s
) < %(most)s
"""
# A try is taken before it is judged, and rows are locked one try at a time: of two tries at once
# with one left the second finds none. A right one uses the code up.
TAKE_TRY = """
UPDATE crm_email_code SET
    tries_left = tries_left - 1,
    used_at = CASE WHEN %(is_right)s AND user_id IS NOT NULL THEN %(now)s::timestamptz END
WHERE handle = %(handle)s AND tries_left > 0 AND used_at IS NULL AND expires_at > %(now)s
RETURNING used_at IS NOT NULL AS is_proven, user_id, email_hash
"""
DECIDE = """
WITH waiting AS MATERIALIZED (
    SELECT handle, email_hash FROM crm_email_code
    WHERE decided_at IS NULL ORDER BY asked_at, handle LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
), owner AS (
    SELECT waiting.handle, held.profile_id, held.user_id
    FROM waiting LEFT JOIN LATERAL (
        SELECT known.profile_id, known.held_by::int AS user_id
        FROM crm_identifier AS known
        JOIN crm_profile AS profile ON profile.id = known.profile_id
        WHERE known.type = 'email' AND known.value_hash = waiting.email_hash
          AND known.trust = 'claimed' AND known.ended_at IS NULL AND known.held_by <> ''
          AND profile.erased_at IS NULL
        ORDER BY known.id DESC LIMIT 1
    ) AS held ON true
)
UPDATE crm_email_code AS asked
SET decided_at = %(now)s, profile_id = owner.profile_id, user_id = owner.user_id
FROM owner WHERE owner.handle = asked.handle
RETURNING asked.handle, asked.profile_id, asked.user_id, asked.email_hash, asked.expires_at
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeToSend:
    """A code that somebody's account is to be told, at the address of this hash and no other."""

    handle: uuid.UUID
    profile_id: int
    user_id: int
    email_hash: str
    expires_at: datetime.datetime


def ask_for_code(email: str, *, now: datetime.datetime) -> uuid.UUID:
    """Note that a code for this address was asked for; return the handle that it goes with.

    Does and answers the same for every address, known or not; above three a day of one address
    the handle is one for which no code is right. Locks the address against others who ask.
    """
    handle = uuid.uuid4()
    hashed = email_hash(email)
    asked: dict[str, Any] = {
        "handle": handle,
        "hash": hashed,
        "now": now,
        "expires_at": now + GOOD_FOR,
        "since": now - DAY,
        "tries": MOST_TRIES,
        "most": MOST_A_DAY,
    }
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, (hashed,))
        cursor.execute(ASK, asked)
    return handle


def try_code(handle: uuid.UUID, given: str, *, now: datetime.datetime) -> bool:
    """Say whether this is the code, and take the proof in if it is.

    Every try counts, right or wrong: the caller must let the transaction be committed. A code is
    right once, within a quarter of an hour, within five tries. Two statements, whatever is wrong.
    """
    row = EmailCode.objects.using(WRITER).filter(pk=handle).only("email_hash").first()
    right = is_right(code_for(handle, row.email_hash if row else ""), given)
    taken = {"handle": handle, "is_right": right, "now": now}
    with transaction.atomic(using=WRITER):
        answers = read_rows(TAKE_TRY, taken, WRITER)
        proven = next((one for one in answers if one["is_proven"]), None)
        if proven is not None:
            verify_email(proven["user_id"], proven["email_hash"])
    return proven is not None


def codes_to_send(*, now: datetime.datetime, limit: int = BATCH) -> list[CodeToSend]:
    """Look up whose the addresses are that were asked for; return the codes that have a reader.

    In the caller's transaction, which is to queue the letters: each is returned once. Skips what
    others are at. One statement.
    """
    rows = read_rows(DECIDE, {"now": now, "limit": limit}, WRITER)
    return [
        CodeToSend(**row)
        for row in rows
        if row["user_id"] is not None and row["expires_at"] > now
    ]


def code_for(handle: uuid.UUID, hashed: str) -> str:
    """Return the code that is right for this address under this handle."""
    return code_of(_key(settings.SECRET_KEY), str(handle), hashed)


def forget_codes(*, now: datetime.datetime) -> int:
    """Delete what was asked for more than a day ago; return how many rows."""
    return EmailCode.objects.filter(asked_at__lt=now - DAY).delete()[0]


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return derived_key(secret, PURPOSE)
