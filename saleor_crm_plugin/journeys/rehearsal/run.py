"""Play the past before a stage: from the timeline, page by page, with word of how far it is."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...core.facts import Fact, Origin, fact_from_json
from ...messaging.events import MessageFact
from ...messaging.policies.caps import caps_for
from ...messaging.terms import read_terms
from ...outbox.handlers import subscriptions
from ...timeline.replay import PastEntry, replay
from ..plan import Plan, read_plan
from ..reading import Ask
from ..references import is_heard
from ..trigger import Window
from ..versions import Version
from .calendar import Calendar
from .memories import Memories
from .outbox import Outbox
from .report import Report
from .stage import TIME_ZONE, Stage

# So long before the beginning facts are remembered, though they begin nothing.
MEMORY = datetime.timedelta(days=400)
Progress = Callable[[datetime.datetime], None]


def rehearse(
    definitions: Mapping[str, Any],
    since: datetime.datetime,
    until: datetime.datetime,
    *,
    now: datetime.datetime,
    profile_id: int | None = None,
    tell_progress: Progress = lambda moment: None,
) -> Report:
    """Run definitions (by journey code) over the facts of a time; nothing is written anywhere.

    With a `profile_id` only that person plays, and every decision is kept. `tell_progress` hears
    after each page how far the simulated clock is, and may raise to stop. Raises
    InvalidDefinition.
    """
    versions = [
        _version(place, code, read_plan(raw))
        for place, (code, raw) in enumerate(sorted(definitions.items()), start=1)
    ]
    memories = Memories(_asks(versions))
    stage = Stage(
        versions=versions,
        memories=memories,
        outbox=_outbox(),
        report=Report(keeps_decisions=profile_id is not None),
        since=since,
    )
    types = [code for code in subscriptions().fact_codes() if _is_played(code)]
    days = Calendar(versions, Window(since, until), profile_id)
    for page in replay(since - MEMORY, until, types, profile_id=profile_id):
        memories.prepare({entry.profile_id for entry in page}, now=now)
        for fact in facts_of(page):
            _announce(days, stage, fact.occurred_at, now=now)
            stage.play(fact)
        tell_progress(page[-1].occurred_at)
    _announce(days, stage, until, now=now)
    stage.run_until(until)
    return stage.report


def _announce(
    days: Calendar, stage: Stage, moment: datetime.datetime, *, now: datetime.datetime
) -> None:
    for some in days.until(moment):
        stage.memories.prepare({entry.profile_id for _, entry in some}, now=now)
        for version, entry in some:
            stage.expect(version, entry)


def _is_played(code: str) -> bool:
    # What became of messages that really went out says nothing of those of a rehearsal.
    return is_heard(code) and not issubclass(
        subscriptions().fact_type(code), MessageFact
    )


def facts_of(page: Iterable[PastEntry]) -> Iterable[Fact]:
    """Build the facts of a page again, as if they happened now."""
    known = subscriptions()
    for entry in page:
        stored = {
            **entry.payload,
            "key": entry.fact_key,
            "profile_id": entry.profile_id,
            "occurred_at": entry.occurred_at,
            # In the rehearsal it happens now, so it may begin something.
            "origin": Origin.LIVE,
        }
        yield fact_from_json(known.fact_type(entry.entry_type), stored)


def _version(place: int, code: str, plan: Plan) -> Version:
    return Version(
        id=place,
        journey_id=place,
        journey_code=code,
        status="on",
        is_current=True,
        experiment_id=None,
        author="rehearsal",
        plan=plan,
    )


def _asks(versions: Iterable[Version]) -> set[Ask]:
    asks = {TIME_ZONE}
    for version in versions:
        plan = version.plan
        asks |= plan.entry_asks | {Ask("consent", plan.definition.purpose)}
        asks |= {ask for name in plan.steps for ask in plan.asks_from(name)}
    return asks


def _outbox() -> Outbox:
    terms = read_terms()
    return Outbox(
        caps=caps_for("", terms.caps),
        quiet_hours=terms.quiet_hours,
        fallback_zones=terms.time_zone(""),
    )
