"""Move rows from one profile to another, note which, and give the noted ones back."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connections, models

from ..saleor_adapter.db import WRITER

# Locks the rows in the order of their keys. Rows that others add meanwhile are found by the next
# run: what is noted already is not noted twice.
MOVE = """
WITH moving AS MATERIALIZED (
    SELECT {own_keys} FROM {table} AS held
    WHERE held.profile_id = %(source)s AND {where} AND {apart}
    ORDER BY {own_keys} FOR UPDATE
), moved AS (
    UPDATE {table} AS held SET profile_id = %(target)s
    FROM moving WHERE {same_row} AND held.profile_id = %(source)s
    RETURNING {row_key} AS row_key
), noted AS (
    INSERT INTO crm_merged_row (merge_id, place, row_key)
    SELECT %(merge)s, %(place)s, row_key FROM moved ON CONFLICT DO NOTHING
)
SELECT count(*) FROM moved
"""
GIVE_BACK = """
WITH returning_home AS MATERIALIZED (
    SELECT {own_keys} FROM {table} AS held
    JOIN crm_merged_row AS noted
      ON noted.merge_id = %(merge)s AND noted.place = %(place)s AND noted.row_key = {row_key}
    WHERE held.profile_id = %(target)s AND {apart}
    ORDER BY {own_keys} FOR UPDATE OF held
), given AS (
    UPDATE {table} AS held SET profile_id = %(source)s
    FROM returning_home AS moving WHERE {same_row} AND held.profile_id = %(target)s
    RETURNING 1
)
SELECT count(*) FROM given
"""
COUNT = """
SELECT count(*) FILTER (WHERE {where} AND {apart}) AS moving, count(*) AS held
FROM {table} AS held WHERE held.profile_id = %(source)s
"""
NEWER = """
SELECT count(*) FROM {table} AS held
WHERE held.profile_id = %(target)s AND held.{since} >= %(merged_at)s
"""
APART = "NOT EXISTS (SELECT FROM {table} AS own WHERE own.profile_id = {whose}{alike})"


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """One merge while it is carried out or undone; `target_id` is who holds everything now."""

    id: int
    source_id: int
    target_id: int
    merged_at: datetime.datetime
    now: datetime.datetime


@dataclass(frozen=True, slots=True)
class Moves:
    """The rows of a table that go to the survivor, each noted.

    `alike` names the columns in which a row of the survivor's own keeps one apart: it stays at the
    source (none at all: any row of the survivor's does; None: nothing does). `where` is a further
    condition in SQL on `held`. `since` is the column by which rows are counted that came after the
    merge and stay with the survivor when it is undone.
    """

    model: type[models.Model]
    alike: tuple[str, ...] | None = None
    where: str = "true"
    since: str = ""

    @property
    def table(self) -> str:
        """The table's name, under which moved rows are noted."""
        return self.model._meta.db_table

    def move(self, merge: Merge) -> int:
        """Move what the source holds; return how many rows. Idempotent, one statement."""
        return _count(self._sql(MOVE, whose="%(target)s"), self._values(merge))

    def give_back(self, merge: Merge) -> int:
        """Give back what this merge moved and the survivor still holds; return how many rows."""
        return _count(self._sql(GIVE_BACK, whose="%(source)s"), self._values(merge))

    def newer(self, merge: Merge) -> int:
        """Return how many rows of the survivor came since the merge; 0 where nobody can tell."""
        if not self.since:
            return 0
        return _count(self._sql(NEWER, whose="%(source)s"), self._values(merge))

    def count(self, source_id: int, target_id: int) -> tuple[int, int]:
        """Return how many rows would move, and how many would stay at the source."""
        with connections[WRITER].cursor() as cursor:
            cursor.execute(
                self._sql(COUNT, whose="%(target)s"),
                {"source": source_id, "target": target_id},
            )
            moving, held = cursor.fetchone()
        return moving, held - moving

    def _values(self, merge: Merge) -> dict[str, Any]:
        return {
            "merge": merge.id,
            "source": merge.source_id,
            "target": merge.target_id,
            "merged_at": merge.merged_at,
            "place": self.table,
        }

    def _sql(self, statement: str, *, whose: str) -> str:
        keys = [field.column for field in self.model._meta.pk_fields]
        noted = ", ".join(f"held.{key}" for key in keys if key != "profile_id")
        return statement.format(
            table=self.table,
            where=self.where,
            since=self.since,
            own_keys=", ".join(f"held.{key}" for key in keys),
            same_row=" AND ".join(f"held.{key} = moving.{key}" for key in keys),
            row_key=f"jsonb_build_array({noted})::text",
            apart=self._apart(whose),
        )

    def _apart(self, whose: str) -> str:
        if self.alike is None:
            return "true"
        alike = "".join(
            f" AND own.{column} IS NOT DISTINCT FROM held.{column}"
            for column in self.alike
        )
        return APART.format(table=self.table, whose=whose, alike=alike)


def note_rows(merge: Merge, place: str, row_keys: list[str]) -> None:
    """Note under the merge what was done to rows in a way of an area's own. Idempotent."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            "INSERT INTO crm_merged_row (merge_id, place, row_key)"
            " SELECT %s, %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
            (merge.id, place, row_keys),
        )


def noted_rows(merge: Merge, place: str) -> list[str]:
    """Return what was noted under the merge for this place."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            "SELECT row_key FROM crm_merged_row WHERE merge_id = %s AND place = %s"
            " ORDER BY row_key",
            (merge.id, place),
        )
        return [row_key for (row_key,) in cursor.fetchall()]


def _count(statement: str, values: dict[str, Any]) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])
