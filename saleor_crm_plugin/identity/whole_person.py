"""Read rows that stay with their profile in a merge, of all profiles that are one person."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db import connections, models
from django.db.models import QuerySet

Row = TypeVar("Row", bound=models.Model)

# Sets of profiles for `FROM {members} AS member (id)` behind `asked (profile)`: the profile that
# was asked for alone, or with those that were merged into it.
ONESELF = "(SELECT asked.profile)"
WHOLE_PERSON = (
    "(SELECT asked.profile UNION ALL"
    " SELECT id FROM crm_profile WHERE merged_into_id = asked.profile)"
)
# Each profile of a person is read along its own index, up to the page's length.
NEWEST = """
SELECT asked.profile, page.id
FROM unnest(%(profiles)s::bigint[]) AS asked (profile)
CROSS JOIN LATERAL (
    SELECT own.id FROM {members} AS member (id)
    CROSS JOIN LATERAL (
        SELECT held.id FROM {table} AS held
        WHERE held.profile_id = member.id AND held.id < %(before)s AND {where}
        ORDER BY held.id DESC LIMIT %(first)s
    ) AS own
    ORDER BY own.id DESC LIMIT %(first)s
) AS page
ORDER BY page.id DESC
"""
MEMBERS = f"""
SELECT asked.profile, member.id
FROM unnest(%(profiles)s::bigint[]) AS asked (profile)
CROSS JOIN LATERAL {WHOLE_PERSON} AS member (id)
"""  # noqa: S608 only a constant of this module
_NEWEST_ID = 2**63 - 1


def members_by_profile(
    profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[int]]:
    """Return of each profile itself and those that were merged into it; one statement."""
    found: dict[int, list[int]] = {one: [] for one in profile_ids}
    with connections[using].cursor() as cursor:
        cursor.execute(MEMBERS, {"profiles": list(found)})
        for profile_id, member_id in cursor.fetchall():
            found[profile_id].append(member_id)
    return found


def newest_of_people(
    rows: QuerySet[Row],
    profile_ids: Collection[int],
    *,
    first: int,
    before: int | None = None,
    where: str = "true",
    values: Mapping[str, Any] | None = None,
) -> dict[int, list[Row]]:
    """Return the `first` newest rows of each person before the id `before`, by who was asked for.

    A person is the profile and all that were merged into it; every row says whose it is by its
    `profile_id`. Only what `rows` loads along counts of it, not its filters: those are `where`, in
    SQL on `held` with `values`. Two statements, flat however deep one reads.
    """
    statement = NEWEST.format(
        members=WHOLE_PERSON, table=rows.model._meta.db_table, where=where
    )
    asked = {
        "profiles": list(profile_ids),
        "before": _NEWEST_ID if before is None else before,
        "first": first,
        **(values or {}),
    }
    found: dict[int, list[int]] = defaultdict(list)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(statement, asked)
        for profile_id, row_id in cursor.fetchall():
            found[profile_id].append(row_id)
    known = rows.in_bulk({one for ids in found.values() for one in ids})
    return {
        profile_id: [known[one] for one in found[profile_id] if one in known]
        for profile_id in profile_ids
    }
