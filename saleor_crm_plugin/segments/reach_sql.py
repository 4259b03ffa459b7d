"""What people allow and by what they can be reached, as SQL for everybody at once.

The same rules as consent's policies: from the widest level to the narrowest, a withdrawal holds
for everything below it that was granted earlier.
"""

from ..consent.addresses import ADDRESSES
from ..consent.policies import ANY_CHANNEL, ConsentStatus
from ..consent.purposes import ConsentPurpose

# What holds of two words, the wider one about every channel; `wide` and `narrow` are rows.
_HOLDS = f"""
CASE WHEN narrow.profile_id IS NULL THEN wide.status
     WHEN wide.status = '{ConsentStatus.WITHDRAWN.value}'
          AND narrow.occurred_at < wide.occurred_at THEN wide.status
     ELSE narrow.status END::text
"""
_SAID = (
    "SELECT said.profile_id, said.channel, said.status, said.occurred_at"
    " FROM crm_consent_state AS said"
    " WHERE said.purpose = %(purpose)s AND said.list_code = ''"
)
# One row per person who has ever said anything about the purpose on this channel or on all.
CONSENT = f"""(
    SELECT coalesce(wide.profile_id, narrow.profile_id) AS profile_id, {_HOLDS} AS status
    FROM ({_SAID} AND said.channel = '{ANY_CHANNEL}') AS wide
    FULL JOIN ({_SAID} AND said.channel = %(channel)s) AS narrow
           ON narrow.profile_id = wide.profile_id
)"""  # noqa: S608 constants of the code
_CHANNELS = ", ".join(f"('{channel}', '{kind}')" for channel, kind in ADDRESSES)
# A row per person and channel by which marketing would reach them: a living address that nothing
# stops, and a consent that holds.
REACHABLE_ROWS = f"""
    crm_identifier AS known
    JOIN crm_identifier_value AS plain ON plain.identifier_id = known.id
    JOIN (VALUES {_CHANNELS}) AS way (channel, kind) ON way.kind = known.type
    LEFT JOIN crm_consent_state AS wide
           ON wide.profile_id = known.profile_id AND wide.channel = '{ANY_CHANNEL}'
          AND wide.purpose = '{ConsentPurpose.MARKETING.value}' AND wide.list_code = ''
    LEFT JOIN crm_consent_state AS narrow
           ON narrow.profile_id = known.profile_id AND narrow.channel = way.channel
          AND narrow.purpose = '{ConsentPurpose.MARKETING.value}' AND narrow.list_code = ''
    WHERE known.ended_at IS NULL
      AND {_HOLDS.strip()} = '{ConsentStatus.GRANTED.value}'
      AND NOT EXISTS (
          SELECT FROM crm_suppression AS stop
          WHERE stop.channel = way.channel AND stop.address_hash = known.value_hash
            AND stop.ended_at IS NULL
      )
"""
# Those channels of each person at once; `{people}` limits it to some.
REACHABLE = f"""(
    SELECT known.profile_id, array_agg(DISTINCT way.channel) AS channels
    FROM {REACHABLE_ROWS} {{people}}
    GROUP BY known.profile_id
)"""  # noqa: S608 constants of the code
