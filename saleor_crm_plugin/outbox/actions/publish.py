"""Publish facts: store them once, with a delivery for each handler that wants them."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...core.facts import SHARED_NAMES, Fact, fact_to_json, own_values
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..errors import IdempotencyMismatch
from ..handlers import subscriptions
from ..policies import LANE_GROUPS

# `given` keeps the caller's order, so that ids follow it. The deliveries come from the rows that
# were really inserted. Locks nothing but the new keys of this week.
PUBLISH = """
WITH given AS MATERIALIZED (
    SELECT * FROM ROWS FROM (
        json_to_recordset(%(facts)s) AS (
            key text, code text, profile_id bigint, occurred_at timestamptz, origin text,
            payload jsonb
        )
    ) WITH ORDINALITY AS fact (key, code, profile_id, occurred_at, origin, payload, place)
), published AS (
    INSERT INTO crm_fact (key, code, profile_id, occurred_at, origin, payload)
    SELECT key, code, profile_id, occurred_at, origin, payload FROM given ORDER BY place
    ON CONFLICT (key, week) DO NOTHING
    RETURNING id, week, code, coalesce(profile_id, 0) AS lane
), delivered AS (
    INSERT INTO crm_delivery (handler, lane_group, lane, fact_id, fact_week, state)
    SELECT wanted.handler, published.lane %% %(groups)s, published.lane, published.id,
           published.week, 'pending'
    FROM published
    JOIN unnest(%(codes)s::text[], %(handlers)s::text[]) AS wanted (code, handler) USING (code)
    LEFT JOIN json_to_recordset(%(at_once)s) AS at_once (handler text, lane_group int)
        ON at_once.handler = wanted.handler
        AND at_once.lane_group = published.lane %% %(groups)s
    WHERE at_once.handler IS NULL
    ORDER BY published.id
)
SELECT count(*) FROM published
"""
# One probe per key and kept week: the lateral part keeps the plan on the index, also where the
# statistics still speak of an empty table. The second part answers whose lanes have a successor.
ALREADY_THERE = """
SELECT fact.key, fact.code, coalesce(led.successor, fact.profile_id), fact.occurred_at,
       fact.payload
FROM json_array_elements_text(%s::json) AS asked (key)
CROSS JOIN LATERAL (
    SELECT key, code, profile_id, occurred_at, payload FROM crm_fact
    WHERE crm_fact.key = asked.key OFFSET 0
) fact
LEFT JOIN crm_lane_successor AS led ON led.lane = fact.profile_id
UNION ALL
SELECT NULL, lane::text, successor, NULL, NULL
FROM crm_lane_successor WHERE lane = ANY(%s::bigint[])
"""


def publish(facts: Sequence[Fact]) -> int:
    """Store facts in the caller's transaction, and one pending delivery per handler that listens.

    Facts are handled in the order given here, per profile. Idempotent: a key that is there with
    the same values is left alone; with other values it raises IdempotencyMismatch and nothing is
    stored (origin does not count: hook and sweep may tell the same). Returns how many are new.
    """
    if not facts:
        return 0
    given = by_key(facts)
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        # Facts that were dropped with their week are new again; told rows prevent that.
        fresh = without_known(cursor, given)
        stored = store(cursor, fresh)
        if stored < len(fresh):
            # Somebody published the same keys between our two statements.
            without_known(cursor, given)
        return stored


def by_key(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the facts by key; raises IdempotencyMismatch where two differ under one key."""
    given: dict[str, Fact] = {}
    for fact in facts:
        if given.setdefault(fact.key, fact) != fact:
            raise IdempotencyMismatch(fact.key)
    return given


def without_known(cursor: Any, given: dict[str, Fact]) -> list[Fact]:
    """Return the facts that are not there yet, about whom they are heard by.

    Raises IdempotencyMismatch as `publish` does.
    """
    lanes = {fact.profile_id or 0 for fact in given.values()}
    cursor.execute(ALREADY_THERE, (to_json(list(given)).decode(), int_array(lanes)))
    rows = cursor.fetchall()
    led = {int(lane): successor for key, lane, successor, *_ in rows if key is None}
    heard = _heard_by(given, led)
    known = set()
    for key, code, profile_id, occurred_at, payload in rows:
        if key is None:
            continue
        fact = heard[key]
        stored = (code, profile_id, occurred_at, json.loads(payload))
        if stored != (fact.code, fact.profile_id, fact.occurred_at, _payload_of(fact)):
            raise IdempotencyMismatch(key)
        known.add(key)
    return [fact for key, fact in heard.items() if key not in known]


def _heard_by(given: dict[str, Fact], led: dict[int, int]) -> dict[str, Fact]:
    """Return the facts with the successors of those whom they were told about."""
    if not led:
        return given
    return {
        key: replace(fact, profile_id=led[fact.profile_id])
        if fact.profile_id in led
        else fact
        for key, fact in given.items()
    }


def store(
    cursor: Any, fresh: Sequence[Fact], *, at_once: Collection[tuple[str, int]] = ()
) -> int:
    """Store facts with their deliveries, except for handlers and lane groups served `at_once`.

    Returns how many were new after all.
    """
    if not fresh:
        return 0
    cursor.execute(PUBLISH, _parameters(fresh, at_once))
    return int(cursor.fetchone()[0])


def lanes_to_json(lanes: Iterable[tuple[str, int]]) -> str:
    """Return handlers with lane groups as one document, for `json_to_recordset`."""
    rows = [{"handler": handler, "lane_group": group} for handler, group in lanes]
    return to_json(rows).decode()


def _payload_of(fact: Fact) -> dict[str, Any]:
    return {
        name: value
        for name, value in fact_to_json(fact).items()
        if name not in SHARED_NAMES
    }


def _as_row(fact: Fact) -> dict[str, Any]:
    return {
        "key": fact.key,
        "code": fact.code,
        "profile_id": fact.profile_id,
        "occurred_at": fact.occurred_at,
        "origin": fact.origin,
        "payload": own_values(fact),
    }


def _parameters(
    facts: Sequence[Fact], at_once: Collection[tuple[str, int]]
) -> dict[str, Any]:
    listening = [
        (code, handler)
        for code in {fact.code for fact in facts}
        for handler in subscriptions().codes_for(code)
    ]
    return {
        # All facts at once: as fast as the library can.
        "facts": to_json([_as_row(fact) for fact in facts]).decode(),
        "groups": LANE_GROUPS,
        "codes": [code for code, _ in listening],
        "handlers": [handler for _, handler in listening],
        "at_once": lanes_to_json(at_once),
    }
