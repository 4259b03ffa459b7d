"""Compare two pictures of a small database: which rows came, went or changed, column by column."""

import json
from dataclasses import dataclass

IGNORED_TABLES = frozenset(
    {"django_migrations", "django_content_type", "permission_permission"}
)

TABLES = """
SELECT class.relname, array_agg(attribute.attname ORDER BY attribute.attnum)
FROM pg_class AS class
JOIN pg_index AS key ON key.indrelid = class.oid AND key.indisprimary
JOIN pg_attribute AS attribute
  ON attribute.attrelid = class.oid AND attribute.attnum = ANY(key.indkey)
WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace
GROUP BY class.relname ORDER BY class.relname
"""
REFERENCES = """
SELECT source.relname, attribute.attname, target.relname
FROM pg_constraint AS reference
JOIN pg_class AS source ON source.oid = reference.conrelid
JOIN pg_class AS target ON target.oid = reference.confrelid
JOIN pg_attribute AS attribute
  ON attribute.attrelid = source.oid AND attribute.attnum = reference.conkey[1]
WHERE reference.contype = 'f' AND cardinality(reference.conkey) = 1
"""
TYPES = """
SELECT table_name, column_name, udt_name FROM information_schema.columns
WHERE table_schema = 'public'
"""


@dataclass(frozen=True)
class Change:
    """One row that differs: `before` is None for an insert, `after` is None for a delete."""

    table: str
    key: tuple
    before: dict | None
    after: dict | None

    @property
    def kind(self):
        """Say which of insert, update and delete this is."""
        if self.before is None:
            return "insert"
        return "delete" if self.after is None else "update"


class Database:
    """Reads whole tables over a connection of its own, so that nothing watched is disturbed."""

    def __init__(self, connection):
        """Learn the tables, their keys, their references and their column types."""
        self._connection = connection
        keys = dict(self._rows(TABLES))
        self.keys = {
            name: key for name, key in keys.items() if name not in IGNORED_TABLES
        }
        # One statement for all: a database has hundreds of tables, and most of them are empty.
        self._everything = " UNION ALL ".join(
            f"SELECT '{table}', row_to_json(t)::text FROM \"{table}\" AS t"  # noqa: S608
            for table in self.keys
        )
        self.references = {
            (table, column): to for table, column, to in self._rows(REFERENCES)
        }
        self.types = {
            (table, column): kind for table, column, kind in self._rows(TYPES)
        }

    def picture(self):
        """Return every row of every table: table → key → column values."""
        found = {table: {} for table in self.keys}
        for table, text in self._rows(self._everything):
            row = json.loads(text, parse_float=str)
            found[table][tuple(row[column] for column in self.keys[table])] = row
        return found

    def _rows(self, statement):
        return self._connection.execute(statement).fetchall()


def differences(before, after):
    """Return the changes between two pictures, by table, in no particular order inside one."""
    changes = []
    for table, old in before.items():
        new = after[table]
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                changes.append(Change(table, key, old.get(key), new.get(key)))
    return changes
