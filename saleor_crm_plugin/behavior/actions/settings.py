"""Say for how long behavior is kept, and which places and occasions there are."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ..errors import ChangedMeanwhile, InvalidValue
from ..models import BehaviorSettings
from ..told import CODE

ONE_ROW = 1
FEWEST_DAYS, MOST_DAYS = 30, 3650
MOST_CODES = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What is to be changed; None leaves it as it is. `keep_days` is from 30 to 3,650."""

    keep_days: int | None = None
    places: Sequence[str] | None = None
    occasions: Sequence[str] | None = None


def change_settings(
    choices: Choices,
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> BehaviorSettings:
    """Change what is given; behavior that is too old by then goes with the next night.

    Visits to places that are no longer named stay. With `version` it refuses what somebody else
    has changed since. Audited. Locks the settings' row. Raises InvalidValue, ChangedMeanwhile.
    """
    _check(choices)
    changed: dict[str, Any] = {
        "keep_days": choices.keep_days,
        "places": None if choices.places is None else sorted(set(choices.places)),
        "occasions": None
        if choices.occasions is None
        else sorted(set(choices.occasions)),
    }
    with transaction.atomic():
        BehaviorSettings.objects.bulk_create(
            [BehaviorSettings(pk=ONE_ROW)], ignore_conflicts=True
        )
        row = BehaviorSettings.objects.select_for_update().get(pk=ONE_ROW)
        if version is not None and version != row.version:
            raise ChangedMeanwhile(row.version)
        row.version += 1
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            if value is not None:
                setattr(row, name, value)
        row.save()
        record_change(
            "behavior_settings",
            row.pk,
            author=author,
            before=before,
            after={name: getattr(row, name) for name in changed},
            now=now,
        )
    return row


def _check(choices: Choices) -> None:
    days = choices.keep_days
    if days is not None and not FEWEST_DAYS <= days <= MOST_DAYS:
        raise InvalidValue(
            "keepDays",
            Sentence("From {least} to {most}.", least=FEWEST_DAYS, most=MOST_DAYS),
        )
    for field, codes in (("places", choices.places), ("occasions", choices.occasions)):
        if codes is None:
            continue
        if len(codes) > MOST_CODES:
            raise InvalidValue(field, Sentence("At most {most}.", most=MOST_CODES))
        if not all(CODE.fullmatch(code) for code in codes):
            raise InvalidValue(
                field, Sentence("A code has 1 to 64 small letters, digits and ._-")
            )
