"""What a fact begins, and in which journeys; pure."""

import datetime
from collections.abc import Iterator, Sequence

from ..core.facts import Fact, may_start
from .trigger import Entry, FactTrigger
from .versions import Version


def beginnings(
    fact: Fact, takes_in: Sequence[Version], *, now: datetime.datetime
) -> Iterator[tuple[Version, Entry]]:
    """Yield what a fact begins, in which version."""
    for version in takes_in:
        trigger, definition = version.plan.trigger, version.plan.definition
        freshness = datetime.timedelta(hours=definition.freshness_hours)
        if not (
            isinstance(trigger, FactTrigger)
            and isinstance(fact, trigger.events)
            and may_start(fact, now=now, freshness=freshness)
        ):
            continue
        if (entry := trigger.matches(fact)) is not None:
            yield version, entry
