"""Who a batch of messages goes to: addresses, language, time zone and the preferred channel."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from ..identity.models import IdentifierType
from ..insight.policies.relationship import UNKNOWN
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.customer_views import CustomerView, customer_views
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows

# Of several addresses of one kind the proven one counts, then the one that was seen last. An
# account is its own address: its row in the table of plain values may be missing. Each person is
# looked up by key, whatever the statistics say of how many there are.
RECIPIENTS = """
SELECT profile.id, profile.public_id, account.value_hash::int AS user_id,
       coalesce(preferred.channel, '') AS preferred,
       coalesce(insight.relationship_type, 'unknown') AS relation,
       coalesce(details.language, '') AS language, coalesce(details.time_zone, '') AS time_zone,
       coalesce((
           SELECT json_object_agg(best.type, json_build_array(best.value, best.value_hash))
           FROM (
               SELECT DISTINCT ON (known.type) known.type, known.value_hash,
                      coalesce(plain.value, known.value_hash) AS value
               FROM crm_identifier AS known
               LEFT JOIN crm_identifier_value AS plain ON plain.identifier_id = known.id
               WHERE known.profile_id = profile.id AND known.ended_at IS NULL
                 AND known.type = ANY(%(types)s)
                 AND (plain.value IS NOT NULL OR known.type = 'user')
               ORDER BY known.type,
                        array_position(ARRAY['verified', 'guest', 'claimed'], known.trust::text),
                        known.id DESC
           ) AS best
       ), '{}') AS addresses
FROM unnest(%(profiles)s::bigint[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT id, public_id FROM crm_profile
    WHERE id = wanted.id AND erased_at IS NULL LIMIT 1
) AS profile
LEFT JOIN LATERAL (
    SELECT channel FROM crm_preferred_channel WHERE profile_id = wanted.id LIMIT 1
) AS preferred ON true
LEFT JOIN LATERAL (
    SELECT language, time_zone FROM crm_person_details WHERE profile_id = wanted.id LIMIT 1
) AS details ON true
LEFT JOIN LATERAL (
    SELECT relationship_type FROM crm_customer_insight
    WHERE profile_id = wanted.id LIMIT 1
) AS insight ON true
LEFT JOIN LATERAL (
    SELECT value_hash FROM crm_identifier
    WHERE profile_id = wanted.id AND type = 'user' AND ended_at IS NULL
    ORDER BY id DESC LIMIT 1
) AS account ON true
"""


@dataclass(frozen=True, slots=True)
class Address:
    """An address and the keyed hash by which others know it; the text is left out of `repr`."""

    value: str = field(repr=False)
    value_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """One person as messages need them; texts are "" where unknown.

    Language and time zone are the person's own word, else the account's and its country's.
    `relation` is the relationship type, which tightens the caps.
    """

    profile_id: int
    public_id: UUID
    user_id: int | None
    preferred: str
    addresses: Mapping[str, Address]
    relation: str = UNKNOWN
    language: str = ""
    country: str = ""
    time_zone: str = ""


def recipients(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, Recipient]:
    """Return these people; erased and unknown ones are absent. Two statements."""
    parameters = {
        "profiles": int_array(profile_ids),
        "types": [kind.value for kind in IdentifierType],
    }
    rows = read_rows(RECIPIENTS, parameters, using)
    accounts = customer_views(
        [row["user_id"] for row in rows if row["user_id"] is not None], using=using
    )
    return {row["id"]: _recipient(row, accounts.get(row["user_id"])) for row in rows}


def _recipient(row: Mapping[str, Any], account: CustomerView | None) -> Recipient:
    return Recipient(
        profile_id=row["id"],
        public_id=row["public_id"],
        user_id=row["user_id"],
        preferred=row["preferred"],
        addresses=_addresses(row["addresses"]),
        relation=row["relation"],
        language=row["language"] or (account.language if account else ""),
        country=account.country if account else "",
        time_zone=row["time_zone"] or (account.time_zone if account else ""),
    )


def _addresses(stored: Any) -> dict[str, Address]:
    # A cursor of Django's gives JSON as the text that it is.
    pairs = json.loads(stored) if isinstance(stored, str) else stored
    return {kind: Address(*pair) for kind, pair in pairs.items()}


def zone_of(*names: str) -> ZoneInfo:
    """Return the first of the zones that is named and known; UTC where none is."""
    for name in names:
        if name:
            try:
                return ZoneInfo(name)
            # What is no name of a zone may also be a folder, or no path at all.
            except (KeyError, ValueError, OSError):
                continue
    return ZoneInfo("UTC")
