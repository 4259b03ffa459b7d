"""The hook side: say that something changed, in one statement, without ever failing the caller."""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import connections, transaction

from ..saleor_adapter.db import WRITER, allow_writer
from ..saleor_adapter.private_hash import email_hash

ORDER = "order"
CUSTOMER = "customer"
# The account proved that the e-mail is its own; the mark carries the hash of that e-mail.
CUSTOMER_VERIFIED = "customer_verified"
CUSTOMER_DELETED = "customer_deleted"
KINDS = (ORDER, CUSTOMER, CUSTOMER_VERIFIED, CUSTOMER_DELETED)
# What the sweep would find by itself. A mark of these is not worth a shopper's waiting for the disk.
FOUND_BY_SWEEP = frozenset({ORDER, CUSTOMER})

logger = logging.getLogger(__name__)

# The functions hold the time-out for locks (250 ms), so that no second statement is needed.
MARK = "crm_mark(%s, %s, %s)"
MARK_LISTED = "crm_mark_listed(%s, %s)"
# For the transaction that is this one statement, and for nobody's after it.
NOT_WAITING = "set_config('synchronous_commit', 'off', true), "


def mark(kind: str, object_id: object, *, email: str = "") -> None:
    """Say that this object changed: one statement, which appends one row.

    Never raises and never spoils the caller's transaction: a failure is logged, and the sweep
    finds the change. Outside of a transaction, a mark that the sweep could make up for is there
    at once, but a crash of the database server within the next moment may lose it. An e-mail is
    stored only as a keyed hash.
    """
    try:
        _execute(kind, MARK, (kind, str(object_id), email_hash(email)))
    except Exception:
        logger.exception(
            "Could not mark a change.", extra={"kind": kind, "id": str(object_id)}
        )


def mark_verified(user_id: int, email_hash: str) -> None:
    """Say that an account proved the e-mail of this hash; in the caller's transaction, and raising."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(f"SELECT {MARK}", (CUSTOMER_VERIFIED, str(user_id), email_hash))


def mark_listed(kind: str, object_ids: Sequence[object]) -> None:
    """Say that all these objects changed, in one statement; as careful as `mark`."""
    try:
        ids = [str(object_id) for object_id in object_ids]
        _execute(kind, MARK_LISTED, (kind, ids))
    except Exception:
        logger.exception(
            "Could not mark changes.", extra={"kind": kind, "count": len(object_ids)}
        )


def _execute(kind: str, call: str, values: Sequence[str | list[str]]) -> None:
    connection = connections[WRITER]
    is_inside = connection.in_atomic_block
    # Only inside somebody's transaction could an error of ours do harm, and only outside of one
    # is it ours to say how it is committed.
    guard: AbstractContextManager[object] = (
        transaction.atomic(using=WRITER) if is_inside else nullcontext()
    )
    is_spared = kind in FOUND_BY_SWEEP and not is_inside
    statement = f"SELECT {NOT_WAITING if is_spared else ''}{call}"
    with allow_writer(), guard, connection.cursor() as cursor:
        cursor.execute(statement, values)
