"""The one gate: whether a message may leave now, later or not at all, and why.

The order is fixed: suppression, consent, holdout, a pause of the source, quiet hours, frequency cap, the
channel's own rule. The first that objects decides; what it was is stored by the caller.
"""

import datetime
import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...consent.policies import ConsentStatus
from .caps import Cap, Slot, crowded
from .reasons import Reason


class WhenRefused(enum.StrEnum):
    """What becomes of a message that may not leave now but may later."""

    DEFER = "defer"
    SKIP = "skip"


class ConsentRule(enum.StrEnum):
    """What a channel asks of consent: a yes, or only that nobody has said no."""

    OPT_IN = "opt_in"
    OPT_OUT = "opt_out"


@dataclass(frozen=True, slots=True)
class Send:
    """It may leave now."""


@dataclass(frozen=True, slots=True)
class Defer:
    """It may be asked again at `until`."""

    until: datetime.datetime
    reason: Reason
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refuse:
    """It will never leave; by this channel at least."""

    reason: Reason
    numbers: Mapping[str, Any] = field(default_factory=dict)


Verdict = Send | Defer | Refuse


@dataclass(frozen=True, kw_only=True, slots=True)
class GateFacts:
    """All that the gate looks at, for one message by one channel.

    `suppression` is the reason stored for the address, "" for none. `quiet_until` is the end of
    the recipient's quiet hours, None outside them. `own_rule` is the channel's own objection.
    Transactional messages, and those by channels that disturb nobody, pass by quiet hours and
    caps (`caps` are those that hold for this person); `holds_slot` says that an earlier pass has reserved a place already. `is_paused` says that
    staff let the source stand still: whatever its purpose, nothing of it leaves.
    """

    now: datetime.datetime
    channel: str
    expires_at: datetime.datetime
    when_refused: WhenRefused
    is_transactional: bool
    has_address: bool = True
    disturbs: bool = True
    suppression: str = ""
    consent: ConsentStatus = ConsentStatus.UNKNOWN
    consent_rule: ConsentRule = ConsentRule.OPT_IN
    is_held_out: bool = False
    is_paused: bool = False
    quiet_until: datetime.datetime | None = None
    caps: Sequence[Cap] = ()
    slots: Sequence[Slot] = ()
    holds_slot: bool = False
    own_rule: Defer | Refuse | None = None


def decide(facts: GateFacts) -> Verdict:
    """Return whether the message may leave; a deferral never goes beyond its expiry."""
    for objection in (objection_to_person, _holdout, *_TIMELY):
        verdict = objection(facts)
        if verdict is not None:
            return _within_time(verdict, facts)
    return Send()


def objection_to_person(facts: GateFacts) -> Refuse | None:
    """Return why this person may not be written to by this channel at all; None if they may.

    This much is asked before a holdout is assigned: whoever could not get the message anyhow
    belongs to neither side of an experiment.
    """
    for objection in (_expiry, _address, _suppression, _consent):
        refusal = objection(facts)
        if refusal is not None:
            return refusal
    return None


def _expiry(facts: GateFacts) -> Refuse | None:
    if facts.now < facts.expires_at:
        return None
    return Refuse(Reason.EXPIRED_IN_PAUSE if facts.is_paused else Reason.EXPIRED)


def _address(facts: GateFacts) -> Refuse | None:
    return None if facts.has_address else Refuse(Reason.NO_ADDRESS)


def _suppression(facts: GateFacts) -> Refuse | None:
    if not facts.suppression:
        return None
    return Refuse(Reason.SUPPRESSED, {"suppression": facts.suppression})


_OBJECTIONS: Mapping[ConsentStatus, Reason] = {
    ConsentStatus.UNKNOWN: Reason.NO_CONSENT,
    ConsentStatus.PENDING: Reason.CONSENT_PENDING,
    ConsentStatus.WITHDRAWN: Reason.CONSENT_WITHDRAWN,
}


def _consent(facts: GateFacts) -> Refuse | None:
    if facts.consent == ConsentStatus.GRANTED:
        return None
    is_refusal = facts.consent == ConsentStatus.WITHDRAWN
    if facts.consent_rule == ConsentRule.OPT_OUT and not is_refusal:
        return None
    return Refuse(_OBJECTIONS[facts.consent])


def _holdout(facts: GateFacts) -> Refuse | None:
    return Refuse(Reason.HELD_OUT) if facts.is_held_out else None


def _pause(facts: GateFacts) -> Defer | None:
    # Nobody knows how long: who ends the pause wakes it, else it is asked for the last time.
    return Defer(facts.expires_at, Reason.PAUSED) if facts.is_paused else None


def _quiet_hours(facts: GateFacts) -> Defer | None:
    if facts.quiet_until is None or _is_exempt(facts):
        return None
    return Defer(facts.quiet_until, Reason.QUIET_HOURS)


def _frequency_cap(facts: GateFacts) -> Defer | None:
    if facts.holds_slot or _is_exempt(facts):
        return None
    full = crowded(facts.caps, facts.slots, channel=facts.channel, now=facts.now)
    if full is None:
        return None
    numbers: dict[str, Any] = {
        "channel": full.cap.channel,
        "most": full.cap.most,
        "hours": int(full.cap.period.total_seconds() // 3600),
        "taken": full.taken,
    }
    if not full.cap.relation:
        return Defer(full.free_at, Reason.FREQUENCY_CAP, numbers)
    numbers["relationship_type"] = full.cap.relation
    return Defer(full.free_at, Reason.RELATIONSHIP_CAP, numbers)


def _own_rule(facts: GateFacts) -> Defer | Refuse | None:
    return facts.own_rule


_TIMELY: Sequence[Callable[[GateFacts], Defer | Refuse | None]] = (
    _pause,
    _quiet_hours,
    _frequency_cap,
    _own_rule,
)


def _is_exempt(facts: GateFacts) -> bool:
    return facts.is_transactional or not facts.disturbs


def _within_time(verdict: Defer | Refuse, facts: GateFacts) -> Defer | Refuse:
    if isinstance(verdict, Refuse):
        return verdict
    is_late = verdict.until >= facts.expires_at and verdict.reason != Reason.PAUSED
    if facts.when_refused == WhenRefused.SKIP or is_late:
        return Refuse(verdict.reason, verdict.numbers)
    return verdict
