"""Send what is due: claim, gate, render, hand over one by one, and write down each outcome."""

import datetime
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace

from django.db import DatabaseError, InterfaceError, transaction

from ...consent.actions.suppress import SuppressedAddress, suppress
from ...consent.policies import SuppressionReason
from ...saleor_adapter.db import WRITER
from .. import sending_rows
from ..channel import LocalChannel, OutgoingMessage, Route, SendOne
from ..claims import Claimed
from ..guard import here, hold_of, note_progress
from ..outcomes import Accepted, Outcome, Rejected, Retry, Unsure
from ..policies.endings import Ending, Handed, ending
from ..policies.guard import Hold
from ..policies.pace import LEASE, LONGEST_SEND, Health, health_after, worn_out
from ..policies.states import MessageState
from ..rendering import RenderedBatch, render_batch
from ..routes import Broken, routes
from ..sending_rows import Begun, Claim, Ended, Words, step
from ..settings_models import ChannelAccount, SendingMode, SendingSettings
from ..terms import Account, Terms, read_terms
from ..waiting import is_anything_due
from .outcomes import tell_outcomes
from .pass_gate import Passed, pass_gate

logger = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class SendReport:
    """What became of the messages of one run; `held` says why nothing may leave."""

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    postponed: int = 0
    retried: int = 0
    failed: int = 0
    unknown: int = 0
    held: Hold | None = None

    def __add__(self, other: "SendReport") -> "SendReport":
        counts = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in fields(self)
            if field.name != "held"
        }
        return SendReport(**counts, held=self.held or other.held)


@dataclass(frozen=True, slots=True)
class _Work:
    """One message of a batch, rendered."""

    claimed: Claimed
    outgoing: OutgoingMessage
    words: Words


def send_due(*, now: datetime.datetime, deadline: float | None = None) -> SendReport:
    """Send everything that is due, batch by batch; safe in any number of processes.

    Stops early at `deadline` (a reading of `time.monotonic()`). Each batch is gated in one
    transaction; rendering and sending happen outside of any, with one committed statement between
    two messages, so that a sender that dies leaves at most one message unknown. Must not be called
    inside a transaction. Publishes the outcomes as facts.
    """
    total, crowd, place = SendReport(), Counter[int](), None
    while not _is_over(deadline) and is_anything_due(now=now):
        terms = read_terms()
        place = place or here()
        held = hold_of(terms.settings, place)
        if held:
            return replace(total, held=held)
        passed = pass_gate(terms, now=now, limit=BATCH, crowd=crowd)
        if passed.is_empty:
            break
        total += _send_batch(passed, terms, now, deadline)
        if passed.claimed and terms.settings.mode == SendingMode.LIVE:
            note_progress()
        tell_outcomes()
    tell_outcomes()
    return total


def _send_batch(
    passed: Passed, terms: Terms, now: datetime.datetime, deadline: float | None
) -> SendReport:
    claim = Claim(lease=passed.lease, mode=terms.settings.mode, now=now)
    lease_ends = time.monotonic() + (LEASE - 2 * LONGEST_SEND).total_seconds()
    until = lease_ends if deadline is None else min(lease_ends, deadline)
    report = SendReport(
        deferred=passed.deferred, refused=passed.refused, postponed=passed.postponed
    )
    try:
        rendered = render_batch(passed.claimed, terms, now=now)
        sending_rows.fail(claim, rendered.failed)
        report += SendReport(failed=len(rendered.failed))
        for work, route in _by_route(passed.claimed, rendered, terms):
            report += _hand_over(work, route, claim, until)
    finally:
        sending_rows.release(claim, [one.message.id for one in passed.claimed])
    return report


def _by_route(
    claimed: Sequence[Claimed], rendered: RenderedBatch, terms: Terms
) -> Iterable[tuple[list[_Work], Route | Broken]]:
    groups: dict[tuple[int, str], list[_Work]] = defaultdict(list)
    accounts: dict[tuple[int, str], tuple[Account, str]] = {}
    for one in claimed:
        ready = rendered.ready.get(one.message.id)
        if ready is not None:
            key = (one.account.id, one.message.channel_slug)
            groups[key].append(_Work(one, *ready))
            accounts[key] = (one.account, one.message.channel_slug)
    found = routes(list(accounts.values()), terms)
    return [(work, found[key]) for key, work in groups.items()]


def _hand_over(
    work: Sequence[_Work], route: Route | Broken, claim: Claim, until: float
) -> SendReport:
    channel = work[0].claimed.account.channel
    if isinstance(route, Broken):
        account = work[0].claimed.account
        logger.error(
            "Account %s rests: its %s cannot be read", account.id, route.detail
        )
        _keep_health(account, worn_out(claim.now))
        return SendReport()
    if isinstance(channel, LocalChannel):
        return _store(channel, work, route, claim)
    with ExitStack() as stack:
        try:
            send = stack.enter_context(channel.open(route))
        except (DatabaseError, InterfaceError):
            # Without the database no account is to blame.
            raise
        # Back ends raise what they like; one that cannot begin must not stop the others.
        except Exception as error:
            account = work[0].claimed.account
            logger.error("Account %s rests: %s", account.id, type(error).__name__)
            _keep_health(account, worn_out(claim.now))
            return SendReport()
        return _OneByOne(claim, work, send, until).run()


