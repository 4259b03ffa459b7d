"""What begins by the calendar in a rehearsal: found by the trigger's own scan of the time that is past."""

import datetime
import heapq
from collections.abc import Iterator, Sequence

from ..trigger import Entry, ScanTrigger, Window
from ..versions import Version

PAGE = 500
Announced = tuple[Version, Entry]


class Calendar:
    """Everybody whom rescannable triggers find in a time, page by page and in order of the moments.

    Who they are is asked as it is known today. With a `profile_id` only that person is meant.
    """

    def __init__(
        self, versions: Sequence[Version], window: Window, profile_id: int | None
    ) -> None:
        found = (_pages(version, window, profile_id) for version in versions)
        # Each trigger's own pages come in order; a page is placed by the first moment in it.
        self._pages = heapq.merge(*found, key=_moment)
        self._next: Sequence[Announced] | None = next(self._pages, None)

    def until(self, moment: datetime.datetime) -> Iterator[Sequence[Announced]]:
        """Yield the pages, not yet yielded, that begin at or before the moment."""
        while self._next is not None and _moment(self._next) <= moment:
            yield self._next
            self._next = next(self._pages, None)


def _moment(page: Sequence[Announced]) -> datetime.datetime:
    return page[0][1].due_at


def _pages(
    version: Version, window: Window, profile_id: int | None
) -> Iterator[Sequence[Announced]]:
    trigger = version.plan.trigger
    if not (isinstance(trigger, ScanTrigger) and trigger.is_rescannable):
        return
    reached = ""
    while True:
        page = trigger.scan(window, reached=reached, limit=PAGE)
        found = [
            (version, entry)
            for entry in page.entries
            if profile_id in (None, entry.profile_id)
        ]
        if found:
            yield found
        reached = page.reached
        if not reached:
            return
