"""What was known at a moment of the past: from the facts until then, else as it is now."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ...core.facts import Fact
from ..passage import Passage
from ..reading import Ask, Memory, NotRemembered, readings

MESSAGE = "message"
NOBODY = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


class Memories:
    """All facts until now by person, and the present where facts do not say it.

    The present is read page by page, for everybody on the page at once.
    """

    def __init__(self, asks: Collection[Ask]) -> None:
        self._asks = sorted(asks)
        self._facts: dict[int, list[Fact]] = defaultdict(list)
        self._present: dict[Ask, dict[int, Any]] = defaultdict(dict)
        self._read: set[int] = set()

    def prepare(self, profile_ids: Iterable[int], *, now: datetime.datetime) -> None:
        """Read the present of people who were not met before: one query or few per reading."""
        new = sorted(set(profile_ids) - self._read)
        self._read |= set(new)
        if not new:
            return
        nobody = [_nobody(profile_id) for profile_id in new]
        for ask in self._asks:
            if ask.code != MESSAGE:
                found = readings[ask.code]().read(ask.argument, nobody, now=now)
                self._present[ask].update(found)

    def add(self, fact: Fact) -> None:
        """Remember a fact; facts come in the order in which they happened."""
        if fact.profile_id is not None:
            self._facts[fact.profile_id].append(fact)

    def of(self, profile_id: int) -> Sequence[Fact]:
        """Return all facts of a person until now."""
        return self._facts[profile_id]

    def look(
        self, passage: Passage, asks: Iterable[Ask], states: Mapping[str, str]
    ) -> dict[Ask, Any]:
        """Return what a passage asks, as it was known at this moment."""
        known = {ask: self._answer(passage, ask, states) for ask in asks}
        return {ask: value for ask, value in known.items() if value is not None}

    def _answer(self, passage: Passage, ask: Ask, states: Mapping[str, str]) -> Any:
        if ask.code == MESSAGE:
            return _last_state(passage, ask.argument, states)
        memory = Memory(self._facts[passage.profile_id])
        try:
            return readings[ask.code]().recall(ask.argument, passage, memory)
        except NotRemembered:
            return self._present[ask].get(passage.profile_id)


def _last_state(passage: Passage, step: str, states: Mapping[str, str]) -> str | None:
    for visit in range(passage.visit, -1, -1):
        if (state := states.get(f"{passage.id}:{visit}:{step}")) is not None:
            return state
    return None


def _nobody(profile_id: int) -> Passage:
    # A passage about nothing, whose id is the person's: what is read is about the person.
    return Passage(
        id=profile_id,
        journey_id=0,
        version_id=0,
        profile_id=profile_id,
        key="",
        state="active",
        occurred_at=NOBODY,
        due_at=NOBODY,
    )
