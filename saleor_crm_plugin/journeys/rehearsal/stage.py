"""The stage of a rehearsal: passages and letters in a heap of what is due, and a simulated clock."""

import datetime
import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from ...core.facts import Fact
from ...messaging.policies.gate import Defer, Send
from ..admission import Past, verdict
from ..beginning import beginnings
from ..effects.queue_message import QueueMessage
from ..hearing import Change, Listener, changes
from ..models import EnrollmentState, JourneyStatus
from ..passage import Passage
from ..policies.entering import Passed, Rival, key_of_entry
from ..reading import Ask
from ..trigger import Entry, ScanTrigger
from ..versions import Version
from ..walking import Walked, lapsed, left, walk
from .memories import Memories
from .outbox import Letter, Outbox
from .report import Report

TIME_ZONE = Ask("time_zone")


@dataclass(slots=True)
class Actor:
    """A passage on the stage; `turn` tells the latest time that it was put into the heap."""

    passage: Passage
    version: Version
    state: str
    turn: int = 0
    goal_at: datetime.datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.state not in (EnrollmentState.EXPECTED, EnrollmentState.ACTIVE)


@dataclass(slots=True)
class Stage:
    """Everything that a rehearsal keeps; facts are played in their order by `play`."""

    versions: Sequence[Version]
    memories: Memories
    outbox: Outbox
    report: Report
    since: datetime.datetime
    actors: dict[int, Actor] = field(default_factory=dict)
    by_person: dict[int, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[tuple[int, int, str], Actor] = field(default_factory=dict)
    heap: list[tuple[datetime.datetime, int, int, int, Letter | None]] = field(
        default_factory=list
    )
    turns: "count[int]" = field(default_factory=count)
    # Passages that were taken out: what waits for them at the gate does not leave.
    taken_out: set[int] = field(default_factory=set)

    def play(self, fact: Fact) -> None:
        """Let everything happen that was due before the fact, and then the fact itself."""
        self.run_until(fact.occurred_at)
        self.memories.add(fact)
        if fact.occurred_at < self.since or fact.profile_id is None:
            return
        for actor in list(self.by_person[fact.profile_id]):
            if change := changes(actor.version.plan, _listener(actor), fact):
                self._change(actor, change, fact.occurred_at)
        for version, entry in beginnings(fact, self.versions, now=fact.occurred_at):
            self.expect(version, entry)
        self._foresee(fact.profile_id)

    def run_until(self, moment: datetime.datetime) -> None:
        """Wake everything that is due at or before the moment, each at its own time."""
        while self.heap and self.heap[0][0] <= moment:
            due_at, _, actor_id, turn, letter = heapq.heappop(self.heap)
            actor = self.actors[actor_id]
            if letter is not None and actor_id in self.taken_out:
                self._tell(actor, due_at, "refused:canceled")
            elif letter is not None:
                self._post(letter, due_at)
            elif actor.turn == turn and not actor.is_over:
                self._wake(actor, due_at)

    def _foresee(self, profile_id: int) -> None:
        facts = self.memories.of(profile_id)
        for version in self.versions:
            trigger = version.plan.trigger
            if isinstance(trigger, ScanTrigger):
                for entry in trigger.replayed(facts):
                    if entry.due_at >= facts[-1].occurred_at:
                        self.expect(version, entry)

    def expect(self, version: Version, entry: Entry) -> None:
        """Write down that somebody is to enter, as `hear` and scans do."""
        rule = version.plan.definition.re_entry.rule
        key = (version.journey_id, entry.profile_id, key_of_entry(rule, entry.key))
        actor = self.by_key.get(key)
        if actor is None:
            passage = Passage(
                id=len(self.actors) + 1,
                journey_id=version.journey_id,
                version_id=version.id,
                profile_id=entry.profile_id,
                key=key[2],
                state=EnrollmentState.EXPECTED,
                occurred_at=entry.occurred_at,
                due_at=entry.due_at,
                subject=entry.subject,
            )
            actor = Actor(passage, version, EnrollmentState.EXPECTED)
            self.actors[passage.id] = self.by_key[key] = actor
            self.by_person[entry.profile_id].append(actor)
            self._tell(actor, entry.occurred_at, "expected")
        elif actor.passage.entered_at is not None or (
            entry.occurred_at <= actor.passage.occurred_at
        ):
            return
        actor.state = EnrollmentState.EXPECTED
        actor.passage = replace(
            actor.passage,
            occurred_at=entry.occurred_at,
            due_at=entry.due_at,
            subject=entry.subject,
        )
        self._put(actor, entry.due_at)

    def _wake(self, actor: Actor, now: datetime.datetime) -> None:
        if actor.state == EnrollmentState.EXPECTED and not self._comes_in(actor, now):
            return
        plan, passage = actor.version.plan, actor.passage
        asks = plan.asks_from(passage.step)
        known = self.memories.look(passage, asks, self.outbox.states)
        self._settle(actor, walk(plan, passage, known, now=now), now)

    def _comes_in(self, actor: Actor, now: datetime.datetime) -> bool:
        plan, passage = actor.version.plan, actor.passage
        if not self._still_foreseen(actor):
            self._settle(actor, lapsed(passage, "not_so_any_more"), now)
            return False
        known = self.memories.look(passage, plan.entry_asks, self.outbox.states)
        answer = verdict(
            plan,
            passage,
            past=self._past(actor),
            readings=known,
            status=JourneyStatus.ON,
            now=now,
        )
        if answer.refusal:
            self._settle(actor, lapsed(passage, answer.refusal), now)
            return False
        for rival_id in answer.outranked:
            rival = self.actors[rival_id]
            self._settle(rival, left(rival.passage, "outranked"), now)
        actor.state = EnrollmentState.ACTIVE
        definition = plan.definition
        actor.passage = passage.entered(
            definition.start,
            now=now,
            days=definition.ends_after_days,
            state=EnrollmentState.ACTIVE,
        )
        self._tell(actor, now, "entered")
        return True

    def _still_foreseen(self, actor: Actor) -> bool:
        trigger = actor.version.plan.trigger
        if not isinstance(trigger, ScanTrigger) or trigger.is_rescannable:
            return True
        foreseen = trigger.replayed(self.memories.of(actor.passage.profile_id))
        return any(entry.occurred_at == actor.passage.occurred_at for entry in foreseen)

    def _past(self, actor: Actor) -> Past:
        past = Past()
        group = actor.version.plan.definition.group
        for other in self.by_person[actor.passage.profile_id]:
            entered_at = other.passage.entered_at
            if entered_at is None:
                continue
            definition = other.version.plan.definition
            if other.version.journey_id == actor.version.journey_id:
                past.passed.append(Passed(entered_at, other.is_over))
            elif group and definition.group == group and not other.is_over:
                past.rivals.append(Rival(other.passage.id, definition.priority))
        return past

    def _settle(self, actor: Actor, walked: Walked, now: datetime.datetime) -> None:
        for step in walked.passed:
            self._tell(
                actor, now, f"step:{step.step}", outcome=step.outcome, **step.numbers
            )
        actor.passage, actor.state = walked.passage, walked.state
        if walked.state == EnrollmentState.EXITED:
            self.taken_out.add(walked.passage.id)
        for effect, passage in walked.effects:
            if isinstance(effect, QueueMessage):
                self._post(self._letter(actor, effect, passage, now), now)
            else:
                self._tell(actor, now, f"effect:{type(effect).__name__}")
        if walked.due_at is not None:
            self._put(actor, self._hear_at_once(actor, walked, now))
        else:
            kind = "lapsed" if walked.state == EnrollmentState.LAPSED else "ended"
            self._tell(actor, now, f"{kind}:{walked.end_reason}")

    def _hear_at_once(
        self, actor: Actor, walked: Walked, now: datetime.datetime
    ) -> datetime.datetime:
        """Let every other system answer at once; return when the passage is due."""
        for effect, passage in walked.effects:
            if effect.answer and passage.visit == walked.passage.visit:
                actor.passage = replace(actor.passage, heard=effect.answer)
                return now
        return walked.due_at or now

    def _letter(
        self,
        actor: Actor,
        message: QueueMessage,
        passage: Passage,
        now: datetime.datetime,
    ) -> Letter:
        self._tell(actor, now, "queued", template=message.template)
        return Letter(
            message,
            passage,
            actor.version.journey_code,
            actor.version.plan.definition.purpose,
            now + datetime.timedelta(hours=message.expires_after_hours),
        )

    def _post(self, letter: Letter, now: datetime.datetime) -> None:
        consent_ask = Ask("consent", letter.purpose)
        known = self.memories.look(letter.passage, [consent_ask, TIME_ZONE], {})
        ruling = self.outbox.post(
            letter,
            consent=known.get(consent_ask, "unknown"),
            zone=known.get(TIME_ZONE, ""),
            now=now,
        )
        details = {
            "profile": letter.passage.profile_id,
            "key": letter.passage.key,
            "template": letter.message.template,
        }
        if isinstance(ruling, Send):
            self.report.tell(letter.journey, now, "sent", **details)
        elif isinstance(ruling, Defer):
            self.report.tell(
                letter.journey, now, f"deferred:{ruling.reason}", **details
            )
            turn = next(self.turns)
            heapq.heappush(
                self.heap, (ruling.until, turn, letter.passage.id, turn, letter)
            )
        else:
            self.report.tell(letter.journey, now, f"refused:{ruling.reason}", **details)

    def _change(self, actor: Actor, change: Change, now: datetime.datetime) -> None:
        if change.takes_back:
            self.taken_out.add(actor.passage.id)
        if change.goal_at is not None:
            actor.goal_at = change.goal_at
            self._tell(actor, change.goal_at, "goal")
        if change.heard is not None:
            actor.passage = replace(actor.passage, heard=change.heard)
        if change.state is not None:
            reason = change.end_reason or ""
            end = lapsed if change.state == EnrollmentState.LAPSED else left
            self._settle(actor, end(actor.passage, reason), now)
        elif change.wakes:
            self._put(actor, now)

    def _put(self, actor: Actor, due_at: datetime.datetime) -> None:
        actor.turn = next(self.turns)
        heapq.heappush(
            self.heap, (due_at, actor.turn, actor.passage.id, actor.turn, None)
        )

    def _tell(
        self, actor: Actor, at: datetime.datetime, what: str, **details: object
    ) -> None:
        passage = actor.passage
        self.report.tell(
            actor.version.journey_code,
            at,
            what,
            **{"profile": passage.profile_id, "key": passage.key, **details},
        )


def _listener(actor: Actor) -> Listener:
    passage = actor.passage
    return Listener(
        id=passage.id,
        version_id=passage.version_id,
        profile_id=passage.profile_id,
        state=actor.state,
        step=passage.step,
        subject=passage.subject,
        occurred_at=passage.occurred_at,
        entered_at=passage.entered_at,
        step_entered_at=passage.step_entered_at,
        goal_at=actor.goal_at,
    )
