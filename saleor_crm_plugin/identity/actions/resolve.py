"""Find or create the profiles that claims mean, many at a time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from pydantic_core import to_json

from ...core.hashing import normalized_email
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.private_hash import email_hash
from ..claims import ACCOUNT, PersonClaim


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A claim with its keys, as the statements below want it."""

    user_key: str
    email: str
    email_hash: str
    is_verified: bool
    is_account: bool
    source: str
    seen_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class _Match:
    """Whom the identifiers of one sighting lead to, and whether the account holds the e-mail."""

    by_user: int | None
    by_email: int | None
    holds_email: bool


_SEEN = ("user_key", "email_hash", "is_verified", "is_account", "seen_at")

# An identifier that ended covers the time before its end; the earliest end after the sighting is
# the one that was in force. An account without orders since its erasure stays erased, so a
# sighting of the account itself may also fall back to a row that ended before.
_FIND = """
SELECT by_user.profile_id, by_email.profile_id,
       EXISTS (
           SELECT FROM crm_identifier held
           WHERE held.profile_id = by_user.profile_id
             AND held.type = 'email' AND held.value_hash = seen.email_hash
             AND held.ended_at IS NULL
             AND (held.trust = 'verified' OR NOT seen.is_verified)
       )
FROM ROWS FROM (
         json_to_recordset(%s) AS (
             user_key text, email_hash text, is_verified boolean, is_account boolean,
             seen_at timestamptz
         )
     ) WITH ORDINALITY
     AS seen (user_key, email_hash, is_verified, is_account, seen_at, position)
LEFT JOIN LATERAL (
    SELECT profile_id FROM crm_identifier
    WHERE type = 'user' AND value_hash = seen.user_key AND seen.user_key <> ''
      AND (ended_at IS NULL OR ended_at > seen.seen_at OR seen.is_account)
    ORDER BY CASE WHEN seen.is_account THEN NULL ELSE ended_at END NULLS LAST,
             ended_at DESC NULLS FIRST
    LIMIT 1
) by_user ON true
LEFT JOIN LATERAL (
    SELECT profile_id FROM crm_identifier
    WHERE type = 'email' AND value_hash = seen.email_hash AND seen.email_hash <> ''
      AND trust <> 'claimed'
      AND (ended_at IS NULL OR ended_at > seen.seen_at)
    ORDER BY ended_at NULLS LAST, trust = 'verified' DESC
    LIMIT 1
) by_email ON true
ORDER BY seen.position
"""

# Identifiers first, under ids drawn from the profiles' sequence: whoever loses a race inserts no
# identifier and so no profile either. The foreign key is checked later (it is deferred). Locks:
# unique keys in the order (type, hash), the same in every process.
_CREATE = """
WITH wanted AS (
    SELECT * FROM json_to_recordset(%s)
        AS wanted (type text, value_hash text, value text, source text, seen_at timestamptz)
), added AS (
    INSERT INTO crm_identifier (profile_id, type, value_hash, trust, source, verified_at)
    SELECT nextval('crm_profile_id_seq'), type, value_hash,
           CASE type WHEN 'user' THEN 'verified' ELSE 'guest' END,
           source,
           CASE type WHEN 'user' THEN seen_at END
    FROM wanted
    ORDER BY type, value_hash
    ON CONFLICT (type, value_hash, trust)
        WHERE ended_at IS NULL AND NOT trust = 'claimed' DO NOTHING
    RETURNING id, profile_id, type, value_hash
), profiles AS (
    INSERT INTO crm_profile (id, kind)
    SELECT profile_id, CASE type WHEN 'user' THEN 'account' ELSE 'guest' END FROM added
)
INSERT INTO crm_identifier_value (identifier_id, profile_id, value)
SELECT added.id, added.profile_id, wanted.value
FROM added JOIN wanted USING (type, value_hash)
WHERE added.type = 'email'
"""

