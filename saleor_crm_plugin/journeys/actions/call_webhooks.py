"""Call other systems: a lease that is committed, the calls outside of any transaction, the outcome."""

import datetime
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...consent.policies import ANY_CHANNEL, ConsentStatus
from ...consent.purposes import ConsentPurpose
from ...consent.queries import consent_of
from ...messaging.secret_box import UnreadableSecrets, open_box
from ...outbox.policies import is_given_up, wait_after
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.web_client import Post, Reply, post_all
from ..effects.call_webhook import ANSWERED, WITHHELD
from ..policies.signing import signed_headers
from ..webhook_models import CallState, WebhookEndpoint
from .endpoints import SECRET
from .lock import lock_people

BATCH = 16
LEASE = datetime.timedelta(minutes=2)
LARGEST_BODY = 16 * 1024
NOT_AGREED = Reply(None, "The person does not agree that partners are told.")

# Whose passage has left the step is told nothing more, and nothing of it is kept.
DROP = """
UPDATE crm_webhook_call AS call
SET state = 'dropped', body = '{}', due_at = NULL, lease_until = NULL, ended_at = %(now)s
WHERE call.state IN ('waiting', 'failed') AND NOT EXISTS (
    SELECT FROM crm_enrollment AS passage
    WHERE passage.id = call.enrollment_id AND passage.visit = call.visit
      AND passage.state IN ('active', 'stuck')
)
"""
CLAIM = """
WITH taken AS MATERIALIZED (
    SELECT call.enrollment_id, call.visit
    FROM crm_webhook_call AS call
    JOIN crm_enrollment AS passage ON passage.id = call.enrollment_id
    JOIN crm_journey AS journey ON journey.id = passage.journey_id
    WHERE call.state = 'waiting' AND call.due_at <= %(now)s
      AND (call.lease_until IS NULL OR call.lease_until <= %(now)s)
      AND journey.status IN ('on', 'draining')
    ORDER BY call.due_at
    LIMIT %(batch)s
    FOR UPDATE OF call SKIP LOCKED
)
UPDATE crm_webhook_call AS call
SET lease_until = %(lease)s, tries = call.tries + 1
FROM taken
WHERE taken.enrollment_id = call.enrollment_id AND taken.visit = call.visit
RETURNING call.enrollment_id, call.visit, call.step, call.profile_id, call.endpoint_id,
          call.body, call.tries
"""
# Only what is still ours: a lease that ran out has another number of tries by now.
SETTLE = """
WITH told AS (
    SELECT * FROM json_to_recordset(%(told)s) AS told (
        enrollment_id bigint, visit smallint, tries smallint, state text, status smallint,
        error text, due_at timestamptz
    )
), settled AS (
    UPDATE crm_webhook_call AS call
    SET state = told.state, status = told.status, last_error = told.error,
        due_at = told.due_at, lease_until = NULL,
        body = CASE WHEN told.state IN ('answered', 'dropped') THEN '{}' ELSE call.body END,
        ended_at = CASE WHEN told.state <> 'waiting' THEN %(now)s::timestamptz END
    FROM told
    WHERE call.enrollment_id = told.enrollment_id AND call.visit = told.visit
      AND call.state = 'waiting' AND call.tries = told.tries
    RETURNING call.enrollment_id, call.visit, call.state, call.last_error
)
UPDATE crm_enrollment AS passage
SET heard = CASE settled.state WHEN 'answered' THEN %(answered)s
                               WHEN 'dropped' THEN %(withheld)s ELSE passage.heard END,
    state = CASE settled.state WHEN 'failed' THEN 'stuck' ELSE passage.state END,
    last_error = CASE settled.state WHEN 'failed' THEN settled.last_error
                                    ELSE passage.last_error END,
    lease_until = CASE settled.state WHEN 'failed' THEN NULL ELSE passage.lease_until END,
    due_at = CASE WHEN settled.state = 'failed' OR passage.state = 'stuck' THEN NULL
                  ELSE least(passage.due_at, %(now)s) END
FROM settled
WHERE settled.state <> 'waiting' AND passage.id = settled.enrollment_id
  AND passage.visit = settled.visit AND passage.state IN ('active', 'stuck')
"""
# For staff who try stuck passages again.
CALL_AGAIN = """
UPDATE crm_webhook_call
SET state = 'waiting', tries = 0, due_at = %(now)s, lease_until = NULL, ended_at = NULL
WHERE enrollment_id = ANY(%(ids)s) AND state = 'failed'
"""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is ours for two minutes; `tries` tells its lease from the next one's."""

    enrollment_id: int
    visit: int
    step: str
    profile_id: int
    endpoint_id: int
    body: Any
    tries: int

    @property
    def key(self) -> str:
        """Return the id of the call: the same at every try, and that of the step's effect."""
        return f"journey:{self.enrollment_id}:{self.step}:{self.visit}"


