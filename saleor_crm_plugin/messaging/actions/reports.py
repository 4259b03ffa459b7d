"""Take in what providers, storefronts and links tell about messages that have left."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from ...consent.actions.suppress import SuppressedAddress, suppress
from ...consent.policies import SuppressionReason
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...templates.policies.scanners import is_machine
from ...templates.tracked_links import link_clicked
from ..events import MessageFact
from ..message_facts import fact_of
from ..models import Message, MessageAddress, MessageAttempt, ProviderReport
from ..outcomes import DeliveryUpdate
from ..policies.states import REPORTABLE_STATES, MessageState, after_report
from ..touch_models import TouchKind
from ..touch_rows import OPENING, Seen, note

# What is older is refused, so that nothing is taken in again after its report was forgotten.
OLDEST = datetime.timedelta(days=30)
# Providers gather what they report: the rest of a scanner's burst may come with the next request.
BURST_IS_REPORTED_AFTER = datetime.timedelta(seconds=30)
_TOUCHES = {
    MessageState.OPENED: TouchKind.OPEN,
    MessageState.CLICKED: TouchKind.CLICK,
}
_DEAD = {
    MessageState.BOUNCED: SuppressionReason.HARD_BOUNCE,
    MessageState.COMPLAINED: SuppressionReason.COMPLAINT,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _News:
    """What was reported of one message."""

    state: MessageState
    occurred_at: datetime.datetime
    is_permanent: bool = False


def apply_reports(
    account_id: int, updates: Sequence[DeliveryUpdate], *, now: datetime.datetime
) -> int:
    """Take in a provider's reports, and return how many messages they have moved.

    Openings and clicks move nothing yet: they are judged with those that we have seen ourselves.
    A report counts once, however often and in whatever order it comes; older ones than thirty
    days are passed over, as are those about messages that are not this account's. A hard bounce
    or a complaint suppresses the address. Publishes facts. Locks touches, then the messages by id.
    """
    recent = [one for one in updates if now - one.occurred_at <= OLDEST]
    with transaction.atomic(using=WRITER):
        fresh = _without_known(account_id, recent, now)
        sent = _messages_of(account_id, {one.provider_id for one in fresh})
        touches = [one for one in fresh if one.state in _TOUCHES]
        note(_seen(touches, sent, now), judge_at=now + BURST_IS_REPORTED_AFTER)
        news: dict[int, list[_News]] = defaultdict(list)
        for one in fresh:
            if one.state in _TOUCHES:
                continue
            for message_id in sent.get(one.provider_id, {}):
                # A provider's clock may be ahead of ours.
                at = min(one.occurred_at, now)
                news[message_id].append(
                    _News(
                        state=one.state, occurred_at=at, is_permanent=one.is_permanent
                    )
                )
        return _take_in(news, now)


def note_seen(
    public_ids: Collection[UUID], state: MessageState, *, now: datetime.datetime
) -> int:
    """Note that messages were opened or clicked, as our own links and pages tell; idempotent.

    Returns how many of them moved. Unknown ids are passed over. Publishes facts.
    """
    with transaction.atomic(using=WRITER):
        ids = Message.objects.using(WRITER).filter(public_id__in=public_ids)
        news = {
            message_id: [_News(state=state, occurred_at=now)]
            for message_id in ids.values_list("pk", flat=True)
        }
        return _take_in(news, now)


def forget_reports(*, now: datetime.datetime) -> int:
    """Delete reports that could not be taken in again anyhow; return how many."""
    old = ProviderReport.objects.using(WRITER).filter(received_at__lt=now - 2 * OLDEST)
    return old.delete()[0]


def _without_known(
    account_id: int, updates: Sequence[DeliveryUpdate], now: datetime.datetime
) -> list[DeliveryUpdate]:
    by_key = {one.key: one for one in updates}
    rows = ProviderReport.objects.using(WRITER).filter(account_id=account_id)
    # The unique key lets one of two equal requests wait here for the other.
    known = set(rows.filter(key__in=by_key).values_list("key", flat=True))
    fresh = [one for key, one in sorted(by_key.items()) if key not in known]
    ProviderReport.objects.using(WRITER).bulk_create(
        [
            ProviderReport(account_id=account_id, key=one.key, received_at=now)
            for one in fresh
        ],
        ignore_conflicts=True,
    )
    return fresh


def _messages_of(account_id: int, provider_ids: set[str]) -> dict[str, dict[int, UUID]]:
    """Return the ids of the messages that have gone by each of the provider's names."""
    attempts = MessageAttempt.objects.using(WRITER).filter(
        account_id=account_id, provider_id__in=provider_ids - {""}
    )
    found: dict[str, dict[int, UUID]] = defaultdict(dict)
    for provider_id, message_id, public_id in attempts.values_list(
        "provider_id", "message_id", "message__public_id"
    ):
        found[provider_id][message_id] = public_id
    return found


