"""Put acts of consent on record, and keep the view of where they lead."""

import datetime
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction
from pydantic_core import to_json

from ...core.facts import Fact, Origin
from ...identity.models import Profile
from ...outbox.actions import publish
from ...outbox.errors import IdempotencyMismatch
from ..errors import InvalidCode, PurposeNeedsNoConsent, UnknownPurpose, WordingNotFound
from ..events import ConsentGranted, ConsentRequested, ConsentWithdrawn
from ..models import ConsentEvent, ConsentWording
from ..policies import (
    WHOLE_PURPOSE,
    ConsentStatus,
    Standing,
    Subject,
    is_code,
    is_list_code,
    levels,
    must_confirm,
    standing_after,
    status_of_act,
)
from ..purposes import PURPOSES
from ..queries import channels_with_double_opt_in, standings
from ..sources import Source
from .follow_addresses import MovedConsent, follow_addresses

# The events, their evidence and the view in one statement. Of two acts at one moment the
# withdrawal counts, then the grant. The people are locked before: see `record_consents`.
_RECORD = """
WITH given AS (
    SELECT * FROM ROWS FROM (
        json_to_recordset(%(acts)s) AS (
            key text, profile_id bigint, channel text, purpose text, list_code text,
            status text, source text, wording_id bigint, occurred_at timestamptz, author text,
            ip inet, user_agent text
        )
    ) WITH ORDINALITY AS given (
        key, profile_id, channel, purpose, list_code, status, source, wording_id, occurred_at,
        author, ip, user_agent, place
    )
), added AS (
    INSERT INTO crm_consent_event
        (key, profile_id, channel, purpose, list_code, status, source, wording_id,
         occurred_at, recorded_at, author)
    SELECT key, profile_id, channel, purpose, list_code, status, source, wording_id,
           occurred_at, %(now)s, author
    FROM given ORDER BY place
    RETURNING *
), evidence AS (
    INSERT INTO crm_consent_evidence (event_id, profile_id, ip, user_agent)
    SELECT added.id, added.profile_id, given.ip, given.user_agent
    FROM added JOIN given USING (key)
    WHERE given.ip IS NOT NULL OR given.user_agent <> ''
), latest AS (
    SELECT DISTINCT ON (profile_id, channel, purpose, list_code) *
    FROM added
    ORDER BY profile_id, channel, purpose, list_code, occurred_at DESC,
             status = 'withdrawn' DESC, status = 'granted' DESC, id DESC
)
INSERT INTO crm_consent_state AS known
    (profile_id, channel, purpose, list_code, status, source, occurred_at, event_id)
SELECT profile_id, channel, purpose, list_code, status, source, occurred_at, id
FROM latest
ON CONFLICT (profile_id, purpose, channel, list_code) DO UPDATE
SET status = excluded.status, source = excluded.source,
    occurred_at = excluded.occurred_at, event_id = excluded.event_id
WHERE (excluded.occurred_at, excluded.status = 'withdrawn', excluded.status = 'granted')
    > (known.occurred_at, known.status = 'withdrawn', known.status = 'granted')
RETURNING profile_id, channel, purpose, list_code, status, source, occurred_at, event_id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentAct:
    """Somebody granted or withdrew something, at an aware moment.

    `key` names the act for good: recording it again changes nothing. `source` is a code of where
    it happened. `author` is the member of staff or app that recorded it for the person, else
    None. `ip` and `user_agent` are kept beside the event until the person is erased.
    """

    profile_id: int
    channel: str
    purpose: str
    granted: bool
    source: str
    occurred_at: datetime.datetime
    key: str
    list_code: str = WHOLE_PURPOSE
    wording_id: int | None = None
    ip: str = ""
    user_agent: str = ""
    author: str | None = None

    @property
    def subject(self) -> Subject:
        """Return what the act is about."""
        return Subject(self.channel, self.purpose, self.list_code)


@dataclass(frozen=True, slots=True)
class _Decided:
    """An act with what it means."""

    act: ConsentAct
    standing: Standing


def record_consents(
    acts: Sequence[ConsentAct],
    *,
    now: datetime.datetime,
    origin: Origin = Origin.LIVE,
) -> list[ConsentStatus]:
    """Record acts in their order, and return where each act's subject stands after all of them.

    Idempotent by key: a key that is there already is passed over, and raises IdempotencyMismatch
    if it stands for another act. An older act is kept but changes nothing that a newer one
    decided; a moment after `now` counts as `now`. On a channel with double opt-in a grant is
    PENDING until confirmed. Acts of people who were erased or are unknown are left out (UNKNOWN).
    Publishes ConsentGranted, ConsentRequested or ConsentWithdrawn for what changed, with the
    origin: acts that a file brings start nothing, no question for a confirmation either. Locks the
    profiles in order of their ids. Raises UnknownPurpose, PurposeNeedsNoConsent, InvalidCode and
    WordingNotFound, and then records nothing.
    """
    _check(acts)
    with transaction.atomic():
        living = lock_people([act.profile_id for act in acts])
        fresh = _without_known([act for act in acts if act.profile_id in living])
        subjects = {level for act in acts for level in levels(act.subject)}
        before = standings(living, subjects)
        decided, after = _decide(fresh, before, now=now)
        if decided:
            moved = _write(decided, now=now)
            follow_addresses(moved, now=now)
            publish(_facts(moved, before, origin))
    return [
        after.get((act.profile_id, act.subject), _NOTHING_SAID).status for act in acts
    ]


def lock_people(profile_ids: Sequence[int]) -> set[int]:
    """Lock the living among these profiles in order of their ids, until the transaction ends.

    Whoever records a consent or erases a person waits.
    """
    living = Profile.objects.filter(pk__in=set(profile_ids), erased_at__isnull=True)
    locked = living.order_by("pk").select_for_update(no_key=True)
    return set(locked.values_list("pk", flat=True))


_NOTHING_SAID = Standing(
    ConsentStatus.UNKNOWN, datetime.datetime.min.replace(tzinfo=datetime.UTC)
)
_Standings = Mapping[tuple[int, Subject], Standing]


def _check(acts: Sequence[ConsentAct]) -> None:
    for act in acts:
        _check_purpose(act.purpose)
        for field, code in (("channel", act.channel), ("source", act.source)):
            if not is_code(code):
                raise InvalidCode(field, code)
        if act.list_code and not is_list_code(act.list_code):
            raise InvalidCode("listCode", act.list_code)
    _check_wordings({act.wording_id for act in acts if act.wording_id is not None})


def _check_purpose(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise UnknownPurpose(purpose)
    if not PURPOSES[purpose].can_be_withdrawn:
        raise PurposeNeedsNoConsent(purpose)


def _check_wordings(wording_ids: set[int]) -> None:
    if not wording_ids:
        return
    there = ConsentWording.objects.filter(pk__in=wording_ids)
    missing = wording_ids - set(there.values_list("pk", flat=True))
    if missing:
        raise WordingNotFound(min(missing))


def _without_known(acts: Sequence[ConsentAct]) -> list[ConsentAct]:
    fresh: dict[str, ConsentAct] = {}
    for act in acts:
        if fresh.setdefault(act.key, act) != act:
            raise IdempotencyMismatch(act.key)
    for row in ConsentEvent.objects.filter(key__in=list(fresh)):
        act = fresh.pop(row.key)
        told = (row.profile_id, Subject(row.channel, row.purpose, row.list_code))
        was_granted = row.status != ConsentStatus.WITHDRAWN
        if (*told, was_granted) != (act.profile_id, act.subject, act.granted):
            raise IdempotencyMismatch(act.key)
    return list(fresh.values())


def _decide(
    acts: Sequence[ConsentAct],
    before: Mapping[int, Mapping[Subject, Standing]],
    *,
    now: datetime.datetime,
) -> tuple[list[_Decided], _Standings]:
    double_opt_in = channels_with_double_opt_in()
    known = {
        (profile_id, subject): standing
        for profile_id, said in before.items()
        for subject, standing in said.items()
    }
    after: dict[tuple[int, Subject], Standing] = {}
    view = ChainMap(after, known)
    decided = []
    for act in acts:
        place = (act.profile_id, act.subject)
        needs_confirmation = (
            act.source != Source.CONFIRMATION
            and must_confirm(act.subject, double_opt_in=double_opt_in)
            and not _has_proven(act, view)
        )
        status = status_of_act(
            granted=act.granted, needs_confirmation=needs_confirmation
        )
        standing = Standing(status, min(act.occurred_at, now))
        decided.append(_Decided(act, standing))
        after[place] = standing_after(view.get(place), standing)
    return decided, view


def _has_proven(act: ConsentAct, view: _Standings) -> bool:
    # A grant that holds for the same address was confirmed when it was made.
    standing = [view.get((act.profile_id, level)) for level in levels(act.subject)]
    return any(one and one.status == ConsentStatus.GRANTED for one in standing)


def _write(
    decided: Sequence[_Decided], *, now: datetime.datetime
) -> list[MovedConsent]:
    acts = to_json([_row(one) for one in decided]).decode()
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {"acts": acts, "now": now})
        return [MovedConsent(*row) for row in cursor.fetchall()]


def _row(decided: _Decided) -> dict[str, Any]:
    return {
        **asdict(decided.act),
        "status": decided.standing.status,
        "occurred_at": decided.standing.occurred_at,
        "author": decided.act.author or "",
        "ip": decided.act.ip or None,
    }


def _facts(
    moved: Sequence[MovedConsent],
    before: Mapping[int, Mapping[Subject, Standing]],
    origin: Origin,
) -> list[Fact]:
    return [
        _fact(one, origin)
        for one in moved
        if _status_before(one, before) != ConsentStatus(one.status)
    ]


def _status_before(
    moved: MovedConsent, before: Mapping[int, Mapping[Subject, Standing]]
) -> ConsentStatus | None:
    subject = Subject(moved.channel, moved.purpose, moved.list_code)
    known = before.get(moved.profile_id, {}).get(subject)
    return known.status if known else None


def _fact(moved: MovedConsent, origin: Origin) -> Fact:
    values: dict[str, Any] = {
        "key": f"consent:{moved.event_id}",
        "occurred_at": moved.occurred_at,
        "origin": origin,
        "profile_id": moved.profile_id,
        "channel": moved.channel,
        "purpose": moved.purpose,
        "list_code": moved.list_code,
        "source": moved.source,
    }
    if moved.status == ConsentStatus.PENDING:
        return ConsentRequested(**values, event_id=moved.event_id)
    if moved.status == ConsentStatus.GRANTED:
        return ConsentGranted(**values)
    return ConsentWithdrawn(**values)
