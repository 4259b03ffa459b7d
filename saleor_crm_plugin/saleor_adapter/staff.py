"""Which of the shop's accounts are staff, and what they are called."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connections

from .arrays import int_array
from .db import WRITER
from .reading import read_rows

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


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works in the shop; `name` is empty where none was given."""

    id: int
    name: str


AT_WORK = """
SELECT id, name FROM (
    SELECT id, trim(first_name || ' ' || last_name) AS name
    FROM account_user WHERE is_staff AND is_active
) AS staff
ORDER BY name = '', lower(name), id LIMIT %(most)s
"""


def staff_at_work(*, most: int, using: str = WRITER) -> list[StaffMember]:
    """Return the staff who can sign in, by name, those without one last; one query."""
    return [StaffMember(**row) for row in read_rows(AT_WORK, {"most": most}, using)]


NAMES = """
SELECT 'user:' || id AS author, trim(first_name || ' ' || last_name) AS name
FROM account_user WHERE is_staff AND 'user:' || id = ANY(%(authors)s)
UNION ALL
SELECT 'app:' || id, name FROM app_app WHERE 'app:' || id = ANY(%(authors)s)
"""


def author_names(authors: Collection[str], *, using: str = WRITER) -> dict[str, str]:
    """Return how staff and apps are called, by `user:5` and `app:2`; who has no name is absent.

    One query.
    """
    rows = read_rows(NAMES, {"authors": list(authors)}, using)
    return {row["author"]: row["name"] for row in rows if row["name"]}
