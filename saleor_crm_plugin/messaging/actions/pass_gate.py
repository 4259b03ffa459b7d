"""Let a batch of messages that are due through the gate, in one transaction."""

import dataclasses
import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from pydantic_core import to_json

from ...core.collecting import fewer_collections
from ...saleor_adapter.db import WRITER
from .. import gate_rows
from ..candidates import choose
from ..claims import Claimed
from ..gate_rows import Decided, Kept, Stand, Taken
from ..policies.gate import Defer, Refuse, Send, Verdict
from ..policies.pace import LEASE, turn_after
from ..policies.reasons import Reason
from ..policies.states import MessageState
from ..policies.turns import Fate, Leaving, fates
from ..recipients import Recipient, recipients
from ..rulings import Ruling, rule_all
from ..terms import Account, Terms
from ..waiting import Waiting, take_due


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """What became of one batch at the gate; `lease` names the claim on `claimed`."""

    lease: uuid.UUID
    claimed: Sequence[Claimed] = ()
    deferred: int = 0
    refused: int = 0
    postponed: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was due."""
        return not (self.claimed or self.deferred or self.refused or self.postponed)


@fewer_collections()
def pass_gate(
    terms: Terms, *, now: datetime.datetime, limit: int, crowd: Counter[int]
) -> Passed:
    """Decide about up to `limit` messages that are due; store every decision with its reason.

    Those that may leave are leased to the caller, with their places under the caps taken in this
    very transaction. The number of statements does not depend on the number of messages.
    `crowd` counts, per account, those that found no token in this run, so that each gets a turn of
    its own. Locks: messages (passing over held ones), people's caps by profile, accounts by id.
    """
    with transaction.atomic(using=WRITER):
        waiting = take_due(now=now, limit=limit)
        if not waiting:
            return Passed(lease=uuid.uuid4())
        people = recipients({message.profile_id for message in waiting})
        choices = choose(waiting, people, terms, now=now)
        rulings = rule_all(choices, people, terms, now)
        return _settle(rulings, people, terms, now, crowd)


def _kept(ruling: Ruling) -> Kept:
    message, candidate = ruling.message, ruling.candidate
    address = candidate.address if candidate else None
    return Kept(
        message_id=message.id,
        profile_id=message.profile_id,
        channel=candidate.medium if candidate else "",
        address=address.value if address else "",
        address_hash=address.value_hash if address else "",
        source_kind=message.source_kind,
        source_id=message.source_id,
        occurrence=message.occurrence,
    )


def _settle(
    rulings: Sequence[Ruling],
    people: Mapping[int, Recipient],
    terms: Terms,
    now: datetime.datetime,
    crowd: Counter[int],
) -> Passed:
    """Take tokens, and write down for each message where it stands."""
    lots = _draw(rulings, now)
    granted = [one for one in rulings if lots.get(one.message.id) is Fate.LEAVES]
    turns = _turns(rulings, lots, now, crowd)
    rulings = [_without_echo(one, lots) for one in rulings]
    lease = uuid.uuid4()
    refused = [one for one in rulings if isinstance(one.verdict, Refuse)]
    gate_rows.take_slots([_taken(one) for one in granted if _is_counted(one)], now=now)
    gate_rows.free_slots([one.message.id for one in refused if one.message.holds_slot])
    gate_rows.log_decisions(
        [line for one in rulings if one.message.id not in turns for line in _log(one)],
        now=now,
    )
    leased = Leased(lease=lease, until=now + LEASE, is_test=terms.is_test)
    gate_rows.rule(
        [(one.message.id, _stand(one, turns, leased)) for one in rulings], now=now
    )
    return Passed(
        lease=lease,
        claimed=[
            Claimed(
                message=one.message,
                account=one.candidate.account,
                recipient=people[one.message.profile_id],
                address=one.candidate.address,
                has_other_channel=bool(one.others),
            )
            for one in granted
            if one.candidate and one.candidate.address
        ],
        deferred=sum(isinstance(one.verdict, Defer) for one in rulings),
        refused=len(refused),
        postponed=len(turns),
    )


def _draw(rulings: Sequence[Ruling], now: datetime.datetime) -> dict[int, Fate]:
    """Return what becomes of each message that may leave, with its token and address taken."""
    leaving = [one for one in rulings if isinstance(one.verdict, Send)]
    # What an earlier pass wrote is written anew: the address may be another one by now.
    gate_rows.forget_addresses(
        [one.message.id for one in leaving if one.message.has_address]
    )
    asked = [Leaving(_saying(one), _account(one).id) for one in leaving]
    # Of those with the same to say the first one asks for all, until it is known which leaves.
    first: dict[Hashable, Ruling] = {}
    for said, one in zip(asked, leaving, strict=True):
        first.setdefault(said.saying, one)
    kept = gate_rows.keep_addresses([_kept(one) for one in first.values()])
    told = {saying for saying, one in first.items() if one.message.id not in kept}
    wanted = Counter(one.account_id for one in asked if one.saying not in told)
    tokens = gate_rows.take_tokens(wanted, now=now)
    found = fates(asked, tokens, told)
    taken = Counter(
        one.account_id
        for one, fate in zip(asked, found, strict=True)
        if fate is Fate.LEAVES
    )
    gate_rows.give_back_tokens(Counter(tokens) - taken)
    lots = {one.message.id: fate for one, fate in zip(leaving, found, strict=True)}
    _keep_who_leaves(leaving, lots, kept)
    return lots


def _keep_who_leaves(
    leaving: Sequence[Ruling], lots: Mapping[int, Fate], kept: Collection[int]
) -> None:
    # Somebody else may be told at this address before the turn of who waits comes.
    waiting = [one for one in kept if lots[one] is not Fate.LEAVES]
    gate_rows.forget_addresses(waiting)
    late = [
        one
        for one in leaving
        if lots[one.message.id] is Fate.LEAVES and one.message.id not in kept
    ]
    if late:
        gate_rows.keep_addresses([_kept(one) for one in late])


def _saying(ruling: Ruling) -> tuple[str, ...]:
    """Return what makes a message an echo of another one: as the table's unique key says."""
    message = ruling.message
    address = ruling.candidate.address if ruling.candidate else None
    value_hash = address.value_hash if address else ""
    return message.source_kind, message.source_id, message.occurrence, value_hash


