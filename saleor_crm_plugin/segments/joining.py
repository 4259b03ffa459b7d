"""The relations of one statement, each joined once, and the statement's parameters."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from .field import PEOPLE, Relation

_PARAMETER = re.compile(r"%\((\w+)\)s")


class Joins:
    """What a statement reads from: people or another first relation, and all else joined to it.

    Relations in `needed` are joined so that who has no row there is left out.
    """

    def __init__(
        self,
        prefix: str,
        parameters: dict[str, Any],
        *,
        first: Relation | None = PEOPLE,
        needed: Collection[Relation] = (),
    ) -> None:
        """Begin with `first`; None begins with `people`, the ids of an earlier stage."""
        self._prefix, self._parameters = prefix, parameters
        self._needed = needed
        self._rows: dict[Relation, str] = {}
        self._joined: list[Callable[[str], str]] = []
        if first is None:
            self.source, self.person_id = "people", "people.id"
        else:
            alias = self._alias(first)
            self.source = f"{self.bind(first.sql, first.parameters)} AS {alias}"
            self.person_id = f"{alias}.{_bare(first.person)}"

    def bind(self, sql: str, values: Mapping[str, Any]) -> str:
        """Return the SQL with names of its own for its parameters, and keep their values."""
        number = len(self._parameters)
        names = {name: f"v{number}_{name}" for name in values}
        for name, value in values.items():
            self._parameters[names[name]] = value
        return _PARAMETER.sub(lambda found: f"%({names.get(found[1], found[1])})s", sql)

    def row(self, relation: Relation) -> str:
        """Return the name of the person's row in the relation."""
        if relation not in self._rows:
            alias = self._alias(relation)
            how = "JOIN" if relation in self._needed else "LEFT JOIN"
            bound = self.bind(relation.sql, relation.parameters)
            on = f"ON {alias}.{_bare(relation.person)} = {self.person_id}"
            self._joined.append(_join(how, bound, alias, relation.person, on))
        return self._rows[relation]

    def written(self, people: str) -> str:
        """Return source and joins; queries that gather are limited to `people`, a query of ids."""
        source = self.source.replace("{people}", "")
        return f"FROM {source}" + "".join(join(people) for join in self._joined)

    def _alias(self, relation: Relation) -> str:
        alias = "person" if relation is PEOPLE else f"{self._prefix}{len(self._rows)}"
        self._rows[relation] = alias
        return alias


def _join(how: str, sql: str, alias: str, person: str, on: str) -> Callable[[str], str]:
    def write(people: str) -> str:
        limit = f"AND {person} IN ({people})" if people else ""
        return f"\n{how} {sql.replace('{people}', limit)} AS {alias} {on}"

    return write


def _bare(person: str) -> str:
    return person.rpartition(".")[2]
