"""The moment has come at which some may come in before the others."""

import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from ...core.sentences import Sentence
from ...identity.labels import who_is_tagged
from ...tiers.queries import who_holds
from ..passage import Subject
from ..readings.membership import book_ids
from ..trigger import Entry, ScanPage, ScanTrigger, TriggerSettings, Window, triggers


@triggers.register
class EarlyAccess(ScanTrigger):
    """Everybody who holds one of the tiers, or has the tag, at `starts_at`; once per moment.

    Without a moment, or without tiers and tag, it means nobody.
    """

    code = "early_access"
    label = "Early access for some"
    every = datetime.timedelta(minutes=1)
    subject_has = ("variant_ids",)
    unknown_of_past = Sentence("nobody wrote down who held which tier or tag then")

    class Settings(TriggerSettings):
        starts_at: AwareDatetime | None = None
        program: str = ""
        tiers: frozenset[str] = frozenset()
        tag: str = ""
        channel: str = ""
        variants: Annotated[tuple[int, ...], Field(max_length=10)] = ()

    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        starts_at = self.settings.starts_at
        if starts_at is None or not window.since < starts_at <= window.until:
            return ScanPage([])
        found = self._who(after=int(reached or 0), limit=limit)
        entries = [self._entry(profile_id, starts_at) for profile_id in found]
        return ScanPage(entries, str(found[-1]) if len(found) == limit else "")

    def _who(self, *, after: int, limit: int) -> list[int]:
        settings = self.settings
        if settings.tag:
            return who_is_tagged(settings.tag, after=after, limit=limit)
        books = book_ids(settings.program)
        return who_holds(books, settings.tiers, after=after, limit=limit)

    def _entry(self, profile_id: int, starts_at: datetime.datetime) -> Entry:
        return Entry(
            profile_id=profile_id,
            key=f"early_access:{starts_at.isoformat()}",
            occurred_at=starts_at,
            due_at=starts_at,
            subject=Subject(
                channel=self.settings.channel, variant_ids=self.settings.variants
            ),
        )
