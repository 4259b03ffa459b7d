"""Wake passages that are due: let people in, run their steps, write everything down."""

import datetime
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connections, transaction

from ...experiments.actions import assign
from ...outbox.policies import Outcome, loggable, run_bisecting
from ...outbox.queries import lanes_waiting
from ...saleor_adapter.db import WRITER
from ..admission import verdict
from ..errors import UnreadableVersion
from ..looking import look_at_the_shop
from ..models import EnrollmentState
from ..passage import Passage
from ..pasts import Pasts
from ..references import HEARING
from ..versions import Version, versions
from ..walking import PERSON_GONE, Walked, lapsed, left, walk, watched_on
from .claim import Claim, claim, hold
from .lock import lock_people
from .settle import let_go, outrank, put_back, put_off, settle

logger = logging.getLogger(__name__)

# For how long a passage stands back while facts about its person have still to be heard.
UNTIL_HEARD = datetime.timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class WakeReport:
    """How many passages were woken, failed for now, were parked, and wait for facts."""

    woken: int = 0
    failed: int = 0
    parked: int = 0
    put_off: int = 0

    def __add__(self, other: "WakeReport") -> "WakeReport":
        return WakeReport(
            woken=self.woken + other.woken,
            failed=self.failed + other.failed,
            parked=self.parked + other.parked,
            put_off=self.put_off + other.put_off,
        )


def wake_due(*, now: datetime.datetime, deadline: float | None = None) -> WakeReport:
    """Run everything that is due, batch after batch, until nothing is left or `deadline` is over.

    `deadline` is a reading of `time.monotonic()`. Safe in any number of processes. The lease of a
    batch is committed first; steps, effects and where everybody stands are one transaction, so a
    worker that dies leaves nothing half done, and its batch is taken again when the lease is over.
    Must not be called inside a transaction.
    """
    total = WakeReport()
    while deadline is None or time.monotonic() < deadline:
        claims = claim(now=now)
        if not claims:
            break
        total += _wake(claims, now)
    return total


@transaction.atomic(using=WRITER)
def _wake(claims: Sequence[Claim], now: datetime.datetime) -> WakeReport:
    living = lock_people({one.profile_id for one in claims})
    passages = hold(claims)
    waiting = lanes_waiting(HEARING, {one.profile_id for one in passages})
    early = [one for one in passages if one.profile_id in waiting]
    put_off(early, now + UNTIL_HEARD)
    ready = [one for one in passages if one.profile_id not in waiting]
    outcome: Outcome[Passage] = Outcome()
    run_bisecting(ready, _attempt(living, now), outcome)
    tried = {one.id for one in outcome.done} | {one.id for one, _ in outcome.failed}
    let_go([one for one in ready if one.id not in tried])
    parked = put_back(outcome.failed, now=now)
    for passage, error in outcome.failed:
        logger.warning(
            "A passage could not go on.",
            extra={"enrollment": passage.id, "attempt": passage.attempt},
            exc_info=loggable(error),
        )
    return WakeReport(
        woken=len(outcome.done),
        failed=len(outcome.failed) - parked,
        parked=parked,
        put_off=len(early),
    )


def _attempt(living: set[int], now: datetime.datetime):
    def attempt(batch: Sequence[Passage]) -> Exception | None:
        try:
            with transaction.atomic(using=WRITER):
                _run(batch, living, now)
        except Exception as error:
            if not connections[WRITER].is_usable():
                # Without the connection nobody is to blame, and nothing can be put back.
                raise
            return error
        return None

    return attempt


def _run(batch: Sequence[Passage], living: set[int], now: datetime.datetime) -> None:
    found = _readable({one.version_id for one in batch})
    present = [one for one in batch if one.profile_id in living]
    walked = [_gone(one) for one in batch if one.profile_id not in living]
    expected = [one for one in present if one.state == EnrollmentState.EXPECTED]
    inside = [one for one in present if one.state != EnrollmentState.EXPECTED]
    admitted, refused, outranked = _admit(expected, found, now)
    walked += refused
    outrank(outranked, now=now)
    staying = [one for one in [*inside, *admitted] if one.id not in outranked]
    walked += [
        watched_on(one, now=now)
        for one in staying
        if one.state == EnrollmentState.SHADOW
    ]
    active = [one for one in staying if one.state == EnrollmentState.ACTIVE]
    walked += _walk_all(active, found, now)
    settle(walked, found, now=now)


def _readable(version_ids: set[int]) -> dict[int, Version]:
    found = versions(version_ids)
    if missing := version_ids - set(found):
        raise UnreadableVersion(min(missing))
    return found


def _walk_all(
    active: Sequence[Passage], found: Mapping[int, Version], now: datetime.datetime
) -> list[Walked]:
    plans = {one.id: found[one.version_id].plan for one in active}
    known = look_at_the_shop(
        [(one, plans[one.id].asks_from(one.step)) for one in active], now=now
    )
    return [walk(plans[one.id], one, known.get(one.id, {}), now=now) for one in active]


def _admit(
    expected: Sequence[Passage],
    found: Mapping[int, Version],
    now: datetime.datetime,
) -> tuple[list[Passage], list[Walked], list[int]]:
    known = look_at_the_shop(
        [(one, found[one.version_id].plan.entry_asks) for one in expected], now=now
    )
    pasts = Pasts(expected, found)
    admitted: list[Passage] = []
    refused: list[Walked] = []
    outranked: list[int] = []
    for passage in expected:
        version = found[passage.version_id]
        answer = verdict(
            version.plan,
            passage,
            past=pasts.of(passage, version),
            readings=known.get(passage.id, {}),
            status=version.status,
            now=now,
        )
        if answer.refusal:
            refused.append(lapsed(passage, answer.refusal))
            continue
        entered = _entered(passage, version, now)
        pasts.admit(entered, answer.outranked)
        admitted.append(entered)
        outranked += answer.outranked
    return _with_holdout(admitted, found, now), refused, outranked


def _entered(passage: Passage, version: Version, now: datetime.datetime) -> Passage:
    definition = version.plan.definition
    return passage.entered(
        definition.start,
        now=now,
        days=definition.ends_after_days,
        state=EnrollmentState.ACTIVE,
    )


def _with_holdout(
    admitted: Sequence[Passage],
    found: Mapping[int, Version],
    now: datetime.datetime,
) -> list[Passage]:
    by_experiment: dict[int, list[Passage]] = {}
    for one in admitted:
        if (experiment_id := found[one.version_id].experiment_id) is not None:
            by_experiment.setdefault(experiment_id, []).append(one)
    held: set[int] = set()
    for experiment_id, passages in by_experiment.items():
        drawn = assign(experiment_id, [one.profile_id for one in passages], now=now)
        held |= {one.id for one in passages if drawn.get(one.profile_id)}
    return [
        replace(one, state=EnrollmentState.SHADOW) if one.id in held else one
        for one in admitted
    ]


def _gone(passage: Passage) -> Walked:
    if passage.state == EnrollmentState.EXPECTED:
        return lapsed(passage, PERSON_GONE)
    return left(passage, PERSON_GONE)