def _store(
    channel: LocalChannel, work: Sequence[_Work], route: Route, claim: Claim
) -> SendReport:
    with transaction.atomic(using=WRITER):
        stored = sending_rows.mark_stored(claim, [one.outgoing.id for one in work])
        # A test shows nothing to real people.
        if claim.mode != "test":
            messages = [one.outgoing for one in work if one.outgoing.id in stored]
            channel.store(messages, route.settings, now=claim.now)
    return SendReport(sent=len(stored))


class _OneByOne:
    """Hands a group of messages over by one connection, and keeps count."""

    def __init__(
        self, claim: Claim, work: Sequence[_Work], send: SendOne, until: float
    ) -> None:
        self.claim, self.work, self.send, self.until = claim, work, send, until
        self.account = work[0].claimed.account
        self.health = self.account.health
        self.counts: Counter[MessageState] = Counter()
        self.dead_addresses: list[SuppressedAddress] = []

    def run(self) -> SendReport:
        """Send until all are sent, the time is over, the switch was moved or the account rests."""
        ended: Ended | None = None
        try:
            for one in self.work:
                if _is_over(self.until) or self.health.is_resting(self.claim.now):
                    break
                begun = Begun(one.outgoing.id, one.words)
                number = step(self.claim, ended=ended, begun=begun)
                ended = None
                if number is not None:
                    ended = self._attempt(one, number)
                elif self._switch_was_moved():
                    break
        finally:
            if ended is not None:
                step(self.claim, ended=ended, begun=None)
            self._keep_what_was_learned()
        return SendReport(
            sent=self.counts[MessageState.SENT],
            retried=self.counts[MessageState.QUEUED],
            failed=self.counts[MessageState.FAILED],
            unknown=self.counts[MessageState.UNKNOWN],
        )

    def _attempt(self, one: _Work, number: int) -> Ended:
        outcome = self._outcome(one.outgoing)
        message, channel = one.claimed.message, self.account.channel
        handed = Handed(
            number=number,
            now=self.claim.now,
            expires_at=message.expires_at,
            has_other_channel=one.claimed.has_other_channel,
            is_safe_to_repeat=message.is_transactional and channel.is_idempotent,
        )
        after = ending(outcome, handed)
        self.counts[after.state] += 1
        is_account = isinstance(outcome, Unsure) or (
            isinstance(outcome, Retry) and outcome.is_account
        )
        self.health = health_after(self.health, failed=is_account, now=self.claim.now)
        if isinstance(outcome, Rejected) and outcome.is_address:
            self.dead_addresses.append(self._dead_address(one.claimed))
        return _ended(one.outgoing.id, number, outcome, after)

    def _outcome(self, outgoing: OutgoingMessage) -> Outcome:
        try:
            return self.send(outgoing)
        # Providers' libraries raise what they like; whether it left, nobody knows then.
        except Exception as error:
            # Not its words: they may hold the address.
            logger.error("Message %s: %s in the channel", outgoing.id, type(error))
            return Unsure(type(error).__name__)

    def _dead_address(self, claimed: Claimed) -> SuppressedAddress:
        return SuppressedAddress(
            channel=self.account.medium,
            address_hash=claimed.address.value_hash,
            reason=SuppressionReason.HARD_BOUNCE,
            profile_id=claimed.message.profile_id,
        )

    def _switch_was_moved(self) -> bool:
        live = SendingSettings.objects.using(WRITER).filter(mode=self.claim.mode)
        return not live.exists()

    def _keep_what_was_learned(self) -> None:
        if self.health != self.account.health:
            _keep_health(self.account, self.health)
        if self.claim.mode == "live":
            suppress(self.dead_addresses, now=self.claim.now)


def _ended(message_id: int, number: int, outcome: Outcome, after: Ending) -> Ended:
    is_accepted = isinstance(outcome, Accepted)
    return Ended(
        id=message_id,
        number=number,
        state=after.state,
        outcome=type(outcome).__name__.lower(),
        reason=after.reason,
        detail="" if isinstance(outcome, Accepted) else outcome.detail[:64],
        provider_id=outcome.provider_id if isinstance(outcome, Accepted) else "",
        due_at=after.due_at,
        next_channel=after.next_channel,
        is_untold=is_accepted or after.state != MessageState.QUEUED,
    )


def _keep_health(account: Account, health: Health) -> None:
    ChannelAccount.objects.using(WRITER).filter(pk=account.id).update(
        failures=health.failures, closed_until=health.closed_until
    )


def _is_over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() >= deadline