def _seen(
    touches: Sequence[DeliveryUpdate],
    sent: Mapping[str, Mapping[int, UUID]],
    now: datetime.datetime,
) -> list[Seen]:
    """Return what a provider has seen of messages that are its account's."""
    return [
        Seen(
            message=public_id,
            kind=_TOUCHES[one.state],
            link_id=_link(one),
            at=min(one.occurred_at, now),
            # Who does not tell the client's name says nothing about it.
            is_machine=one.user_agent is not None and is_machine(one.user_agent),
        )
        for one in touches
        for public_id in sent.get(one.provider_id, {}).values()
    ]


def _link(touch: DeliveryUpdate) -> int:
    return link_clicked(touch.url) if touch.state == MessageState.CLICKED else OPENING


def _take_in(news: Mapping[int, Sequence[_News]], now: datetime.datetime) -> int:
    rows = list(
        Message.objects.using(WRITER)
        .select_for_update()
        .filter(pk__in=news, state__in=REPORTABLE_STATES)
        .order_by("pk")
    )
    facts: list[MessageFact] = []
    moved, dead = [], []
    for row in rows:
        told = _move(row, news[row.pk], now)
        facts += told
        if told:
            moved.append(row)
        dead += [
            (row, _DEAD[one.state])
            for one in news[row.pk]
            if one.is_permanent and one.state in _DEAD and not row.is_test
        ]
    Message.objects.using(WRITER).bulk_update(
        moved, ["state", "reason", "is_untold", "changed_at"]
    )
    publish(facts)
    suppress(_addresses(dead), now=now)
    return len(moved)


def _move(
    row: Message, news: Sequence[_News], now: datetime.datetime
) -> list[MessageFact]:
    """Move the message as far as the reports say, and return the facts of its way there."""
    facts: list[MessageFact] = []
    for one in sorted(news, key=lambda each: each.occurred_at):
        after = after_report(MessageState(row.state), one.state)
        if after == row.state:
            continue
        if row.is_untold and row.state == MessageState.SENT:
            # Its sender has not come to tell that it has left.
            facts.append(fact_of(row, occurred_at=row.changed_at))
        row.state, row.reason, row.is_untold, row.changed_at = after, "", False, now
        facts.append(
            fact_of(row, occurred_at=one.occurred_at, is_permanent=one.is_permanent)
        )
    return facts


def _addresses(
    dead: Sequence[tuple[Message, SuppressionReason]],
) -> list[SuppressedAddress]:
    if not dead:
        return []
    hashes = dict(
        MessageAddress.objects.using(WRITER)
        .filter(message_id__in=[row.pk for row, _ in dead])
        .values_list("message_id", "address_hash")
    )
    return [
        SuppressedAddress(
            channel=row.channel,
            address_hash=hashes[row.pk],
            reason=reason,
            profile_id=row.profile_id,
        )
        for row, reason in dead
        if row.pk in hashes
    ]
