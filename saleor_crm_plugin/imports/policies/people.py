"""What a row would change of a person; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Parts = Mapping[str, Any]
BirthdayParts = tuple[int | None, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a row or the shop knows of a person; None, "" and nothing mean: not said."""

    first_name: str = ""
    last_name: str = ""
    birthday: BirthdayParts | None = None
    language: str = ""
    tags: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)


def changes(said: Said, known: Said) -> dict[str, Any]:
    """Return what a row changes, each as (before, after), tags as those to be given; plain JSON.

    What the row does not say stays as it is. Empty if the row says nothing new.
    """
    name = [known.first_name, known.last_name]
    new_name = [said.first_name or name[0], said.last_name or name[1]]
    found: dict[str, Any] = {}
    if new_name != name:
        found["name"] = [name, new_name]
    if said.birthday and said.birthday != known.birthday:
        before = list(known.birthday) if known.birthday else None
        found["birthday"] = [before, list(said.birthday)]
    if said.language and said.language != known.language:
        found["language"] = [known.language, said.language]
    if said.tags - known.tags:
        found["tags"] = sorted(said.tags - known.tags)
    noted = {
        name: [known.attributes.get(name), value]
        for name, value in said.attributes.items()
        if known.attributes.get(name) != value
    }
    if noted:
        found["attributes"] = noted
    return found


def still_stands(made: Mapping[str, Any], known: Said) -> bool:
    """Whether everything that a row has changed is still as the row made it."""
    birthday = list(known.birthday) if known.birthday else None
    name = [known.first_name, known.last_name]
    noted = made.get("attributes", {})
    return (
        name == made.get("name", [None, name])[1]
        and birthday == made.get("birthday", [None, birthday])[1]
        and known.language == made.get("language", [None, known.language])[1]
        and known.tags.issuperset(made.get("tags", ()))
        and all(known.attributes.get(key) == pair[1] for key, pair in noted.items())
    )


def is_only(made: Mapping[str, Any], known: Said) -> bool:
    """Whether nothing is known of a person but what the row that brought them has said."""
    name = made.get("name", [None, ["", ""]])[1]
    birthday = made.get("birthday", [None, None])[1]
    attributes = {key: pair[1] for key, pair in made.get("attributes", {}).items()}
    return known == Said(
        first_name=name[0],
        last_name=name[1],
        birthday=tuple(birthday) if birthday else None,
        language=made.get("language", ["", ""])[1],
        tags=frozenset(made.get("tags", ())),
        attributes=attributes,
    )
