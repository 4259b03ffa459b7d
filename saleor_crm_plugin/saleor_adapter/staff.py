"""Which of the shop's accounts are staff."""

from collections.abc import Collection

from django.db import connections

from .arrays import int_array
from .db import WRITER

STAFF = "SELECT id FROM account_user WHERE id = ANY(%s::int[]) AND is_staff"


def staff_among(user_ids: Collection[int], *, using: str = WRITER) -> set[int]:
    """Return those of the accounts that are staff now; one query."""
    with connections[using].cursor() as cursor:
        cursor.execute(STAFF, (int_array(user_ids),))
        return {user_id for (user_id,) in cursor.fetchall()}


def all_staff(*, using: str = WRITER) -> list[int]:
    """Return the accounts that are staff now; one query."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT id FROM account_user WHERE is_staff ORDER BY id")
        return [user_id for (user_id,) in cursor.fetchall()]
