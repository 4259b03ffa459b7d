"""Note openings and clicks at once, and judge a little later which of them people made.

A scanner shows itself only by what it does within seconds, so nothing is told of a click before
these are over.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from ...saleor_adapter.db import WRITER
from ...templates.policies.scanners import BURST, Click, is_machine, scanner_clicks
from ..models import MessageAttempt
from ..policies.states import MessageState
from ..touch_models import Touch, TouchKind
from ..touch_rows import OPENING, Seen, note
from .reports import note_seen

BATCH = 1000
# A burst is over when nothing followed for its length; as much again for clocks and commits.
SETTLED_AFTER = 2 * BURST


def note_click(
    message: UUID, link_id: int, *, user_agent: str, now: datetime.datetime
) -> None:
    """Note that a link was followed; one statement."""
    _note(message, TouchKind.CLICK, link_id, user_agent, now)


def note_open(message: UUID, *, user_agent: str, now: datetime.datetime) -> None:
    """Note that a message was opened; one statement."""
    _note(message, TouchKind.OPEN, OPENING, user_agent, now)


def _note(
    message: UUID,
    kind: TouchKind,
    link_id: int,
    user_agent: str,
    now: datetime.datetime,
) -> None:
    seen = Seen(
        message=message,
        kind=kind,
        link_id=link_id,
        at=now,
        is_machine=is_machine(user_agent),
    )
    note([seen], judge_at=now + SETTLED_AFTER)


def judge_touches(*, now: datetime.datetime) -> int:
    """Decide which touches people made, and move their messages; return how many touches.

    Idempotent, in batches, each in one transaction: what a judge that died leaves is judged by
    the next. Locks the touches, passing over those that others judge. Publishes facts.
    """
    judged = 0
    while batch := _judge_batch(now):
        judged += batch
    return judged


@transaction.atomic(using=WRITER)
def _judge_batch(now: datetime.datetime) -> int:
    rows = Touch.objects.using(WRITER)
    fresh = list(
        rows.select_for_update(skip_locked=True)
        .filter(is_judged=False, judge_at__lte=now)
        .order_by("id")[:BATCH]
    )
    if not fresh:
        return 0
    by_message: dict[UUID, list[Touch]] = defaultdict(list)
    for row in rows.filter(message__in={row.message for row in fresh}).order_by("id"):
        by_message[row.message].append(row)
    sent = _sent_at(by_message)
    scanners = {
        row.pk
        for message, touches in by_message.items()
        for row in _by_scanners(touches, sent.get(message, now))
    }
    for row in fresh:
        row.is_judged, row.is_scanner = True, row.pk in scanners
    rows.bulk_update(fresh, ["is_judged", "is_scanner"])
    _tell(fresh, now)
    return len(fresh)


def _sent_at(messages: Iterable[UUID]) -> Mapping[UUID, datetime.datetime]:
    """Return when each message was handed over for the last time."""
    attempts = MessageAttempt.objects.using(WRITER).filter(
        message__public_id__in=list(messages)
    )
    rows = attempts.order_by("number").values_list("message__public_id", "begun_at")
    return dict(rows)


def _by_scanners(touches: Sequence[Touch], sent_at: datetime.datetime) -> list[Touch]:
    """Return those of one message's touches that no person made at any time."""
    clicks = [
        (touch, Click(touch.link_id, at, _agent(touch)))
        for touch in touches
        if touch.kind == TouchKind.CLICK
        for at in {touch.first_at, touch.last_at}
    ]
    machines = scanner_clicks([click for _, click in clicks], sent_at=sent_at)
    people = {
        touch.pk for place, (touch, _) in enumerate(clicks) if place not in machines
    }
    return [
        touch
        for touch in touches
        if (touch.kind == TouchKind.CLICK and touch.pk not in people)
        or (touch.kind == TouchKind.OPEN and touch.is_machine)
    ]


def _agent(touch: Touch) -> str:
    # The policy calls a nameless client a machine; a person's name is not kept.
    return "" if touch.is_machine else "person"


def _tell(judged: Sequence[Touch], now: datetime.datetime) -> None:
    by_people = [row for row in judged if not row.is_scanner]
    clicked = {row.message for row in by_people if row.kind == TouchKind.CLICK}
    opened = {row.message for row in by_people if row.kind == TouchKind.OPEN}
    note_seen(opened - clicked, MessageState.OPENED, now=now)
    note_seen(clicked, MessageState.CLICKED, now=now)
