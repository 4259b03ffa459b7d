"""In which time zone people's clocks are, for everybody at once: as the gate sees it for a batch."""

from functools import cache
from typing import Any

from ..core.time_zones import ZONES, known_zones
from ..saleor_adapter.account_country_sql import ADDRESSES, COUNTRY
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .recipients import zone_of
from .settings_models import SendingSettings, Storefront

# Over a query of the caller's, `people` (profile_id). The person's own word, else the zone of the
# account's country, else that of the shop's channel. A word that nobody knows is none.
PEOPLE_ZONES = f"""
zone_account AS (
    SELECT DISTINCT ON (known.profile_id) known.profile_id, known.value_hash::int AS user_id
    FROM people JOIN crm_identifier AS known USING (profile_id)
    WHERE known.type = 'user' AND known.ended_at IS NULL
    ORDER BY known.profile_id, known.id DESC
), zone_lived AS (
    SELECT zone_account.profile_id, {COUNTRY} AS country
    FROM zone_account JOIN account_user AS account ON account.id = zone_account.user_id
    {ADDRESSES}
), people_zone AS (
    SELECT people.profile_id,
           coalesce(own.zone, lived_in.zone, %(zone_of_channel)s::text) AS zone
    FROM people
    LEFT JOIN crm_person_details AS details USING (profile_id)
    LEFT JOIN unnest(%(zones)s::text[]) AS own (zone) ON own.zone = details.time_zone
    LEFT JOIN zone_lived USING (profile_id)
    LEFT JOIN unnest(%(zone_countries)s::text[], %(zones_of_countries)s::text[])
      AS lived_in (country, zone) ON lived_in.country = upper(zone_lived.country)
)"""  # noqa: S608 only constants of the adapter
DATABASE_ZONES = "SELECT name FROM pg_timezone_names"


def zone_parameters(channel_slug: str, *, using: str = WRITER) -> dict[str, Any]:
    """Return what `PEOPLE_ZONES` asks, for messages of one of the shop's channels; two queries."""
    zones = both_know(using)
    of_channel = zone_of_channel(channel_slug, using=using)
    countries = {code: zone for code, zone in ZONES.items() if zone in zones}
    return {
        "zones": sorted(zones),
        "zone_countries": list(countries),
        "zones_of_countries": list(countries.values()),
        "zone_of_channel": of_channel if of_channel in zones else "UTC",
    }


def zone_of_channel(channel_slug: str = "", *, using: str = WRITER) -> str:
    """Return the zone of people without their own: the storefront's, else the shop's, else UTC."""
    front = Storefront.objects.using(using).filter(channel_slug=channel_slug).first()
    settings = SendingSettings.objects.using(using).first()
    named = [front.time_zone if front else "", settings.time_zone if settings else ""]
    return zone_of(*named).key


@cache
def both_know(using: str) -> frozenset[str]:
    """Return the zones that the database knows as well as we do; one query per process."""
    rows = read_rows(DATABASE_ZONES, {}, using)
    return known_zones() & {row["name"] for row in rows}
