"""Told rows of accounts: locked before the shop is read, written when all is told."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections

from ..core.shop import CustomerState
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from .states import customer_from_json, state_to_json

# Both in the order of ids, so that two observers wait for each other instead of dying.
MAKE = """
INSERT INTO crm_told_customer (user_id)
SELECT user_id FROM unnest(%s::int[]) AS user_id ORDER BY user_id
ON CONFLICT (user_id) DO NOTHING
"""
LOCK = """
SELECT user_id, state, revision, profile_id, verified_hash, is_registered
FROM crm_told_customer WHERE user_id = ANY(%s::int[])
ORDER BY user_id FOR NO KEY UPDATE
"""
# The rows are locked already.
WRITE = """
UPDATE crm_told_customer AS told
SET state = seen.state::jsonb, revision = seen.revision, profile_id = seen.profile_id,
    email_hash = seen.email_hash, verified_hash = seen.verified_hash,
    is_registered = seen.is_registered, is_gone = seen.is_gone, told_at = now()
FROM json_to_recordset(%s) AS seen (
    user_id int, state text, revision int, profile_id bigint, email_hash text,
    verified_hash text, is_registered boolean, is_gone boolean
)
WHERE told.user_id = seen.user_id
"""
# Only orders that were told can be told otherwise.
MARK_ORDERS = """
INSERT INTO crm_mark (kind, object_id, origin)
SELECT 'order', order_id::text, %(origin)s FROM (
    SELECT order_id FROM crm_told_order WHERE user_id = ANY(%(users)s::int[])
    UNION
    SELECT order_id FROM crm_told_order
    WHERE email_hash = ANY(%(hashes)s::text[]) AND email_hash <> ''
) AS theirs
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerRow:
    """What was told, or is to be remembered, about an account.

    `state` is None before the first time. `is_registered` stays true once the account was told.
    """

    state: CustomerState | None = None
    revision: int = 0
    profile_id: int | None = None
    verified_hash: str = ""
    is_registered: bool = False


def lock(user_ids: Iterable[int]) -> dict[int, CustomerRow]:
    """Make the rows that are missing, lock all of them to the end of the transaction, read them."""
    ids = int_array(user_ids)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MAKE, (ids,))
        cursor.execute(LOCK, (ids,))
        return {
            user_id: CustomerRow(
                state=customer_from_json(state) if state else None,
                revision=revision,
                profile_id=profile_id,
                verified_hash=verified_hash,
                is_registered=is_registered,
            )
            for user_id, state, revision, profile_id, verified_hash, is_registered in cursor
        }


def write(rows: Sequence[CustomerRow]) -> None:
    """Remember what was seen, in one statement; the rows have to be locked."""
    if not rows:
        return
    values = [
        {
            "user_id": row.state.id,
            "state": state_to_json(row.state),
            "revision": row.revision,
            "profile_id": row.profile_id,
            "email_hash": row.state.email_hash,
            "verified_hash": row.verified_hash,
            "is_registered": row.is_registered,
            "is_gone": row.state.is_gone,
        }
        for row in rows
        if row.state is not None
    ]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WRITE, (json.dumps(values),))


def mark_their_orders(
    user_ids: Sequence[int], email_hashes: Sequence[str], origin: str
) -> None:
    """Have the told orders of these accounts, and of these e-mails, looked at again."""
    if not user_ids and not email_hashes:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            MARK_ORDERS,
            {"users": list(user_ids), "hashes": list(email_hashes), "origin": origin},
        )
