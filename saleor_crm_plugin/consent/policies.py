"""Pure decisions: where acts of consent lead, what a withdrawal covers, what a suppression stops."""

import datetime
import enum
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .purposes import PURPOSES, ConsentPurpose

# Stands for every channel, also for those that come later.
ANY_CHANNEL = "any"
# The whole purpose rather than one of its lists.
WHOLE_PURPOSE = ""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
_LIST_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


class ConsentStatus(enum.StrEnum):
    """What somebody has said; PENDING awaits the confirmation of a double opt-in."""

    GRANTED = "granted"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class SuppressionReason(enum.StrEnum):
    """Why an address is not written to, the strongest first."""

    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    MANUAL = "manual"
    ERASURE = "erasure"
    OPT_OUT = "opt_out"


class UnsubscribeScope(enum.StrEnum):
    """How much a person leaves: one kind of message, one channel, or all."""

    LIST = "list"
    CHANNEL = "channel"
    EVERYTHING = "everything"


# An address that does not exist, or whose owner calls us spam, gets nothing at all.
_STOPS_EVERYTHING = frozenset(
    {
        SuppressionReason.HARD_BOUNCE,
        SuppressionReason.COMPLAINT,
        SuppressionReason.MANUAL,
    }
)
# Of two acts at the same moment the more careful one counts.
_WEIGHT = {
    ConsentStatus.PENDING: 0,
    ConsentStatus.GRANTED: 1,
    ConsentStatus.WITHDRAWN: 2,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What one consent is about."""

    channel: str
    purpose: str
    list_code: str = WHOLE_PURPOSE


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a consent stands, and since which act."""

    status: ConsentStatus
    occurred_at: datetime.datetime


def is_code(text: str) -> bool:
    """Whether the text may name a channel, a source or a wording."""
    return _CODE.fullmatch(text) is not None


def is_list_code(text: str) -> bool:
    """Whether the text may name a list."""
    return _LIST_CODE.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether the text may name a language: "it", or "zh-hans"."""
    return _LANGUAGE.fullmatch(text) is not None


def status_of_act(*, granted: bool, needs_confirmation: bool) -> ConsentStatus:
    """Return what an act means: a grant that must be confirmed is only asked for."""
    if not granted:
        return ConsentStatus.WITHDRAWN
    return ConsentStatus.PENDING if needs_confirmation else ConsentStatus.GRANTED


def must_confirm(subject: Subject, *, double_opt_in: Collection[str]) -> bool:
    """Whether a grant about this must be confirmed, given the channels that demand it.

    Only what is sent needs a proven address. A grant for any channel reaches all of them.
    """
    if subject.purpose != ConsentPurpose.MARKETING:
        return False
    if subject.channel == ANY_CHANNEL:
        return bool(double_opt_in)
    return subject.channel in double_opt_in


def is_settled(
    own: Standing | None, effective: ConsentStatus, *, granted: bool
) -> bool:
    """Whether the same act was done before and still holds, so that doing it again says nothing.

    What awaits its confirmation was asked for already.
    A withdrawal is said for each subject by itself: a wider one may be taken back.
    """
    if own is None:
        return False
    if not granted:
        return own.status == ConsentStatus.WITHDRAWN
    return own.status == effective and own.status != ConsentStatus.WITHDRAWN


def standing_after(current: Standing | None, act: Standing) -> Standing:
    """Return the later of the two; at the same moment a withdrawal counts before a grant."""
    if current is None or _order(act) > _order(current):
        return act
    return current


def _order(standing: Standing) -> tuple[datetime.datetime, int]:
    return standing.occurred_at, _WEIGHT[standing.status]


def levels(subject: Subject) -> tuple[Subject, ...]:
    """Return the subjects that decide about this one, from the widest to the narrowest."""
    channels = dict.fromkeys((ANY_CHANNEL, subject.channel))
    lists = dict.fromkeys((WHOLE_PURPOSE, subject.list_code))
    return tuple(
        Subject(channel, subject.purpose, list_code)
        for list_code in lists
        for channel in channels
    )


def effective_status(standings: Iterable[Standing | None]) -> ConsentStatus:
    """Return what holds, given the standings of all levels from the widest to the narrowest.

    A withdrawal holds for everything below it that was granted earlier; a narrower withdrawal
    holds whatever wider grant comes later. Said at one moment, the narrower word counts.
    """
    decided: Standing | None = None
    for standing in standings:
        if standing is not None:
            decided = _narrowed(decided, standing)
    return decided.status if decided else ConsentStatus.UNKNOWN


def _narrowed(wider: Standing | None, narrower: Standing) -> Standing:
    if wider is None or wider.status != ConsentStatus.WITHDRAWN:
        return narrower
    # An earlier withdrawal must not hide a later one from what is narrower still.
    return narrower if narrower.occurred_at >= wider.occurred_at else wider


def with_default(purpose: str, status: ConsentStatus) -> ConsentStatus:
    """Return what holds for somebody who may never have been asked about the purpose."""
    if not PURPOSES[purpose].can_be_withdrawn:
        return ConsentStatus.GRANTED
    if status == ConsentStatus.UNKNOWN and PURPOSES[purpose].is_allowed_by_default:
        return ConsentStatus.GRANTED
    return status


def left_by(
    scope: UnsubscribeScope, *, channel: str, list_code: str
) -> tuple[Subject, ...]:
    """Return what somebody withdraws who unsubscribes this far.

    Leaving a list that has no code leaves the channel's marketing.
    """
    if scope == UnsubscribeScope.EVERYTHING:
        return tuple(
            Subject(ANY_CHANNEL, purpose.code)
            for purpose in PURPOSES.values()
            if purpose.can_be_withdrawn
        )
    narrow = list_code if scope == UnsubscribeScope.LIST else WHOLE_PURPOSE
    return (Subject(channel, ConsentPurpose.MARKETING, narrow),)


def does_stop(reason: SuppressionReason, purpose: str) -> bool:
    """Whether an address suppressed for this reason may not be written to for this purpose."""
    return reason in _STOPS_EVERYTHING or purpose != ConsentPurpose.TRANSACTIONAL


def strongest(reasons: Sequence[SuppressionReason]) -> SuppressionReason:
    """Return the reason to be shown where there are several."""
    order = list(SuppressionReason)
    return min(reasons, key=order.index)


def stricter_standings(
    own: Mapping[Subject, Standing],
    other: Mapping[Subject, Standing],
    *,
    now: datetime.datetime,
) -> dict[Subject, Standing]:
    """Return what changes for a person who turned out to have said also what another said.

    A withdrawal of either counts from `now` on, and so for everything narrower whatever was
    granted. A grant of the other counts where the person said nothing about it and neither of them
    withdrew it or something wider. A request that was not confirmed counts nowhere.
    """
    withdrawn = {
        subject
        for said in (own, other)
        for subject, standing in said.items()
        if standing.status == ConsentStatus.WITHDRAWN
    }
    changes = {
        subject: Standing(ConsentStatus.WITHDRAWN, now)
        for subject in withdrawn
        if subject in other or _has_narrower(subject, own, other)
    }
    for subject, standing in other.items():
        is_free = withdrawn.isdisjoint(levels(subject)) and _is_unsaid(own.get(subject))
        if standing.status == ConsentStatus.GRANTED and is_free:
            changes[subject] = standing
    return {
        subject: standing
        for subject, standing in changes.items()
        if own.get(subject) != standing
    }


def _is_unsaid(own: Standing | None) -> bool:
    return own is None or own.status == ConsentStatus.PENDING


def _has_narrower(wide: Subject, *sayings: Mapping[Subject, Standing]) -> bool:
    """Whether something within this was granted, which a withdrawal must still cover."""
    return any(
        standing.status == ConsentStatus.GRANTED and wide in levels(subject)
        for said in sayings
        for subject, standing in said.items()
    )