@dataclass(frozen=True, kw_only=True, slots=True)
class CallReport:
    """How many calls were answered, failed for now, and were given up."""

    answered: int = 0
    failed: int = 0
    parked: int = 0

    def __add__(self, other: "CallReport") -> "CallReport":
        return CallReport(
            answered=self.answered + other.answered,
            failed=self.failed + other.failed,
            parked=self.parked + other.parked,
        )


def call_due(*, now: datetime.datetime, deadline: float | None = None) -> CallReport:
    """Make all calls that are due, batch after batch, until `deadline` (of `time.monotonic()`).

    At least once: a worker that dies leaves its calls to the next one. Calls of paused journeys
    wait. Must not be called inside a transaction.
    """
    total = CallReport()
    _execute(DROP, now=now)
    while deadline is None or time.monotonic() < deadline:
        calls = _claim(now)
        if not calls:
            break
        total += _settle(list(zip(calls, _made(calls, now), strict=True)), now)
    return total


def call_again(enrollment_ids: Sequence[int], *, now: datetime.datetime) -> None:
    """Let the calls that failed for these passages be made again; in the caller's transaction."""
    _execute(CALL_AGAIN, ids=list(enrollment_ids), now=now)


def _claim(now: datetime.datetime) -> list[Call]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CLAIM, {"now": now, "lease": now + LEASE, "batch": BATCH})
        return [Call(*row) for row in cursor.fetchall()]


def _made(calls: Sequence[Call], now: datetime.datetime) -> list[Reply]:
    endpoints = WebhookEndpoint.objects.in_bulk([one.endpoint_id for one in calls])
    withheld = _withheld(calls, endpoints)
    prepared = [
        NOT_AGREED
        if one.profile_id in withheld and endpoints[one.endpoint_id].is_partner
        else _post(one, endpoints[one.endpoint_id], now)
        for one in calls
    ]
    answers = iter(post_all([one for one in prepared if isinstance(one, Post)]))
    return [one if isinstance(one, Reply) else next(answers) for one in prepared]


def _withheld(
    calls: Sequence[Call], endpoints: Mapping[int, WebhookEndpoint]
) -> set[int]:
    """Return those whom a partner would be told of, and who do not agree to that just now."""
    people = {one.profile_id for one in calls if endpoints[one.endpoint_id].is_partner}
    if not people:
        return set()
    said = consent_of(
        people, channel=ANY_CHANNEL, purpose=ConsentPurpose.THIRD_PARTY, using=WRITER
    )
    return {one for one in people if said[one] != ConsentStatus.GRANTED}


def _post(
    call: Call, endpoint: WebhookEndpoint, now: datetime.datetime
) -> Post | Reply:
    stored = json.loads(call.body) if isinstance(call.body, str) else call.body
    body = json.dumps(stored, separators=(",", ":"), sort_keys=True).encode()
    if len(body) > LARGEST_BODY:
        return Reply(None, "There is too much to tell.")
    try:
        secret = open_box(endpoint.secrets)[SECRET]
    except UnreadableSecrets:
        return Reply(None, "The secret of the endpoint can no longer be read.")
    headers = signed_headers(secret, call.key, body, at=now)
    return Post(url=endpoint.url, body=body, headers=headers)


@transaction.atomic(using=WRITER)
def _settle(made: Sequence[tuple[Call, Reply]], now: datetime.datetime) -> CallReport:
    # People first, as everything that writes passages.
    lock_people({call.profile_id for call, _ in made})
    told = [_outcome(call, reply, now) for call, reply in made]
    rows = to_json(told).decode()
    _execute(SETTLE, told=rows, answered=ANSWERED, withheld=WITHHELD, now=now)
    states = [one["state"] for one in told]
    return CallReport(
        answered=states.count(CallState.ANSWERED),
        failed=states.count(CallState.WAITING),
        parked=states.count(CallState.FAILED),
    )


def _outcome(call: Call, reply: Reply, now: datetime.datetime) -> dict[str, Any]:
    state, due_at = CallState.WAITING, now + wait_after(call.tries)
    if reply.is_good:
        state = CallState.ANSWERED
    elif reply is NOT_AGREED:
        state = CallState.DROPPED
    elif is_given_up(call.tries):
        state = CallState.FAILED
    error = "" if reply.is_good else reply.error or f"The answer was {reply.status}."
    return {
        "enrollment_id": call.enrollment_id,
        "visit": call.visit,
        "tries": call.tries,
        "state": state,
        "status": reply.status,
        "error": f"webhook: {error}"[:200] if error else "",
        "due_at": due_at if state == CallState.WAITING else None,
    }


def _execute(statement: str, **parameters: Any) -> None:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
