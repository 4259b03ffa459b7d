"""The difference of two printed GraphQL schemas, as definitions and extensions.

Works on the text, because graphql-core 2 cannot parse the descriptions that Saleor prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = re.compile(r"^(type|input|interface|enum|union|scalar|directive|schema)\b")
QUOTES = '"""'


@dataclass(frozen=True)
class Definition:
    """One top-level definition: its first line, and its members with their descriptions."""

    head: str
    text: str
    members: tuple[str, ...]

    @property
    def key(self) -> str:
        """Kind and name: what stays the same when an interface is added."""
        return " ".join(self.head.replace("{", " ").replace("(", " ").split()[:2])


def additions(before: str, after: str) -> str:
    """Return what `after` has and `before` has not, in the order of `after`."""
    known = {definition.key: definition for definition in definitions(before)}
    parts = [
        _addition(definition, known.get(definition.key))
        for definition in definitions(after)
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def lost(before: str, after: str) -> list[str]:
    """Return the definitions and members of `before` that `after` no longer has."""
    kept = {
        definition.key: set(definition.members) for definition in definitions(after)
    }
    missing = []
    for definition in definitions(before):
        if definition.key not in kept:
            missing.append(definition.key)
            continue
        gone = (
            member
            for member in definition.members
            if member not in kept[definition.key]
        )
        missing.extend(f"{definition.key}: {member.strip()}" for member in gone)
    return missing


def definitions(schema: str) -> Iterator[Definition]:
    """Split a printed schema into its definitions."""
    lines: list[str] = []
    for line in _whole_strings(schema):
        if not line.strip():
            continue
        lines.append(line)
        if _ends(lines):
            yield _definition(lines)
            lines = []


def _ends(lines: list[str]) -> bool:
    if lines[-1].startswith(("}", ")")):
        return True
    return bool(HEAD.match(lines[-1])) and not lines[-1].endswith(("{", "("))


def _definition(lines: list[str]) -> Definition:
    start = next(i for i, line in enumerate(lines) if HEAD.match(line))
    return Definition(
        lines[start], "\n".join(lines), tuple(_members(lines[start + 1 : -1]))
    )


def _members(lines: list[str]) -> Iterator[str]:
    """Join each member with the description above it and the arguments below it."""
    member: list[str] = []
    depth = 0
    for line in lines:
        member.append(line)
        if line.lstrip().startswith(('"', "#")):
            continue
        depth += line.count("(") - line.count(")")
        if depth == 0:
            yield "\n".join(member)
            member = []


def _whole_strings(schema: str) -> Iterator[str]:
    """Yield lines, with a description over several lines as one."""
    description: list[str] = []
    for line in map(str.rstrip, schema.splitlines()):
        opens = line.count(QUOTES) % 2 == 1
        if description or opens:
            description.append(line)
            if opens and len(description) > 1:
                yield "\n".join(description)
                description = []
        else:
            yield line


def _addition(definition: Definition, known: Definition | None) -> str:
    is_changed_line = not definition.members and known != definition
    if known is None or is_changed_line:
        return definition.text
    new = [member for member in definition.members if member not in known.members]
    if not new:
        return ""
    body = "\n\n".join(new)
    return f"extend {definition.head}\n{body}\n}}"