def _account(ruling: Ruling) -> Account:
    return ruling.candidate.account  # type: ignore[union-attr]  # what leaves has a way


def _without_echo(ruling: Ruling, lots: Mapping[int, Fate]) -> Ruling:
    if lots.get(ruling.message.id) is not Fate.ECHO:
        return ruling
    return dataclasses.replace(ruling, verdict=Refuse(Reason.SAME_ADDRESS))


def _turns(
    rulings: Sequence[Ruling],
    lots: Mapping[int, Fate],
    now: datetime.datetime,
    crowd: Counter[int],
) -> dict[int, datetime.datetime]:
    """Return when those come to their turn that found no token."""
    turns: dict[int, datetime.datetime] = {}
    for one in rulings:
        if lots.get(one.message.id) is Fate.WAITS:
            account = _account(one)
            turns[one.message.id] = _turn(account, crowd[account.id], now)
            crowd[account.id] += 1
    return turns


def _turn(account: Account, place: int, now: datetime.datetime) -> datetime.datetime:
    rested = account.health.closed_until
    begins = rested if rested is not None and rested > now else now
    return turn_after(place, account.per_second, begins)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leased:
    """The claim under which what may leave is held."""

    lease: uuid.UUID
    until: datetime.datetime
    is_test: bool


def _stand(
    ruling: Ruling, turns: Mapping[int, datetime.datetime], leased: Leased
) -> Stand:
    message, verdict = ruling.message, ruling.verdict
    state, reason = MessageState.QUEUED, ""
    due_at: datetime.datetime | None = None
    if message.id in turns:
        due_at = turns[message.id]
    elif isinstance(verdict, Send):
        return _leased_stand(ruling, leased)
    elif isinstance(verdict, Defer):
        reason, due_at = verdict.reason, verdict.until
    else:
        state, reason = MessageState.SUPPRESSED, verdict.reason
    return Stand(
        state=state,
        reason=reason,
        channel=ruling.candidate.medium if ruling.candidate else "",
        channels=message.channels,
        due_at=due_at,
        is_untold=state is MessageState.SUPPRESSED,
    )


def _leased_stand(ruling: Ruling, leased: Leased) -> Stand:
    account = _account(ruling)
    return Stand(
        state=MessageState.QUEUED,
        reason="",
        channel=account.medium,
        channels=(account.medium, *ruling.others),
        account_id=account.id,
        lease=leased.lease,
        lease_until=leased.until,
        is_test=leased.is_test,
    )


def _is_counted(ruling: Ruling) -> bool:
    candidate = ruling.candidate
    return (
        candidate is not None
        and candidate.account.channel.disturbs
        and not ruling.message.is_transactional
    )


def _taken(ruling: Ruling) -> Taken:
    return Taken(
        message_id=ruling.message.id,
        profile_id=ruling.message.profile_id,
        channel=ruling.candidate.medium if ruling.candidate else "",
    )


def _log(ruling: Ruling) -> list[Decided]:
    """Return the lines of the log: one per way that was refused, and the verdict on the last."""
    lines: list[tuple[str, Verdict]] = list(ruling.refused)
    if ruling.candidate is not None:
        lines.append((ruling.candidate.medium, ruling.verdict))
    return [_log_line(ruling.message, medium, verdict) for medium, verdict in lines]


def _log_line(message: Waiting, medium: str, verdict: Verdict) -> Decided:
    numbers = {} if isinstance(verdict, Send) else verdict.numbers
    return Decided(
        message_id=message.id,
        profile_id=message.profile_id,
        channel=medium,
        verdict=type(verdict).__name__.lower(),
        reason="" if isinstance(verdict, Send) else verdict.reason,
        until=verdict.until if isinstance(verdict, Defer) else None,
        numbers=to_json(dict(numbers)).decode() if numbers else "{}",
    )