# The account's other addresses end, but not those of another account of the same person; and so
# does another account's proof of this one: the latest proof counts. Locks: profiles by id, then identifier rows in the order (type, hash, id).
_END = """
WITH living AS (
    SELECT id FROM crm_profile
    WHERE id = ANY(%(profiles)s::bigint[]) AND erased_at IS NULL
    ORDER BY id
    FOR KEY SHARE
), held AS (
    SELECT * FROM json_to_recordset(%(held)s) AS held (
        profile_id bigint, user_key text, value_hash text, is_verified boolean,
        is_account boolean, seen_at timestamptz
    )
    WHERE profile_id IN (SELECT id FROM living)
), ending AS (
    SELECT known.id, max(held.seen_at) AS seen_at
    FROM crm_identifier known JOIN held ON (
        known.profile_id = held.profile_id AND known.trust <> 'guest' AND (
            (
                held.is_account AND known.value_hash <> held.value_hash
                AND known.held_by IN ('', held.user_key)
            )
            OR (
                held.is_verified AND known.value_hash = held.value_hash
                AND known.trust = 'claimed'
            )
        )
    ) OR (
        known.value_hash = held.value_hash AND known.profile_id <> held.profile_id
        AND held.is_verified AND known.trust = 'verified'
    )
    WHERE known.type = 'email' AND known.ended_at IS NULL
      AND (
          known.value_hash = ANY(%(hashes)s::text[])
          OR known.profile_id = ANY(%(profiles)s::bigint[])
      )
    GROUP BY known.id
), locked AS (
    SELECT known.id, ending.seen_at
    FROM crm_identifier known JOIN ending ON ending.id = known.id
    ORDER BY known.type, known.value_hash, known.id
    FOR UPDATE OF known
), ended AS (
    UPDATE crm_identifier SET ended_at = locked.seen_at
    FROM locked WHERE locked.id = crm_identifier.id
)
DELETE FROM crm_identifier_value USING locked WHERE identifier_id = locked.id
"""

# An erased person gets no new address; the share lock keeps an erasure from passing in between.
# Locks: profiles by id, then unique keys by hash.
_HOLD = """
WITH living AS (
    SELECT id FROM crm_profile
    WHERE id = ANY(%(profiles)s::bigint[]) AND erased_at IS NULL
    ORDER BY id
    FOR KEY SHARE
), held AS (
    SELECT * FROM json_to_recordset(%(held)s) AS held (
        profile_id bigint, user_key text, value_hash text, is_verified boolean, value text,
        source text, seen_at timestamptz
    )
    WHERE profile_id IN (SELECT id FROM living)
), added AS (
    INSERT INTO crm_identifier
        (profile_id, type, value_hash, trust, source, held_by, verified_at)
    SELECT profile_id, 'email', value_hash,
           CASE WHEN is_verified THEN 'verified' ELSE 'claimed' END,
           source, user_key,
           CASE WHEN is_verified THEN seen_at END
    FROM held
    ORDER BY value_hash, profile_id
    ON CONFLICT DO NOTHING
    RETURNING id, profile_id, value_hash
)
INSERT INTO crm_identifier_value (identifier_id, profile_id, value)
SELECT added.id, added.profile_id, held.value
FROM added JOIN held USING (profile_id, value_hash)
"""


def resolve_profiles(claims: Sequence[PersonClaim]) -> list[int | None]:
    """Return the profile id of each claim, in the same order; create the profiles that are missing.

    An account's claims lead to the account's profile. A claim by e-mail alone leads to the profile
    that has verified it, else to the guest profile of that e-mail. None only where a claim names
    neither. A verified e-mail is attached to its account's profile from here on; an unverified one
    is only noted there. Idempotent; at most 6 statements, 1 when nothing is new.

    Safe in a race: of two transactions that meet the same new person one waits for the other and
    both get the same profile. Call it at most once per transaction, at READ COMMITTED: it locks
    identifiers in one fixed order, which two calls in a row would break.
    """
    sightings = [_sighting(claim) for claim in claims]
    if not sightings:
        return []
    with transaction.atomic(savepoint=False):
        proven = {
            one.email_hash for one in sightings if one.user_key and one.is_verified
        }
        matches = _create_missing(sightings, _find(sightings), awaited=proven)
        if _hold_addresses(sightings, matches):
            matches = _find_missing(sightings, matches)
        # Whoever awaited the proof of an erased account is a guest after all.
        matches = _create_missing(sightings, matches, awaited=set())
    return [
        _profile_of(one, match) for one, match in zip(sightings, matches, strict=True)
    ]


