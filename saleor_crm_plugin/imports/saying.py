"""Write what rows say of people through identity's own actions, and put back what was there."""

import datetime
from collections.abc import Mapping
from typing import Any

from ..identity.actions.names import KnownName, remember_names
from ..identity.birthdays import Birthday
from ..identity.details import UNCHANGED, DetailsChange, change_details
from ..identity.labels import (
    AttributeValue,
    Tagging,
    add_tags,
    forget_attributes,
    remove_tags,
    set_attributes,
)

Changes = Mapping[str, Any]
BEFORE, AFTER = 0, 1


def say(changes: Mapping[int, Changes], *, source: str, now: datetime.datetime) -> None:
    """Write what rows change, by profile; at most four statements.

    One fact about each person tells of all of it, not one of each part.
    """
    _write(changes, AFTER, source=source, now=now)
    add_tags(_taggings(changes, source), now=now, origin=None)


def restore(
    changes: Mapping[int, Changes], *, source: str, now: datetime.datetime
) -> None:
    """Put back what rows have changed, by profile; at most five statements."""
    _write(changes, BEFORE, source=source, now=now)
    remove_tags(_taggings(changes, source), now=now, origin=None)
    forget_attributes(
        [
            AttributeValue(profile_id=profile_id, name=name, value=after, source=source)
            for profile_id, made in changes.items()
            for name, (before, after) in made.get("attributes", {}).items()
            if before is None
        ]
    )


def _write(
    changes: Mapping[int, Changes],
    side: int,
    *,
    source: str,
    now: datetime.datetime,
) -> None:
    remember_names(
        [
            KnownName(profile_id, *made["name"][side])
            for profile_id, made in changes.items()
            if "name" in made
        ]
    )
    change_details(
        [
            _details(profile_id, made, side)
            for profile_id, made in changes.items()
            if made.keys() & {"birthday", "language"}
        ],
        source=source,
        now=now,
        origin=None,
    )
    set_attributes(
        [
            AttributeValue(
                profile_id=profile_id, name=name, value=pair[side], source=source
            )
            for profile_id, made in changes.items()
            for name, pair in made.get("attributes", {}).items()
            if pair[side] is not None
        ],
        now=now,
        origin=None,
    )


def _details(profile_id: int, made: Changes, side: int) -> DetailsChange:
    born = made["birthday"][side] if "birthday" in made else None
    return DetailsChange(
        profile_id=profile_id,
        birthday=_birthday(born) if "birthday" in made else UNCHANGED,
        language=made["language"][side] if "language" in made else UNCHANGED,
    )


def _birthday(parts: list[Any] | None) -> Birthday | None:
    if parts is None:
        return None
    return Birthday(year=parts[0], month=parts[1], day=parts[2])


def _taggings(changes: Mapping[int, Changes], source: str) -> list[Tagging]:
    return [
        Tagging(profile_id=profile_id, tag=tag, source=source)
        for profile_id, made in changes.items()
        for tag in made.get("tags", ())
    ]
