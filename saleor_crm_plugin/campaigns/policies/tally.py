"""What a dry run counts: plain numbers that add up, however the audience was cut into batches."""

import datetime
import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# Of each variant and language.
SAMPLE = 3
Tally = dict[str, Any]


class Foreseeable(StrEnum):
    """What would become of somebody in the audience: each of them exactly one of these."""

    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    HELD_OUT = "held_out"
    EXCLUDED = "excluded"


SENT = Foreseeable.SENT
# Who gets it sooner or later.
TOLD = (SENT, Foreseeable.DEFERRED)
# Who is handed to messaging, so that the gate decides.
ASKED = (*TOLD, Foreseeable.REFUSED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """What would become of one person.

    `channel` is by what those get it who do. `why` is the reason of a deferral, refusal or
    exclusion, or which holdout it is; "" for who gets it at once. `variant` and `language` are ""
    where neither is drawn yet; `due_at` is None for who is not handed to messaging, `until` for who
    is not deferred.
    """

    profile_id: int
    outcome: Foreseeable
    why: str = ""
    channel: str = ""
    variant: str = ""
    language: str = ""
    due_at: datetime.datetime | None = None
    until: datetime.datetime | None = None


def tally_of(people: Iterable[Foreseen]) -> Tally:
    """Return the numbers of a batch."""
    found: Tally = {}
    samples: dict[str, dict[str, list[int]]] = {}
    for one in people:
        _count(found, "people")
        _count(found, one.outcome, one.channel if one.outcome == SENT else one.why)
        if one.outcome in ASKED:
            _count(found, "variants", one.variant, one.language, one.outcome)
        if one.outcome in TOLD and one.due_at is not None:
            _count(found, "channels", one.channel)
            _count(found, "leaves", _hour(one.until or one.due_at))
            by_language = samples.setdefault(one.variant, {})
            by_language.setdefault(one.language, []).append(one.profile_id)
        if one.until is not None:
            _count(found, "until", _hour(one.until))
    if samples:
        found["samples"] = {
            variant: {language: _fewest(ids) for language, ids in languages.items()}
            for variant, languages in samples.items()
        }
    return found


def added(first: Mapping[str, Any], second: Mapping[str, Any]) -> Tally:
    """Return both together: numbers are added, samples thinned out to the usual size."""
    together: Tally = dict(first)
    for name, value in second.items():
        known = together.get(name)
        if known is None:
            together[name] = value
        elif isinstance(value, Mapping):
            together[name] = added(known, value)
        elif isinstance(value, list):
            together[name] = _fewest([*known, *value])
        else:
            together[name] = known + value
    return together


def total(tally: Mapping[str, Any], *names: str) -> int:
    """Return the sum of all numbers under a name, 0 where nothing was counted."""
    found: Any = tally
    for name in names:
        found = found.get(name, {})
    return _sum(found) if isinstance(found, Mapping) else int(found)


def is_sound(tally: Mapping[str, Any]) -> bool:
    """Say whether everybody was counted exactly once."""
    outcomes = sum(total(tally, one) for one in Foreseeable)
    asked = sum(total(tally, one) for one in ASKED)
    return outcomes == total(tally, "people") and asked == total(tally, "variants")


def _count(tally: Tally, *names: str) -> None:
    *path, last = names
    for name in path:
        tally = tally.setdefault(name, {})
    tally[last] = tally.get(last, 0) + 1


def _sum(numbers: Mapping[str, Any]) -> int:
    return sum(
        _sum(one) if isinstance(one, Mapping) else int(one) for one in numbers.values()
    )


def _hour(moment: datetime.datetime) -> str:
    at = moment.astimezone(datetime.UTC).replace(minute=0, second=0, microsecond=0)
    return at.isoformat()


def _fewest(profile_ids: Sequence[int]) -> list[int]:
    # The same ones whoever comes first, and not only the oldest customers.
    return heapq.nsmallest(SAMPLE, set(profile_ids), key=_place)


def _place(profile_id: int) -> tuple[bytes, int]:
    return hashlib.sha256(str(profile_id).encode()).digest()[:8], profile_id