def find_profiles(claims: Sequence[PersonClaim]) -> list[int | None]:
    """Return the profile id of each claim as far as it is known by now, in the same order.

    As `resolve_profiles`, but makes, notes and locks nothing. One statement.
    """
    sightings = [_sighting(claim) for claim in claims]
    if not sightings:
        return []
    return [
        _profile_of(one, match)
        for one, match in zip(sightings, _find(sightings), strict=True)
    ]


def _sighting(claim: PersonClaim) -> _Sighting:
    return _Sighting(
        user_key="" if claim.user_id is None else str(claim.user_id),
        email=normalized_email(claim.email),
        email_hash=email_hash(claim.email),
        is_verified=claim.email_is_verified,
        is_account=claim.source == ACCOUNT,
        source=claim.source,
        seen_at=claim.seen_at,
    )


def _profile_of(sighting: _Sighting, match: _Match) -> int | None:
    return match.by_user if sighting.user_key else match.by_email


def _find(sightings: Sequence[_Sighting]) -> list[_Match]:
    # One document: the driver would quote every element of an array.
    seen = [{name: getattr(one, name) for name in _SEEN} for one in sightings]
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [to_json(seen).decode()])
        return [_Match(*row) for row in cursor.fetchall()]


def _find_missing(
    sightings: Sequence[_Sighting], matches: Sequence[_Match]
) -> list[_Match]:
    """Look again for those who had no profile; whoever has one keeps it."""
    places = [
        place
        for place, (one, match) in enumerate(zip(sightings, matches, strict=True))
        if _profile_of(one, match) is None
    ]
    found = list(matches)
    if places:
        again = _find([sightings[place] for place in places])
        for place, match in zip(places, again, strict=True):
            found[place] = match
    return found


def _create_missing(
    sightings: Sequence[_Sighting], matches: list[_Match], *, awaited: set[str]
) -> list[_Match]:
    """Create until every sighting has its profile, except e-mails that are `awaited`.

    One round, unless an erasure ends an identifier between our two statements.
    """
    while missing := _missing(sightings, matches, awaited):
        keys = sorted(missing)
        with connection.cursor() as cursor:
            cursor.execute(
                _CREATE,
                [to_json([_new_row(key, missing[key]) for key in keys]).decode()],
            )
        matches = _find_missing(sightings, matches)
    return matches


def _missing(
    sightings: Sequence[_Sighting], matches: Sequence[_Match], awaited: set[str]
) -> dict[tuple[str, str], _Sighting]:
    missing = {}
    for one, match in zip(sightings, matches, strict=True):
        if _profile_of(one, match) is not None:
            continue
        if one.user_key:
            missing["user", one.user_key] = one
        elif one.email_hash and one.email_hash not in awaited:
            missing["email", one.email_hash] = one
    return missing


def _hold_addresses(sightings: Sequence[_Sighting], matches: Sequence[_Match]) -> bool:
    """Let accounts hold the addresses that they have now; return whether there was anything to do."""
    holding = {
        match.by_user: one
        for one, match in sorted(
            zip(sightings, matches, strict=True), key=lambda pair: pair[0].seen_at
        )
        if one.email_hash
        and (one.is_account or one.is_verified)
        and match.by_user is not None
        and not match.holds_email
    }
    if not holding:
        return False
    values: dict[str, Any] = {
        "profiles": int_array(holding),
        "hashes": [one.email_hash for one in holding.values()],
        "held": to_json(
            [_held_row(profile_id, one) for profile_id, one in holding.items()]
        ).decode(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_END, values)
        cursor.execute(_HOLD, values)
    return True


def _new_row(key: tuple[str, str], one: _Sighting) -> dict[str, Any]:
    identifier_type, value_hash = key
    return {
        "type": identifier_type,
        "value_hash": value_hash,
        "value": one.email,
        "source": one.source,
        "seen_at": one.seen_at,
    }


def _held_row(profile_id: int, one: _Sighting) -> dict[str, Any]:
    return {
        "profile_id": profile_id,
        "user_key": one.user_key,
        "value_hash": one.email_hash,
        "is_verified": one.is_verified,
        "is_account": one.is_account,
        "value": one.email,
        "source": one.source,
        "seen_at": one.seen_at,
    }
